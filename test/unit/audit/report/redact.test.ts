/** What a visitor brought is in no report unless it is asked for raw: canaries planted in every text of a run, then single forms. */
import { describe, expect, test } from 'vitest';
import type { AuditRun } from '../../../../src/audit/audit-run.ts';
import { bodyFields } from '../../../../src/audit/report/body-fields.ts';
import { maskDigits, maskSource, maskText, maskUrl } from '../../../../src/audit/report/mask.ts';
import { redact } from '../../../../src/audit/report/redact.ts';
import { renderHtml } from '../../../../src/audit/report/html/render-html.ts';
import { renderJson } from '../../../../src/audit/report/render-json.ts';
import { renderJunit } from '../../../../src/audit/report/render-junit.ts';
import { renderMarkdown } from '../../../../src/audit/report/render-markdown.ts';
import { sampleRun } from './sample-run.ts';

/** Of nobody: the IIN's check digit fits. */
const CANARIES = [
  '+77015554433',
  '8 (701) 555-44-33',
  '%2B7%20701%20555%2044%2033',
  '900101300013',
  'aigerim.s@pochta.example',
  'aigerim.s%40pochta.example',
];
const TELL_TALES = [/701(?:\D|%20){0,6}555(?:\D|%20){0,6}44/, /900101300013/, /aigerim/i];

/** Set by the audit itself: words of its own, hashes, numbers of requests. */
const OWN_WORDS = new Set([
  'id',
  'kind',
  'said',
  'realm',
  'outcome',
  'area',
  'change',
  'verdict',
  'severity',
  'cause',
  'code',
  'command',
  'source',
  'requests',
  'findings',
  'phases',
  'phase',
  'startedAt',
  'valueHash',
  'language',
  'tool',
  'browser',
  'unlisted',
  'gpc',
  'googleConsentMode',
  'bin',
  'letter',
  'letters',
  'vendor',
  'category',
  'contains',
  'version',
]); // prettier-ignore

/** Every text with the canary behind it; addresses carry it in path, query and fragment. */
function plant(value: unknown, canary: string, name = ''): unknown {
  if (typeof value === 'string') {
    if (OWN_WORDS.has(name)) return value;
    const url = /^https?:/.test(value) && URL.canParse(value) ? new URL(value) : null;
    if (url) return `${url.origin}${url.pathname}${canary}?p=${canary}&${canary}=1&${canary}#${canary}`;
    return name === 'host' ? value : `${value} ${canary}`;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => plant(item, canary, name));
  const isMap = name === 'values' || name === 'names' || name === 'documents';
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      isMap ? String(plant(key, canary, '')) : key,
      plant(inner, canary, isMap ? '' : key),
    ]),
  );
}

const FORMATS: readonly (readonly [string, (run: AuditRun, raw: boolean) => string])[] = [
  ['HTML', (run, raw) => renderHtml(run, 'kk', { raw })],
  ['JSON', (run, raw) => renderJson(run, { raw })],
  ['JUnit', (run, raw) => renderJunit(run, { raw })],
  ['Markdown', (run, raw) => renderMarkdown(run, 'ru', { raw })],
];

describe('A redacted report', () => {
  test.each(CANARIES.flatMap((canary) => FORMATS.map(([name, render]) => ({ canary, name, render }))))(
    'in $name has nothing left of $canary planted in every field',
    ({ canary, render }) => {
      const run = sampleRun();
      const once = { ...run, observations: run.observations.filter(({ repeat }) => repeat === 1) };
      const planted = plant(once, canary) as AuditRun;
      const text = render(planted, false);
      for (const trace of TELL_TALES) {
        const at = text.search(trace);
        expect(at < 0 ? '' : text.slice(Math.max(0, at - 120), at + 60)).toBe('');
      }
      // The control: the same run, asked for raw, has it.
      expect(TELL_TALES.some((trace) => trace.test(render(planted, true)))).toBe(true);
    },
  );

  test('says so, and a raw one warns', () => {
    expect(JSON.parse(renderJson(sampleRun()))).toMatchObject({ redacted: true });
    expect(JSON.parse(renderJson(sampleRun(), { raw: true }))).toMatchObject({ redacted: false });
    expect(renderMarkdown(sampleRun(), 'en', { raw: true })).toContain('RAW REPORT');
    expect(renderMarkdown(sampleRun(), 'en')).not.toContain('RAW REPORT');
    expect(renderHtml(sampleRun(), 'en', { raw: true })).toContain('RAW REPORT');
    expect(renderHtml(sampleRun(), 'en')).not.toContain('RAW REPORT');
  });

  test('keeps what a reader needs: names of cookies, hashes, ids of findings, the operator’s BIN, what is to be pasted', () => {
    const { observations, judgement, facts } = redact(sampleRun());
    expect(observations[0]?.storage[0]).toMatchObject({ name: '_fbp', valueHash: '8a1f00c2d34b5e69' });
    expect(judgement.findings.map(({ id }) => id)).toEqual(sampleRun().judgement.findings.map(({ id }) => id));
    expect(facts.operators?.[0]?.bin).toBe('180940010094');
    expect(judgement.findings[0]?.fixes).toEqual(sampleRun().judgement.findings[0]?.fixes);
    expect(judgement.findings[1]?.fixes[0]?.before).toContain('p=VK-RTRG-1234567-ABCDE');
  });

  test('says nothing of what the pages contained', () => {
    const [first] = redact(sampleRun()).observations;
    expect(Object.values(first?.documents ?? {})).toEqual(['']);
    expect(new Set(first?.titles)).toEqual(new Set(['']));
  });

  test('read back and shown again is the same', () => {
    const text = renderJson(sampleRun());
    expect(renderJson(JSON.parse(text) as AuditRun)).toBe(text);
  });
});

describe('One address', () => {
  test.each([
    ['https://a.kz:8443/tr?id=1&ev=x&id=2#frag', 'https://a.kz:8443/tr?id&ev#…'],
    ['https://user:secret@a.kz/x', 'https://a.kz/x'],
    ['https://a.kz/loan/77015554433/step-2', 'https://a.kz/loan/…/step-2'],
    ['https://a.kz/i/12345', 'https://a.kz/i/…'],
    ['https://a.kz/x;sid=abc;y=1?z', 'https://a.kz/x;sid=…;y=…?…'],
    ['https://a.kz/?u=a%40b.kz', 'https://a.kz/?u'],
    ['https://a.kz/?a%2540b.kz=1', 'https://a.kz/?…'],
    [`https://a.kz/b/${Buffer.from('tel=+77015554433').toString('base64url')}`, 'https://a.kz/b/…'],
    ['data:image/png;base64,AAAA', 'data:image/png,…'],
    ['blob:https://a.kz/5f0c12345678', 'blob:https://a.kz/5f0c…'],
    ['/path?x=1', '/path'],
    ['', ''],
  ])('%s becomes %s', (url, shown) => {
    expect(maskUrl(url)).toBe(shown);
  });
});

describe('One body', () => {
  test.each([
    ['en=page_view&ep.phone=%2B77015554433', 'en, ep.phone'],
    ['en=a&x=1\nen=b&y=2', 'en, x, y'],
    ['{"user":{"phone":"7701","mail":"a@b.kz"},"list":[{"a":1},{"b":2}]}', 'user.phone, user.mail, list.a, list.b'],
    ['{"a@b.kz":{"900101300013":1}}', '….…'],
    ['{"cut":"off", "here', 'cut'],
    ['--x\r\nContent-Disposition: form-data; name="iin"\r\n\r\n900101300013\r\n--x--', 'iin'],
    ['Айгерім 77015554433', '…'],
    ['', ''],
  ])('%s shows the names of its fields: %s', (body, shown) => {
    expect(bodyFields(body)).toBe(shown);
  });
});

describe('Other texts', () => {
  test('numbers of four and more digits go from messages, ports of addresses stay', () => {
    expect(maskText('Failed 77015554433 at https://a.kz:8443/x?y=1 line 12345')).toBe(
      'Failed … at https://a.kz:8443/x?y line …',
    );
    expect(maskDigits('١٢٣٤ and 123')).toBe('… and 123');
  });

  test('markup keeps the site’s own ids, and what a visitor has goes', () => {
    const tag = '<img src="https://www.facebook.com/tr?id=123456789012345&ev=PageView&noscript=1">';
    expect(maskSource(tag)).toBe(tag);
    expect(maskSource("gtag('config', 'AW-7012345678')")).toBe("gtag('config', 'AW-7012345678')");
    expect(maskSource('<input value="Айгерім" data-x="7 701 555 44 33">')).toBe('<input value="…" data-x="…">');
    expect(maskSource('<img src="/p.gif?fio=Aigerim&amp;card=4111111111111111&c=4111 1111 1111 1111">')).toBe(
      '<img src="/p.gif?fio=…&amp;card=…&c=…">',
    );
  });
});
