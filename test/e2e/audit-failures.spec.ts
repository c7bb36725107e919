/**
 * What the audit tries when a part of Kelisim fails, and the pictures it takes: each claim of a phase is held against what the stand-in
 * received during that visit.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from '@playwright/test';
import type { Observation } from '../../src/audit/observation.ts';
import { SCREENSHOTS, writeReports } from '../../src/cli/audit/write-reports.ts';
import { META, METRICA, PIXEL, test, type VisitsSite } from './audit-visits-site.ts';

test.describe.configure({ mode: 'parallel', timeout: 60_000 });

const CONSENT = 'consent.visits.kz';

function vendorsDuring(site: VisitsSite, seen: Observation): string[] {
  return [...new Set(site.arrivedDuring(seen).map(({ vendor }) => vendor))].sort();
}

function phaseOf(observations: readonly Observation[], id: string): Observation {
  return observations.find(({ phase }) => phase.id === id)!;
}

test('Without the head script marked tags stay silent and an unmarked one is told as a note, with what would hold it.', async ({
  site,
}) => {
  site.serve({ '/': { head: META + METRICA } });
  const run = await site.audit(['no-choice', 'head-missing']);
  const [before, without] = run.observations;
  const head = /\/kelisim\/kelisim[^/]*\.js$/;
  const asked = (seen: Observation) => site.arrivedDuring(seen, 'visits.kz').filter(({ path }) => head.test(path));
  // Control: with it nothing leaves.
  expect(asked(before!)).toHaveLength(1);
  expect(vendorsDuring(site, before!)).toEqual([]);
  expect(asked(without!)).toEqual([]);
  expect(vendorsDuring(site, without!)).toEqual(['meta-pixel']);
  expect(without!.kelisim).toBeNull();
  const found = run.judgement.findings.map(
    ({ verdict, severity, vendor, cause, phases }) => `${verdict} ${severity} ${vendor} ${cause} ${phases.join()}`,
  );
  expect(found).toEqual(['leaked note meta-pixel head-missing head-missing']);
  expect(run.judgement.findings[0]!.fixes.map(({ code }) => code)).toEqual(['mark', 'level-fence']);
});

test('With the collector out of reach the gate holds and lets through as ever, and the record of the choice waits in the browser.', async ({
  site,
}) => {
  site.serve({ '/': { head: META + METRICA } });
  const run = await site.audit(['reject', 'endpoint-down']);
  const rejected = phaseOf(run.observations, 'reject');
  const down = phaseOf(run.observations, 'endpoint-down');
  // Control: with the collector there the same refusal is delivered.
  expect(site.arrivedDuring(rejected, CONSENT).some(({ method }) => method === 'POST')).toBe(true);
  expect(site.records.length).toBeGreaterThan(0);
  for (const record of site.records) expect(record).toContain('"test":true');
  expect(site.arrivedDuring(down, CONSENT)).toEqual([]);
  expect(vendorsDuring(site, down)).toEqual([]);
  const tried = down.requests.filter(({ url }) => new URL(url).host === CONSENT);
  expect(tried.length).toBeGreaterThan(0);
  expect(new Set(tried.map(({ outcome }) => outcome))).toEqual(new Set(['blocked']));
  expect(down.stages.map(({ kind, choice }) => `${kind} ${choice ? choice.letters || '0' : 'none'}`)).toEqual([
    'arrival none',
    'choice 0',
  ]);
  const kept = down.storage.filter(({ area, change }) => area === 'indexedDB' && change === 'new');
  expect(kept.map(({ name, stage }) => `${name} ${stage}`)).toEqual([expect.stringMatching(/^kelisim.* 1$/)]);
  expect(run.judgement.findings).toEqual([]);
  expect(run.judgement.cells.map(({ verdict }) => verdict)).not.toContain('inconclusive');
});

test('A script that fails before all others opens nothing, and neither does one of the page’s own that fails first in head.', async ({
  site,
}) => {
  const failing = '<script>document.title = "Ошибка"; undefined.before.Kelisim</script>';
  site.serve({ '/': { above: failing, head: META + METRICA } });
  const run = await site.audit(['early-error']);
  const [seen] = run.observations;
  expect(seen!.titles).toEqual(['Ошибка']);
  expect(vendorsDuring(site, seen!)).toEqual([]);
  const held = seen!.kelisim!.ledger.filter(({ verdict }) => verdict === 'held').map(({ vendor }) => vendor);
  expect(new Set(held)).toEqual(new Set(['meta-pixel', 'yandex-metrica']));
  // The page's own error is told; the one that the audit threw is no trouble of the page.
  expect(seen!.troubles.map(({ code, isFatal }) => `${code} ${isFatal}`)).toEqual(['page-error false']);
  expect(seen!.troubles[0]!.detail).toContain('before');
  expect(run.judgement.findings).toEqual([]);

  // Control: what stands above the gate leaks in this phase too.
  site.serve({ '/': { above: failing + PIXEL, head: METRICA } });
  const leaking = await site.audit(['early-error']);
  expect(vendorsDuring(site, leaking.observations[0]!)).toEqual(['meta-pixel']);
  expect(leaking.judgement.findings.map(({ verdict, cause }) => `${verdict} ${cause}`)).toEqual(['leaked above-gate']);
});

const GREEN = '#00c800';
const BLUE = '#0000c8';
/** Green until the visitor agreed, then blue: a picture of another moment has another colour. */
const COLOURS = `<style>html,body{height:100%;margin:0;background:${GREEN}}body>p{display:none}</style>
<script>
  document.addEventListener('kelisim:choice', ({ detail }) => {
    if (detail.granted.advertising) document.body.style.background = document.documentElement.style.background = '${BLUE}';
  });
</script>`;

interface Picture {
  readonly alt: string;
  readonly width: number;
  /** Colour at the top left, as `0,200,0` rounded to tens. */
  readonly colour: string;
  /** Part of the bottom quarter that has another colour: where the banner stands. */
  readonly other: number;
}

/** Runs in the report: must stand alone. */
function readPictures(): Picture[] {
  return [...document.querySelectorAll<HTMLImageElement>('.shots img')].map((image) => {
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const at = (pixel: number) => [0, 1, 2].map((part) => Math.round(data[pixel * 4 + part]! / 20) * 20).join();
    const colour = at(10 * canvas.width + 10);
    const from = Math.floor(canvas.height * 0.75) * canvas.width;
    let count = 0;
    for (let pixel = from; pixel < canvas.width * canvas.height; pixel++) if (at(pixel) !== colour) count++;
    return { alt: image.alt, width: image.naturalWidth, colour, other: count / (canvas.width * canvas.height - from) };
  });
}

test('The report shows what the visitor saw at each stage: the question before the choice, the page without it after.', async ({
  site,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'kelisim-pictures-'));
  mkdirSync(join(folder, SCREENSHOTS));
  site.serve({ '/': { head: COLOURS + META } });
  const run = await site.audit(['no-choice', 'accept'], {
    screenshotsDir: join(folder, SCREENSHOTS),
    viewport: { width: 900, height: 600 },
  });
  expect(run.observations.map(({ screenshots }) => screenshots)).toEqual([
    [{ stage: 0, file: 'no-choice-1.webp' }],
    [
      { stage: 0, file: 'accept-1.webp' },
      { stage: 1, file: 'accept-2.webp' },
    ],
  ]);
  expect(vendorsDuring(site, run.observations[0]!)).toEqual([]);
  expect(vendorsDuring(site, run.observations[1]!)).toEqual(['meta-pixel']);
  const options = { language: 'en', failOn: 'error', onlyNew: false, raw: false } as const;
  expect(writeReports(run, folder, { ...options, formats: ['html'] })).toEqual(['report.html']);

  const context = await site.browser.browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(folder, 'report.html')).href);
  await page.locator('.shots img').last().waitFor({ state: 'attached' });
  const pictures = await page.evaluate(readPictures);
  await context.close();
  rmSync(folder, { recursive: true });
  expect(pictures.map(({ width }) => width)).toEqual([900, 900, 900]);
  expect(pictures.map(({ colour }) => colour)).toEqual(['0,200,0', '0,200,0', '0,0,200']);
  const [silent, asked, accepted] = pictures.map(({ other }) => other);
  expect(silent).toBeGreaterThan(0.4);
  expect(asked).toBeGreaterThan(0.4);
  expect(accepted).toBeLessThan(0.2);
  expect(pictures.map(({ alt }) => alt)).toEqual([
    expect.stringContaining('No choice'),
    expect.stringContaining('Accepted all'),
    expect.stringContaining('Accepted all'),
  ]);
});
