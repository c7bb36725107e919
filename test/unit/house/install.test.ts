import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isInstalled } from '../../../tools/setup/install.mjs';

let root = '';
const lock = (version: string) => ({
  packages: {
    '': { name: 'x' },
    'node_modules/a': { version },
    'node_modules/a-darwin': { version, optional: true },
  },
});

function write(file: string, content: unknown): void {
  writeFileSync(join(root, file), JSON.stringify(content));
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kelisim-install-'));
  mkdirSync(join(root, 'node_modules'));
  write('package-lock.json', lock('1.0.0'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('whether an installation is needed', () => {
  it('is needed when node_modules holds nothing', () => {
    expect(isInstalled(root)).toBe(false);
  });

  it('is not needed when somebody installed the same versions by hand, and a stamp is left', () => {
    write('node_modules/.package-lock.json', { packages: { 'node_modules/a': { version: '1.0.0' } } });
    expect(isInstalled(root)).toBe(true);
    expect(existsSync(join(root, 'node_modules/.kelisim-lock-hash'))).toBe(true);
  });

  it('is needed when an installed version is another', () => {
    write('node_modules/.package-lock.json', { packages: { 'node_modules/a': { version: '0.9.0' } } });
    expect(isInstalled(root)).toBe(false);
  });

  it('is needed when a package that is not optional is absent', () => {
    write('node_modules/.package-lock.json', { packages: { 'node_modules/a-darwin': { version: '1.0.0' } } });
    expect(isInstalled(root)).toBe(false);
  });

  it('is needed again after package-lock.json changed', () => {
    write('node_modules/.package-lock.json', { packages: { 'node_modules/a': { version: '1.0.0' } } });
    expect(isInstalled(root)).toBe(true);
    write('package-lock.json', lock('2.0.0'));
    expect(isInstalled(root)).toBe(false);
  });

  it('says what to do when there is no package-lock.json', () => {
    rmSync(join(root, 'package-lock.json'));
    expect(() => isInstalled(root)).toThrow('package-lock.json is missing');
  });
});
