import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { currentStamp } from '../../../tools/setup/build.mjs';

let root = '';

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kelisim-stamp-'));
  write('src/core/a.ts', 'a');
  write('src/vendors/generated/rules.ts', 'rules');
  write('locales/kk.xlf', 'kk');
  write('README.md', 'words');
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('the stamp of dist', () => {
  it('stays while nothing changes that is built', () => {
    const before = currentStamp(root);
    write('README.md', 'other words');
    expect(currentStamp(root)).toBe(before);
  });

  it.each(['src/core/a.ts', 'src/vendors/generated/rules.ts', 'locales/kk.xlf', 'package-lock.json', 'tools/build.ts'])(
    'changes with %s',
    (file) => {
      const before = currentStamp(root);
      write(file, 'changed');
      expect(currentStamp(root)).not.toBe(before);
    },
  );

  it('changes when a source moves without a change of its text', () => {
    const before = currentStamp(root);
    rmSync(join(root, 'src/core/a.ts'));
    write('src/core/b.ts', 'a');
    expect(currentStamp(root)).not.toBe(before);
  });

  it('changes when a generated file is deleted', () => {
    const before = currentStamp(root);
    rmSync(join(root, 'src/vendors/generated'), { recursive: true });
    expect(currentStamp(root)).not.toBe(before);
  });
});
