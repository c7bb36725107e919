/** Owns what the panel tells to write into the config (or quotes from the page), word for word, the same in every language. Pure. */
import type { HeadSite } from '../../core/head-site.ts';
import { RULES } from '../../vendors/generated/rules.ts';
import type { Cause } from '../cause.ts';

export interface Found {
  readonly vendors: readonly string[];
  readonly host: string;
  /** What a mark in the page says. */
  readonly mark: string;
}

export function configLines(
  cause: Cause,
  { vendors, host, mark }: Found,
  { services }: Pick<HeadSite, 'services'>,
): string[] {
  const example = services.find((service) => service.letter && !service.contains)?.id ?? '…';
  const container = (vendor: string) => `{ "vendor": "${vendor}", "contains": ["${example}"] }`;
  switch (cause) {
    case 'not-in-config':
      // A head older than the panel may hold what this catalogue no longer names.
      if (!vendors.length) return [`"hosts": ["${host}"]`];
      return vendors.map((vendor) => (RULES[vendor]?.t ? container(vendor) : `{ "vendor": "${vendor}" }`));
    case 'empty-container':
      return vendors.map(container);
    case 'not-in-catalogue':
      return [`"hosts": ["${host}"]`];
    case 'unlisted-blocked':
      return [`"${host}"`];
    case 'unknown-mark':
      return [`data-kelisim="${mark}"`];
    default:
      return [];
  }
}
