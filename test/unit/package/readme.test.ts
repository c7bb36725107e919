/** What the README tells a site owner to paste must be right: its config, its list of vendors, its file names. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkSiteConfig } from '../../../src/core/schema/site-config.ts';
import { RULES } from '../../../src/vendors/generated/rules.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

describe('the README', () => {
  it('shows a config that passes the check', () => {
    const block = /```json\n([\s\S]*?)```/.exec(readme);
    expect(block).not.toBeNull();
    expect(checkSiteConfig(JSON.parse(block![1]!), { vendors: Object.keys(RULES) })).toEqual([]);
  });

  it('lists every vendor of the catalogue, and no other', () => {
    const paragraph = /Vendors that Kelisim knows today:\n([\s\S]*?)\. Others/.exec(readme);
    const named = [...paragraph![1]!.matchAll(/`([^`]+)`/g)].map((found) => found[1]);
    expect(named).toEqual(Object.keys(RULES).sort());
  });

  it('shows pictures that exist', () => {
    const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map((found) => found[1]!);
    expect(pictures.length).toBeGreaterThanOrEqual(4);
    for (const path of pictures) expect(existsSync(join(root, path)), path).toBe(true);
  });
});
