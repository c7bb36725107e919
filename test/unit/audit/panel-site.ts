/** Owns a small site and a ledger to write in, for the tests of causes and rows. */
import { categoriesOf } from '../../../src/core/category.ts';
import type { Choice } from '../../../src/core/choice.ts';
import type { LedgerEntry } from '../../../src/core/ledger-entry.ts';
import type { Situation } from '../../../src/audit/cause.ts';

export const SITE: Situation['site'] = {
  categories: categoriesOf([]),
  services: [
    { id: 'google-tag-manager', vendor: 'google-tag-manager', category: '', letter: '', contains: ['yandex-metrica'] },
    { id: 'yandex-metrica', vendor: 'yandex-metrica', category: 'analytics', letter: 'a' },
    { id: 'yandex-webvisor', vendor: 'yandex-webvisor', category: 'analytics', letter: 'a', replay: true },
    { id: 'meta-pixel', vendor: 'meta-pixel', category: 'advertising', letter: 'd' },
    { id: 'criteo', vendor: 'criteo', category: 'advertising', letter: 'd', notOn: ['/loan'] },
    { id: 'recaptcha', vendor: 'recaptcha', category: 'necessary', letter: '', onlyOn: ['/apply', '/cabinet'] },
    { id: 'roistat', vendor: 'roistat', category: '', letter: '', contains: [] },
  ],
};

/** 12:00:00 of some day, in the time zone of whoever runs the test. */
export const NOON_MS = new Date(2026, 10, 20, 12).getTime();

export function entry(change: Partial<LedgerEntry>): LedgerEntry {
  return {
    time: NOON_MS,
    kind: 'script',
    url: 'https://connect.facebook.net/en_US/fbevents.js',
    vendor: 'meta-pixel',
    service: 'meta-pixel',
    category: 'advertising',
    verdict: 'held',
    chosen: false,
    ...change,
  };
}

/** An entry of a service of SITE, at its vendor's own address. */
export function entryOf(service: string, change: Partial<LedgerEntry> = {}): LedgerEntry {
  const found = SITE.services.find(({ id }) => id === service)!;
  return entry({ url: `https://${service}.test/`, vendor: found.vendor, service, category: found.category, ...change });
}

export function chose(letters: string, services: Choice['services'] = {}): Choice {
  return { day: 20777, letters, services };
}

export function at(path = '/', choice: Choice | null = null): Situation {
  return { site: SITE, choice, path };
}
