/** What the audit reads from disk (a config, an earlier report), and how it shows that it goes on. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBaseline } from '../../../../src/cli/audit/read-baseline.ts';
import { readFacts } from '../../../../src/cli/audit/read-facts.ts';
import { showProgress } from '../../../../src/cli/audit/show-progress.ts';
import { auditRun, finding } from '../../audit/observed.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'kelisim-audit-files-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function put(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('A config', () => {
  test('becomes what the audit knows of the site, resolved as every other command does it', () => {
    const read = readFacts(join(import.meta.dirname, '../../../../demo/jetfin/site.json'));
    expect(read).toMatchObject({
      config: { site: 'jetfin' },
      facts: {
        source: 'config',
        endpointHost: 'consent.jetfin.kz',
        keep: [],
        unlisted: 'allow',
        gpc: 'record',
        googleConsentMode: 'basic',
      },
    });
    const facts = 'facts' in read && read.facts;
    expect(facts && facts.site.services.map(({ id }) => id)).toContain('meta-pixel');
    expect(facts && facts.site.pass).toContain('consent.jetfin.kz');
  });

  test('that is missing, no JSON or wrong is refused with path and remedy', () => {
    expect(readFacts(join(folder, 'none.json'))).toEqual({
      refusals: [expect.stringContaining('no such file') as string],
    });
    expect(readFacts(put('broken.json', '{'))).toEqual({ refusals: [expect.stringContaining('not JSON') as string] });
    const wrong = readFacts(put('wrong.json', '{"version":1}'));
    expect('refusals' in wrong && wrong.refusals.join('\n')).toMatch(/wrong\.json: site: .*write/);
  });
});

describe('An earlier report', () => {
  test('gives its findings', () => {
    const run = auditRun({ judgement: { cells: [], findings: [finding({ id: 'abcdefabcdef' })] } });
    expect(readBaseline(put('report.json', JSON.stringify(run)))).toMatchObject({
      baseline: { startedAt: run.startedAt, judgement: { findings: [{ id: 'abcdefabcdef' }] } },
    });
  });

  test('that is missing, no report or of another version is refused, and the remedy named', () => {
    for (const file of [
      join(folder, 'none.json'),
      put('text.json', 'x'),
      put('list.json', '[]'),
      put('next.json', '{"version":2,"judgement":{"findings":[]}}'),
    ])
      expect(readBaseline(file)).toEqual({
        refusals: [expect.stringMatching(/run once without --baseline/) as string],
      });
  });
});

describe('Progress', () => {
  function output(isTTY: boolean) {
    const written: string[] = [];
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        written.push(chunk.toString());
        done();
      },
    });
    return {
      stream: Object.assign(stream, {
        isTTY,
        cursorTo: () => true,
        clearLine: () => true,
        moveCursor: () => true,
        columns: 80,
      }),
      text: () => written.join(''),
    };
  }
  const visited = { kind: 'visited', phase: 'reject', repeat: 2, url: 'https://misal.kz/' } as const;

  test('is one plain line per visit where nobody watches', () => {
    const { stream, text } = output(false);
    const { tell, end } = showProgress(stream);
    tell({ kind: 'planned', visits: 2 });
    tell(visited);
    tell({ kind: 'skipped', phase: 'withdraw', why: 'no-withdrawal' });
    end();
    expect(text()).toBe('1/2 reject (2) https://misal.kz/\nskipped withdraw: no-withdrawal\n');
  });

  test('is a bar on a terminal, which is given back at the end', () => {
    const { stream, text } = output(true);
    const { tell, end } = showProgress(stream);
    tell({ kind: 'planned', visits: 2 });
    tell(visited);
    end();
    expect(text()).toContain('░');
    expect(text()).toContain('\u001B[?25h');
  });

  test('ends without a word when nothing was begun', () => {
    const { stream, text } = output(true);
    showProgress(stream).end();
    expect(text()).toBe('');
  });
});
