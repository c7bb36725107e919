/** Owns the contrast of two colours (WCAG 2.2 §1.4.3, relative luminance of sRGB) and which pairs of the notice have to keep one. */
import type { ColourName, Colours } from './draft.ts';
import type { BuilderTextId } from './words.ts';

/** Text (§1.4.3, AA), and the edge of a control against what it stands on (§1.4.11). */
const TEXT_LEAST = 4.5;
const EDGE_LEAST = 3;

export interface PairContrast {
  readonly name: BuilderTextId;
  readonly ratio: number;
  readonly least: number;
}

const PAIRS: readonly (readonly [BuilderTextId, ColourName, ColourName, number])[] = [
  ['pair-text', 'fg', 'bg', TEXT_LEAST],
  ['colour-accent-fg', 'accent-fg', 'accent', TEXT_LEAST],
  ['pair-edge', 'accent', 'bg', EDGE_LEAST],
];

export function contrastsOf(colours: Colours): PairContrast[] {
  return PAIRS.map(([name, one, other, least]) => ({ name, least, ratio: contrast(colours[one], colours[other]) }));
}

/** @param one `#rrggbb`, as colour inputs give it. */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
