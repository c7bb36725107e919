/**
 * Owns the contrast of a site's brand colours (`--css`): `--kelisim-*` properties as the style sheet sets them, light, in the dark colour
 * scheme, and under theme switches such as [data-theme=dark]. WCAG 2.2 §1.4.3 (text 4.5:1) and §1.4.11 (borders, controls 3:1).
 * Leaves to others: what cannot be told from one file alone (properties from elsewhere, colours computed by functions): said as a note.
 */
import { parse as parseColour, wcagContrast } from 'culori';
import { type AtRule, type Container, parse, type Rule } from 'postcss';
import { type CheckFinding, finding } from './check-finding.ts';

type Scheme = 'light' | 'dark';
type Palette = ReadonlyMap<string, Placed>;

interface Placed {
  readonly value: string;
  readonly line: number;
}

/** Kelisim's own colours where a site sets none (settings styles), so that one colour alone can be judged too. */
const DEFAULTS: Readonly<Record<Scheme, Readonly<Record<string, string>>>> = {
  light: {
    '--kelisim-bg': '#fff',
    '--kelisim-fg': '#1b1d21',
    '--kelisim-accent': '#0b57d0',
    '--kelisim-accent-fg': '#fff',
    '--kelisim-border': '#747a85',
  },
  dark: {
    '--kelisim-bg': '#1b1d21',
    '--kelisim-fg': '#eceef2',
    '--kelisim-accent': '#a8c7fa',
    '--kelisim-accent-fg': '#062e6f',
    '--kelisim-border': '#8e96a3',
  },
};

const PAIRS = [
  { code: 'contrast-text', front: '--kelisim-fg', ground: '--kelisim-bg', least: 4.5, what: 'text' },
  {
    code: 'contrast-text',
    front: '--kelisim-accent-fg',
    ground: '--kelisim-accent',
    least: 4.5,
    what: 'words on buttons',
  },
  { code: 'contrast-text', front: '--kelisim-accent', ground: '--kelisim-bg', least: 4.5, what: 'links' },
  {
    code: 'contrast-control',
    front: '--kelisim-border',
    ground: '--kelisim-bg',
    least: 3,
    what: 'borders of controls',
  },
] as const;

const DARK_THEME = /dark|night/i;

export function checkColours(file: string, css: string): CheckFinding[] {
  const scopes = scopesOf(css);
  const findings = new Map<string, CheckFinding>();
  for (const { name, scheme, palette } of scopes)
    for (const found of checkPalette(file, name, scheme, palette)) {
      const key = `${found.path} ${found.code} ${found.message.replace(/ \([^)]*\)$/, '')}`;
      if (!findings.has(key)) findings.set(key, found);
    }
  return [...findings.values()];
}

interface Scope {
  /** As the reader of the finding should know it. */
  readonly name: string;
  readonly scheme: Scheme;
  readonly palette: Palette;
}

/** The page as it is, in the dark scheme, and one scope per theme selector, each on top of the page. */
function scopesOf(css: string): Scope[] {
  const base = new Map<string, Placed>();
  const dark = new Map<string, Placed>();
  const themes = new Map<string, Map<string, Placed>>();
  parse(css).walkDecls(/^--/, (declaration) => {
    const rule = declaration.parent as Rule;
    const placed = { value: declaration.value.trim(), line: declaration.source?.start?.line ?? 1 };
    const target = isTheme(rule.selector)
      ? (themes.get(rule.selector) ?? new Map<string, Placed>())
      : inDark(rule)
        ? dark
        : base;
    if (isTheme(rule.selector)) themes.set(rule.selector, target);
    target.set(declaration.prop, placed);
  });
  const on = (top: Palette): Palette => new Map([...base, ...top]);
  return [
    { name: 'light', scheme: 'light', palette: base },
    { name: 'dark', scheme: 'dark', palette: on(dark) },
    ...[...themes].map(
      ([name, palette]): Scope => ({ name, scheme: DARK_THEME.test(name) ? 'dark' : 'light', palette: on(palette) }),
    ),
  ];
}

/** A class or attribute on the root, or anything that names a theme; `:root`, `html`, `body`, `:host` are the page itself. */
function isTheme(selector: string): boolean {
  return /\[(?:data-)?[\w-]*(?:theme|scheme|mode)|\.[\w-]*(?:dark|light|night|theme)/i.test(selector);
}

function inDark(rule: Rule): boolean {
  let parent: Container | undefined = rule.parent;
  while (parent && parent.type !== 'root') {
    if (parent.type === 'atrule' && /prefers-color-scheme:\s*dark/.test((parent as unknown as AtRule).params))
      return true;
    parent = parent.parent as Container | undefined;
  }
  return false;
}

function checkPalette(file: string, name: string, scheme: Scheme, palette: Palette): CheckFinding[] {
  return PAIRS.flatMap(({ code, front, ground, least, what }) => {
    const place = palette.get(front) ?? palette.get(ground);
    if (!place) return [];
    const path = `${file}:${place.line}`;
    const colours = [front, ground].map((property) => ({
      property,
      text: colourOf(palette.get(property)?.value ?? DEFAULTS[scheme][property]!, palette, scheme),
    }));
    const unreadable = colours.find(({ text }) => text === null);
    if (unreadable)
      return [finding('colour-unreadable', path, `${unreadable.property} cannot be computed from this file (${name})`)];
    const [a, b] = colours.map(({ text }) => text!);
    const ratio = wcagContrast(a!, b!);
    return ratio < least
      ? [finding(code, path, `${what}: ${front} on ${ground} has ${ratio.toFixed(2)}:1, wants ${least}:1 (${name})`)]
      : [];
  });
}

/** An opaque colour that can be computed, or null. Follows var() and light-dark(). */
function colourOf(value: string, palette: Palette, scheme: Scheme, depth = 0): string | null {
  if (depth > 8) return null;
  const again = (text: string) => colourOf(text.trim(), palette, scheme, depth + 1);
  const variable = /^var\(\s*(--[\w-]+)\s*(?:,(.*))?\)$/s.exec(value);
  if (variable) {
    const known = palette.get(variable[1]!)?.value ?? variable[2];
    return known === undefined ? null : again(known);
  }
  const both = /^light-dark\((.*)\)$/s.exec(value);
  if (both) {
    const [light = '', dark = ''] = topLevelParts(both[1]!);
    return again(scheme === 'light' ? light : dark);
  }
  const colour = parseColour(value);
  return colour && (colour.alpha ?? 1) === 1 ? value : null;
}

/** `a, rgb(1, 2, 3)` → two parts. */
function topLevelParts(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const letter of text) {
    if (letter === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += letter;
    depth += letter === '(' ? 1 : letter === ')' ? -1 : 0;
  }
  return parts;
}
