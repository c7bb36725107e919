/** Plays the Google Maps embed: the frame and the script and image it fetches. */
import { frame, pixel, type Route, script } from '../answer.ts';

const VENDOR = 'google-maps';

function runMaps(): void {
  document.documentElement.setAttribute('data-stand-in-google-maps', 'ready');
}

const MAP =
  '<script async src="https://maps.googleapis.com/maps/api/js?key=demo"></script><img src="https://maps.gstatic.com/tile.png" alt="" hidden>';

export const googleMaps: readonly Route[] = [
  {
    vendor: VENDOR,
    host: 'www.google.com',
    path: '/maps/',
    answer: () => frame('Google Maps', '#1a73e8', MAP, 'NID=stand-in'),
  },
  { vendor: VENDOR, host: 'maps.google.com', path: '/maps', answer: () => frame('Google Maps', '#1a73e8', '') },
  { vendor: VENDOR, host: 'maps.googleapis.com', path: '/maps/', answer: () => script(runMaps) },
  { vendor: VENDOR, host: 'maps.gstatic.com', path: '/', answer: () => pixel() },
];
