/** Reading a data folder: order, and what a broken one is told. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadVendorFiles } from '../../../src/vendors/load-vendor-files.ts';
import { sampleVendor } from './sample-vendor.ts';

describe('loadVendorFiles', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kelisim-vendors-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const put = (name: string, content: unknown): void =>
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  const load = () => loadVendorFiles(pathToFileURL(folder + sep));

  test('gives the files of a folder sorted by id and looks at nothing but JSON', () => {
    put('zeta.json', sampleVendor({ id: 'zeta' }));
    put('alpha.json', sampleVendor({ id: 'alpha' }));
    put('notes.md', 'not a vendor');
    expect(load().map((file) => file.id)).toEqual(['alpha', 'zeta']);
  });

  test('names every broken file and path in one message', () => {
    put('alpha.json', { ...sampleVendor({ id: 'alpha' }), extra: 1 });
    put('beta.json', sampleVendor({ id: 'gamma' }));
    expect(load).toThrow(/alpha\.json: extra: [\s\S]*beta\.json: id: is gamma/);
  });

  test('names a file that is not JSON', () => {
    put('alpha.json', '{');
    expect(load).toThrow('alpha.json: is not JSON');
  });
});
