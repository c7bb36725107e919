/** Owns the notice's own colours as a start for the owner's, and the block of CSS that carries these to the site. */
import type { Theme } from '../../src/core/config.ts';
import { COLOUR_NAMES, type Colours, type DraftContent, type Shade } from './draft.ts';

/** What the notice looks like where the site says nothing (head/banner, client/ui). */
export const START_COLOURS: Readonly<Record<Shade, Colours>> = {
  light: { bg: '#ffffff', fg: '#1b1d21', accent: '#0b57d0', 'accent-fg': '#ffffff', border: '#747a85' },
  dark: { bg: '#1b1d21', fg: '#eceef2', accent: '#a8c7fa', 'accent-fg': '#062e6f', border: '#8e96a3' },
};

export function propertiesOf(colours: Colours): [name: string, value: string][] {
  return COLOUR_NAMES.map((name) => [`--kelisim-${name}`, colours[name]]);
}

/** `''` without own colours. A theme that the config fixes needs no media query: the notice never has the other one. */
export function coloursCss({ light, dark }: DraftContent['colours'], theme: Theme): string {
  const rule = (colours: Colours, indent = '') =>
    `${indent}:root {\n${propertiesOf(colours)
      .map(([name, value]) => `${indent}  ${name}: ${value};\n`)
      .join('')}${indent}}\n`;
  if (theme !== 'auto') {
    const only = theme === 'dark' ? dark : light;
    return only ? rule(only) : '';
  }
  const query = (shade: Shade, text: string) => `@media (prefers-color-scheme: ${shade}) {\n${text}}\n`;
  // Light alone would otherwise stay in the dark too, under text that turned light.
  return (light ? query('light', rule(light, '  ')) : '') + (dark ? query('dark', rule(dark, '  ')) : '');
}
