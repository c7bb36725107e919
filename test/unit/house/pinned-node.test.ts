import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nodeOutsideModules } from '../../../tools/setup/npm.mjs';
import { choosePinnedNode, pinnedVersion } from '../../../tools/setup/pinned-node.mjs';

const PINNED = '24.21.0';
let root = '';

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  root = mkdtempSync(join(tmpdir(), 'kelisim-node-'));
  writeFileSync(join(root, 'package.json'), JSON.stringify({ devDependencies: { node: PINNED } }));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

/** A machine on which the package's binary answers with these versions, one per look; the last one stays. */
function machine(versions: (string | null)[], ownVersion: string) {
  const log: string[] = [];
  return {
    log,
    versionOf: (file: string) => (file.endsWith(join('node', 'bin', 'node')) ? (versions[0] ?? null) : null),
    rebuild: () => {
      log.push('rebuild');
      versions.shift();
      return Promise.resolve();
    },
    own: { file: '/own/node', version: ownVersion },
  };
}

describe('the Node that everything runs with', () => {
  it('is the pinned one from node_modules, without a rebuild', async () => {
    const here = machine([PINNED], '20.0.0');
    expect(await choosePinnedNode(root, here)).toBe(join(root, 'node_modules/node/bin/node'));
    expect(here.log).toEqual([]);
  });

  it('is fetched by a rebuild when the package came without its binary', async () => {
    const here = machine([null, PINNED], '20.0.0');
    expect(await choosePinnedNode(root, here)).toBe(join(root, 'node_modules/node/bin/node'));
    expect(here.log).toEqual(['rebuild']);
  });

  it('is fetched again when the binary is another version', async () => {
    const here = machine(['22.1.0', PINNED], '20.0.0');
    await choosePinnedNode(root, here);
    expect(here.log).toEqual(['rebuild']);
  });

  it("is the machine's own when the rebuild brings nothing and it is new enough", async () => {
    expect(await choosePinnedNode(root, machine([null, null], '24.3.0'))).toBe('/own/node');
  });

  it('is refused in one sentence that names both versions when nothing fits', async () => {
    await expect(choosePinnedNode(root, machine([null, null], '20.20.2'))).rejects.toThrow(
      /^Node 24\.21\.0 could not be fetched .* Node 20\.20\.2: install Node 24 or newer and try again\.$/,
    );
  });

  it('is pinned to an exact version in package.json', () => {
    expect(pinnedVersion(join(import.meta.dirname, '../../..'))).toMatch(/^24\.\d+\.\d+$/);
  });
});

describe('the Node that runs npm', () => {
  const inside = join('/repo', 'node_modules', '.bin');

  it('is the one running, as long as an installation cannot delete it', () => {
    expect(nodeOutsideModules([inside, '/bin'].join(delimiter), '/own/node')).toBe('/own/node');
  });

  it('is the first on the path outside of node_modules when the running one lies inside', () => {
    writeFileSync(join(root, 'node'), '');
    const searchPath = [inside, root].join(delimiter);
    expect(nodeOutsideModules(searchPath, join('/repo', 'node_modules', 'node', 'bin', 'node'))).toBe(
      join(root, 'node'),
    );
  });
});
