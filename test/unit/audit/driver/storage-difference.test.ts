/** What differs in storage between two looks, and who wrote it. */
import { describe, expect, it } from 'vitest';
import {
  storageDifference,
  type StorageWrite,
  type StoredItem,
} from '../../../../src/audit/driver/storage-difference.ts';

const TIMES = { stage: 1, startedAtMs: 100, endedAtMs: 200 };

function cookie(name: string, valueHash: string, where = '.site.kz'): StoredItem {
  return { area: 'cookie', name, where, path: '/', lifetimeSeconds: 60, valueHash };
}

function write(name: string, atMs: number, erases = false, where = 'www.site.kz'): StorageWrite {
  const chain = [{ url: 'https://t.kz/tag.js', line: atMs, column: 1, inFunction: '' }];
  return { atMs, area: 'cookie', name, where, erases, writer: { chain } };
}

describe('A difference in storage', () => {
  it('names what is new, changed and gone, each with its last writer in the stage', () => {
    const before = [cookie('same', 'a'), cookie('changed', 'a'), cookie('gone', 'a')];
    const after = [cookie('same', 'a'), cookie('changed', 'b'), cookie('new', 'c')];
    const writes = [write('new', 50), write('new', 110), write('new', 120), write('gone', 130, true)];
    expect(storageDifference(before, after, writes, TIMES)).toMatchObject([
      {
        name: 'new',
        change: 'new',
        atMs: 120,
        valueHash: 'c',
        lifetimeSeconds: 60,
        writer: { chain: [{ line: 120 }] },
      },
      { name: 'gone', change: 'gone', atMs: 130, valueHash: '', lifetimeSeconds: null },
      { name: 'changed', change: 'changed', atMs: 200, writer: null },
    ]);
  });

  it('tells of a cookie that was erased and came back before the next look', () => {
    const both = [cookie('_ga', 'a')];
    const writes = [write('_ga', 110, true), write('_ga', 150)];
    expect(storageDifference(both, both, writes, TIMES)).toMatchObject([
      { change: 'gone', atMs: 110 },
      { change: 'new', atMs: 150, writer: { chain: [{ line: 150 }] } },
    ]);
    expect(storageDifference(both, both, writes.slice(1), TIMES)).toEqual([]);
  });

  it('keeps the same name on another domain, path or origin apart', () => {
    const writes = [write('a', 150, false, 'other.kz')];
    const changes = storageDifference(
      [cookie('a', '1')],
      [cookie('a', '1'), cookie('a', '1', 'www.site.kz')],
      writes,
      TIMES,
    );
    expect(changes).toMatchObject([{ name: 'a', where: 'www.site.kz', change: 'new', writer: null }]);
  });
});
