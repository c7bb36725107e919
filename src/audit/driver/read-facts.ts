/**
 * Owns what a page with Kelisim says of its site: services and categories from `window.kelisim`, the rest of the config from the site's own
 * module, where the head script came from. Leaves to others: a config that the owner gave (cli).
 */
import type { Page } from 'playwright-core';
import { categoriesOf } from '../../core/category.ts';
import type { SiteConfig } from '../../core/config.ts';
import type { HeadSite, ResolvedService } from '../../core/head-site.ts';
import { RULES } from '../../vendors/generated/rules.ts';
import type { SiteFacts } from '../site-facts.ts';
import { inTime } from './in-time.ts';

const ASK_MS = 5_000;

export interface KelisimFacts {
  readonly version: string;
  readonly site: string;
  readonly scope: string;
  readonly termDays: number;
  /** Folder of the client's files. */
  readonly base: string;
  readonly facts: SiteFacts;
}

interface Said {
  readonly version: string;
  readonly site: string;
  readonly scope: string;
  readonly termDays: number;
  readonly base: string;
  readonly services: readonly ResolvedService[];
  readonly categories: HeadSite['categories'];
  readonly pass: readonly string[];
  readonly google: boolean;
  readonly config: Partial<SiteConfig>;
}

export const NO_FACTS: SiteFacts = {
  source: 'none',
  site: { services: [], categories: categoriesOf(), rules: rulesOf(), pass: [] },
  endpointHost: '',
  keep: [],
  unlisted: 'allow',
  gpc: 'record',
  googleConsentMode: 'off',
};

/** @returns null when there is no Kelisim in the page, or nobody answers. */
export async function readFacts(page: Page): Promise<KelisimFacts | null> {
  const said = await inTime(page.evaluate(askKelisim), ASK_MS, null);
  if (!said) return null;
  const { version, site, scope, termDays, base, services, categories, pass, google, config } = said;
  const hosts = new Map((config.services ?? []).map((item) => [item.id ?? item.vendor, item.hosts]));
  const own = services.filter(({ vendor }) => !Object.hasOwn(RULES, vendor));
  const endpoint = URL.parse(config.sync?.endpoint ?? '')?.hostname ?? '';
  return {
    version,
    site,
    scope,
    termDays,
    base,
    facts: {
      source: 'page',
      site: {
        services,
        categories: categories.length > 0 ? categories : categoriesOf(),
        rules: { ...rulesOf(), ...Object.fromEntries(own.map(({ id }) => [id, (hosts.get(id) ?? []).join(' ')])) },
        pass,
      },
      endpointHost: endpoint,
      keep: config.cookies?.keep ?? [],
      unlisted: config.unlisted ?? 'allow',
      gpc: config.gpc ?? 'record',
      googleConsentMode: !google ? 'off' : services.some(({ early }) => early) ? 'advanced' : 'basic',
    },
  };
}

function rulesOf(): Record<string, string> {
  return Object.fromEntries(Object.entries(RULES).map(([id, { m }]) => [id, m]));
}

/** Runs in the page: must stand alone. */
async function askKelisim(): Promise<Said | null> {
  const { kelisim } = window as unknown as { kelisim?: { version: string; inner?: Record<string, unknown> } };
  const inner = kelisim?.inner;
  if (!kelisim || !inner || typeof inner['scope'] !== 'string') return null;
  let more: { readonly config?: Partial<SiteConfig> } = {};
  if (inner['siteModule'] !== null) {
    try {
      more = (await import(
        /* @vite-ignore */ `${inner['base'] as string}${inner['siteModule'] as string}`
      )) as typeof more;
    } catch {
      // The page's policy, or the file is not there: what the head knows has to do.
    }
  }
  return JSON.parse(
    JSON.stringify({
      version: kelisim.version,
      site: inner['site'],
      scope: inner['scope'],
      termDays: inner['termDays'],
      base: inner['base'],
      services: inner['services'],
      categories: inner['categories'],
      pass: inner['pass'],
      google: !!inner['google'],
      config: { ...(inner['config'] as object), ...more.config },
    }),
  ) as Said;
}
