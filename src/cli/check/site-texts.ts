/** Owns finding every text of a config that stands in several languages, with its path. Links are not texts. */
import type { SiteConfig } from '../../core/config.ts';
import type { SiteText } from '../../core/language.ts';
import { pathText } from '../../core/schema/config-finding.ts';

export interface PlacedText {
  readonly path: string;
  readonly text: SiteText;
}

export function siteTexts(config: SiteConfig): PlacedText[] {
  const found: PlacedText[] = [];
  const walk = (value: unknown, keys: readonly (string | number)[]): void => {
    if (Array.isArray(value)) value.forEach((item: unknown, i) => walk(item, [...keys, i]));
    else if (typeof value === 'object' && value !== null) {
      const part = value as Readonly<Record<string, unknown>>;
      // Dates and numbers have checks of their own.
      if (['url', 'date', 'number'].includes(String(keys.at(-1)))) return;
      if (typeof part['kk'] === 'string' && typeof part['ru'] === 'string')
        found.push({ path: pathText(keys), text: value as SiteText });
      else for (const [key, item] of Object.entries(part)) walk(item, [...keys, key]);
    }
  };
  walk(config, []);
  return found;
}
