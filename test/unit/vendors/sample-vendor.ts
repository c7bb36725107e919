/** Owns one valid vendor file for tests, which change a part of it. */
import type { VendorFile } from '../../../src/vendors/vendor-file.ts';

export function sampleVendor(change: Partial<VendorFile> = {}): VendorFile {
  return {
    version: 1,
    id: 'sample',
    name: 'Sample',
    category: 'analytics',
    provider: { name: 'Sample LLC', country: 'KZ', confidence: 'high' },
    dataGoesTo: ['KZ'],
    policyUrl: null,
    match: ['sample.example.kz'],
    cookies: [{ name: 'sample_', match: 'prefix', party: 'first', lifetime: 'P1Y', confidence: 'high' }],
    storage: [],
    data: ['ip'],
    stop: 'reload',
    text: {
      purpose: { kk: 'Сайтқа кірулерді санайды.', ru: 'Считает посещения.', en: 'Counts visits.' },
      refused: { kk: 'Сайт жұмыс істейді.', ru: 'Сайт работает.', en: 'The site works.' },
    },
    test: { match: ['https://sample.example.kz/a.js'], miss: ['https://example.kz/'] },
    sources: ['a test'],
    ...change,
  };
}
