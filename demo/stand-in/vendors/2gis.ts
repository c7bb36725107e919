/** Plays the 2GIS widget: the loader with its `DGWidgetLoader` class, the map frame and its tiles. */
import { frame, pixel, type Route, script } from '../answer.ts';

const VENDOR = '2gis';

function runLoader(): void {
  interface Options {
    width: string;
    height: string;
    org: readonly { id: string }[];
  }
  function DGWidgetLoader(options: Options): void {
    const src = `https://widgets.2gis.com/widget?type=firmsonmap&org=${options.org.map((item) => item.id).join(',')}`;
    const place = document.querySelector('[data-map-2gis]');
    // As the vendor's own does, where the page has no place for it.
    if (!place) return document.write(`<iframe title="2GIS (stand-in)" src="${src}"></iframe>`);
    const map = document.createElement('iframe');
    map.title = '2GIS (stand-in)';
    map.src = src;
    place.replaceChildren(map);
  }
  (window as unknown as { DGWidgetLoader: unknown }).DGWidgetLoader = DGWidgetLoader;
}

const TILES = '<img src="https://tile0.maps.2gis.com/tiles?x=1&y=1&z=12" alt="" hidden>';

export const twoGis: readonly Route[] = [
  { vendor: VENDOR, host: 'widgets.2gis.com', path: '/js/', answer: () => script(runLoader) },
  { vendor: VENDOR, host: 'widgets.2gis.com', path: '/widget', answer: () => frame('2GIS', '#19aa1e', TILES) },
  { vendor: VENDOR, host: '*.maps.2gis.com', path: '/', answer: () => pixel() },
];
