/** Records in the sections and names of ISO/IEC TS 27560: what is said, what is left out, what is named as a gap. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { exportCommand } from '../../../src/cli/collector/export-command.ts';
import { canonicalise, sha256 } from '../../../src/collector/canonicalise.ts';
import { iso27560Line } from '../../../src/collector/evidence/iso27560.ts';
import { openStorage } from '../../../src/collector/storage/open-storage.ts';
import type { ConsentRecord } from '../../../src/core/consent-record.ts';
import { disclosures } from '../../../src/vendors/generated/disclosures-ru.ts';
import { makeRecord, recordId, SITE, temporaryFolder } from './collector-fixture.ts';

const AT = '2026-07-01T09:05:00.000Z';
const clarity = disclosures.vendors['microsoft-clarity'];
const NOTICE = JSON.stringify({
  version: 1,
  site: SITE,
  disclosures: { ru: { clarity } },
  config: {
    policy: { edition: 'e1', url: { kk: '/kk/policy', ru: '/policy' } },
    operators: [
      {
        id: 'one',
        bin: '000000000000',
        name: { kk: 'Тест ЖШС', ru: 'ТОО «Тест»' },
        address: { kk: 'Алматы', ru: 'г. Алматы' },
        email: 'a@site.example',
        withdrawal: [{ kk: 'Поштамен', ru: 'По почте' }],
      },
      { id: 'two', name: { kk: 'Екінші', ru: 'Второй' } },
    ],
    services: [
      { vendor: 'clarity' },
      { id: 'own', name: 'Own', category: 'advertising', operator: 'two', purpose: { kk: 'Мақсат', ru: 'Цель' } },
      { id: 'shop', name: 'Shop', category: 'necessary', purpose: { kk: 'Себет', ru: 'Корзина' } },
    ],
  },
});
const HASH = sha256(NOTICE);

interface Mapped {
  header: object;
  pii_processing: { privacy_notice: object; purposes: { service: string; event_state: string }[] };
  party_identification: object[];
  event: { event_state: string }[];
  gaps: string[];
  kelisim: { hash: string; record: ConsentRecord };
}

function mapped(changes: Partial<ConsentRecord>, notice: string | null = NOTICE): Mapped {
  const body = canonicalise(makeRecord(1, { language: 'ru', notice: HASH, ...changes })) ?? '';
  const row = { seq: 1, id: recordId(1), site: SITE, receivedAt: AT, hash: sha256(body), body };
  const line = iso27560Line(row, notice);
  expect(line.endsWith('}\n')).toBe(true);
  return JSON.parse(line) as Mapped;
}

test('A record and its notice give header, processing, parties and event in the words of the language shown.', () => {
  const { header, pii_processing, party_identification, event } = mapped({ services: {} });
  expect(clarity?.data.length).toBeGreaterThan(0);
  expect(header).toEqual({
    schema_version: 'kelisim-27560-1',
    record_id: recordId(1),
    pii_principal_id: 'AbCdEfGhIjKlMnOpQrStUv',
  });
  expect(pii_processing).toEqual({
    privacy_notice: { sha256: HASH, edition: '2026-05', url: '/policy' },
    language: 'ru',
    purposes: [
      {
        purpose: clarity?.purpose,
        purpose_type: 'analytics',
        service: clarity?.name,
        event_state: 'given',
        lawful_basis: 'consent',
        pii_information: clarity?.data.map((code) => ({ pii_type: code })),
        pii_controllers: ['000000000000'],
        recipient_third_parties: [{ party_name: clarity?.provider, country: clarity?.country }],
      },
      {
        purpose: 'Цель',
        purpose_type: 'advertising',
        service: 'Own',
        event_state: 'refused',
        lawful_basis: 'consent',
        pii_information: [],
        pii_controllers: ['two'],
        recipient_third_parties: [],
      },
    ],
    withdrawal_method: ['По почте'],
  });
  expect(party_identification).toEqual([
    {
      party_id: '000000000000',
      party_role: 'PII controller',
      party_name: 'ТОО «Тест»',
      party_address: 'г. Алматы',
      party_email: 'a@site.example',
      party_contact: 'a@site.example',
    },
    { party_id: 'two', party_role: 'PII controller', party_name: 'Второй' },
  ]);
  expect(event).toEqual([
    {
      event_time: '2026-07-01T09:03:04.000Z',
      validity_duration: '2026-07-01T09:03:04.000Z/2026-12-28T09:03:04.000Z',
      entity_id: 'AbCdEfGhIjKlMnOpQrStUv',
      event_type: 'settings, pointer, by a person',
      event_state: 'partly given',
    },
  ]);
});

test('What neither record nor notice says is named as a gap, and never filled in.', () => {
  expect(mapped({}).gaps).toEqual([
    'storage_locations',
    'retention_period',
    'jurisdiction',
    'party_type',
    'pii_information',
    'recipient_third_parties',
    'party_address',
    'party_contact',
  ]);
  const without = mapped({ notice: null }, null);
  expect(without.gaps).toEqual(expect.arrayContaining(['privacy_notice', 'withdrawal_method', 'party_name']));
  expect(without.party_identification).toEqual([]);
  // The categories are all that is known then; the necessary one was not asked.
  expect(without.pii_processing.purposes.map(({ event_state }) => event_state)).toEqual(['refused', 'given', 'given']);
});

test.for([
  [
    'everything was accepted',
    { action: 'accept-all', decisions: { advertising: 'granted', analytics: 'granted' } },
    'given',
  ],
  [
    'everything was refused',
    { action: 'reject-all', decisions: { advertising: 'denied', analytics: 'denied' } },
    'refused',
  ],
  [
    'a consent was withdrawn',
    { action: 'withdraw', decisions: { advertising: 'denied', analytics: 'denied' } },
    'withdrawn',
  ],
  ['one service was opened once', { action: 'load-once', decisions: {}, services: { clarity: true } }, 'given'],
] as const)('When %s, the state of the event says so.', ([, changes, state]) => {
  expect(mapped({ services: {}, ...changes }).event[0]?.event_state).toBe(state);
});

test('A service that deviates from its category has its own state, and one that was not asked about is left out.', () => {
  const { purposes } = mapped({ services: { clarity: false } }).pii_processing;
  expect(purposes.map(({ service, event_state }) => [service, event_state])).toEqual([
    [clarity?.name, 'refused'],
    ['Own', 'refused'],
  ]);
  const once = mapped({ action: 'load-once', decisions: {}, services: { clarity: true } }).pii_processing.purposes;
  expect(once.map(({ service }) => service)).toEqual([clarity?.name]);
});

test.for(['', '[]', '{"config":[],"disclosures":7}', '{"config":{"operators":[1],"services":["x",null]}}'])(
  'A notice that reads %s leaves gaps and a whole line.',
  (notice) => {
    expect(mapped({}, notice).gaps).toContain('withdrawal_method');
  },
);

test('On the command line each line carries the record as it was hashed, with its notice, and the manifest fits the file.', async () => {
  const folder = temporaryFolder();
  const [file, out] = [join(folder, 'records.db'), join(folder, 'all.jsonl')];
  const storage = await openStorage(file);
  await storage.storeNotice({ hash: HASH, site: SITE, text: NOTICE }, AT, 10);
  for (const [number, notice] of [
    [1, HASH],
    [2, null],
    [3, HASH],
    [4, 'b'.repeat(64)],
  ] as const) {
    const record = makeRecord(number, { language: 'ru', notice });
    const body = canonicalise(record) ?? '';
    await storage.store([{ record, body, hash: sha256(body) }], AT);
  }
  await storage.close();
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  await exportCommand().parseAsync(['--db', file, '--out', out, '--format', 'iso27560'], { from: 'user' });
  write.mockRestore();
  const text = readFileSync(out, 'utf8');
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Mapped);
  expect(lines.map(({ party_identification }) => party_identification.length)).toEqual([2, 0, 2, 0]);
  for (const { kelisim } of lines) expect(sha256(canonicalise(kelisim.record) ?? '')).toBe(kelisim.hash);
  const manifest = JSON.parse(readFileSync(`${out}.manifest.json`, 'utf8')) as object;
  expect(manifest).toMatchObject({ format: 'iso27560', rows: 4, sha256: sha256(text) });
});
