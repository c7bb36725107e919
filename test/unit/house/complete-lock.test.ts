import { describe, expect, it } from 'vitest';
import { completeLock } from '../../../tools/complete-lock.ts';

describe('completing package-lock.json', () => {
  it('adds the platform packages that a registry did not serve, beside those that it did', () => {
    const lock = {
      packages: {
        '': {},
        'node_modules/tool': {
          version: '1.2.3',
          dev: true,
          optionalDependencies: {
            '@tool/linux-x64': '1.2.3',
            '@tool/darwin-arm64': '1.2.3',
            '@tool/linux-x64-musl': '1.2.3',
          },
        },
        'node_modules/@tool/linux-x64': { version: '1.2.3', dev: true, optional: true },
      },
    };
    expect(completeLock(lock)).toEqual(['@tool/darwin-arm64@1.2.3', '@tool/linux-x64-musl@1.2.3']);
    expect(lock.packages).toMatchObject({
      'node_modules/@tool/darwin-arm64': {
        version: '1.2.3',
        os: ['darwin'],
        cpu: ['arm64'],
        dev: true,
        optional: true,
      },
      'node_modules/@tool/linux-x64-musl': { os: ['linux'], cpu: ['x64'], libc: ['musl'] },
    });
  });

  it('leaves alone what does not say its system, or has no exact version', () => {
    const optionalDependencies = { extra: '1.0.0', '@tool/darwin-x64': '^1.0.0' };
    expect(completeLock({ packages: { 'node_modules/tool': { optionalDependencies } } })).toEqual([]);
  });

  it('finds a package that lies in a folder further up', () => {
    const packages = {
      'node_modules/a/node_modules/tool': { optionalDependencies: { 'tool-darwin-x64': '1.0.0' } },
      'node_modules/tool-darwin-x64': { version: '1.0.0' },
    };
    expect(completeLock({ packages })).toEqual([]);
  });
});
