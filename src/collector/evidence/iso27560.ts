/**
 * Owns one record and its notice in the sections and field names of ISO/IEC TS 27560:2023, as the W3C guide names them
 * (https://w3id.org/dpv/guides/consent-27560): header, processing, parties, event. Fields that the standard wants and neither record nor notice
 * has are not invented: `gaps` names them. The record itself stands beside, byte for byte what was hashed.
 * Leaves to others: the rows, the file and its manifest (export-rows.ts), the words about the mapping (docs/record.md).
 */
import type { ConsentRecord } from '../../core/consent-record.ts';
import { parseJson } from '../parse-json.ts';
import type { FoundRecord } from '../storage/storage.ts';
import { list, type Members, members, word } from '../tolerant-json.ts';

const SCHEMA_VERSION = 'kelisim-27560-1';
/** Nothing of a page or of a configuration says these; an operator adds them from its own papers. */
const NEVER_KNOWN = ['storage_locations', 'retention_period', 'jurisdiction', 'party_type'];

interface Purpose {
  readonly purpose: string;
  readonly purpose_type: string;
  readonly service: string;
  readonly event_state: 'given' | 'refused';
  readonly lawful_basis: 'consent';
  readonly pii_information: readonly { readonly pii_type: string }[];
  readonly pii_controllers: readonly string[];
  readonly recipient_third_parties: readonly { readonly party_name: string; readonly country: string }[];
}

/** @param noticeText the notice file of the record's hash; null when it was never posted or the record has none. */
export function iso27560Line({ body, receivedAt, hash }: FoundRecord, noticeText: string | null): string {
  const record = JSON.parse(body) as ConsentRecord;
  const parsed = noticeText === null ? null : parseJson(Buffer.from(noticeText));
  const notice = parsed?.ok ? members(parsed.value) : {};
  const config = members(notice['config']);
  const { language } = record;
  const operators = list(config['operators']).map((operator, i) => partyOf(members(operator), i, language));
  const purposes = purposesOf(
    record,
    notice,
    config,
    operators.map(({ party_id }) => party_id),
  );
  const policy = members(config['policy']);
  const withdrawal = list(config['operators'])
    .flatMap((operator) => list(members(operator)['withdrawal']))
    .map((way) => word(members(way)[language]))
    .filter(Boolean);
  const structure = {
    header: { schema_version: SCHEMA_VERSION, record_id: record.id, pii_principal_id: record.subject },
    pii_processing: {
      privacy_notice: {
        ...(record.notice !== null && { sha256: record.notice }),
        edition: record.policy,
        ...(word(members(policy['url'])[language]) && { url: word(members(policy['url'])[language]) }),
      },
      language,
      purposes,
      withdrawal_method: withdrawal,
    },
    party_identification: operators,
    event: [
      {
        event_time: record.decidedAt,
        // An interval of ISO 8601: begin and end of the term.
        validity_duration: `${record.decidedAt}/${record.validUntil}`,
        entity_id: record.subject,
        event_type: `${record.surface}, ${record.input}, ${record.trusted ? 'by a person' : 'by a script'}`,
        event_state: stateOf(record),
      },
    ],
    gaps: gapsOf(record, operators, purposes, withdrawal),
  };
  // The record as text: parsed and written again it would have to be canonicalised to fit its hash.
  return `${JSON.stringify(structure).slice(0, -1)},"kelisim":{"receivedAt":${JSON.stringify(receivedAt)},"hash":"${hash}","record":${body}}}\n`;
}

function partyOf(operator: Members, index: number, language: string) {
  const [email, phone] = [word(operator['email']), word(operator['phone'])];
  const address = word(members(operator['address'])[language]);
  return {
    party_id: word(operator['bin']) || word(operator['id']) || `operator-${index + 1}`,
    party_role: 'PII controller',
    party_name: word(members(operator['name'])[language]),
    ...(address && { party_address: address }),
    ...(email && { party_email: email }),
    ...(phone && { party_phone: phone }),
    ...((email || phone) && { party_contact: [email, phone].filter(Boolean).join(', ') }),
  };
}

/** Only what the choice was about: what is necessary was not asked, and what the choice does not name was not chosen. */
function purposesOf(
  record: ConsentRecord,
  notice: Members,
  config: Members,
  controllers: readonly string[],
): Purpose[] {
  const vendors = members(members(notice['disclosures'])[record.language]);
  const services = list(config['services']).map((service) => members(service));
  // Without the notice a category is all that is known.
  const asked = services.length > 0 ? services : Object.keys(record.decisions).map((category) => ({ category }));
  return asked.flatMap((service: Members): Purpose[] => {
    const vendorId = word(service['vendor']);
    const vendor = Object.hasOwn(vendors, vendorId) ? members(vendors[vendorId]) : {};
    const id = word(service['id']) || vendorId;
    const category = word(service['category']) || word(vendor['category']);
    const verdict = Object.hasOwn(record.decisions, category) ? record.decisions[category] : undefined;
    const own = Object.hasOwn(record.services, id) ? record.services[id] : undefined;
    if (own === undefined && (verdict === undefined || verdict === 'necessary')) return [];
    const provider = members(service['provider']);
    const recipient = word(provider['name']) || word(vendor['provider']);
    const country = word(provider['country']) || word(vendor['country']);
    const operator = list(config['operators']).findIndex((item) => word(members(item)['id']) === service['operator']);
    return [
      {
        purpose: word(members(service['purpose'])[record.language]) || word(vendor['purpose']) || category,
        purpose_type: category,
        service: word(service['name']) || word(vendor['name']) || id,
        event_state: (own ?? verdict === 'granted') ? 'given' : 'refused',
        lawful_basis: 'consent',
        pii_information: list(vendor['data']).map((code) => ({ pii_type: word(code) })),
        pii_controllers: operator >= 0 ? controllers.slice(operator, operator + 1) : controllers.slice(0, 1),
        recipient_third_parties: recipient ? [{ party_name: recipient, country }] : [],
      },
    ];
  });
}

function stateOf({ action, decisions, services }: ConsentRecord): string {
  if (action === 'withdraw') return 'withdrawn';
  const verdicts = [
    ...Object.values(decisions).filter((verdict) => verdict !== 'necessary'),
    ...Object.values(services),
  ];
  const given = verdicts.filter((verdict) => verdict === 'granted' || verdict === true).length;
  if (given === 0) return 'refused';
  return given === verdicts.length ? 'given' : 'partly given';
}

type Party = ReturnType<typeof partyOf>;

function gapsOf(
  record: ConsentRecord,
  parties: readonly Party[],
  purposes: readonly Purpose[],
  withdrawal: readonly string[],
): string[] {
  const lacks = (field: keyof Party) => parties.length === 0 || parties.some((party) => !party[field]);
  return [
    ...NEVER_KNOWN,
    ...(record.notice === null ? ['privacy_notice'] : []),
    ...(purposes.some(({ pii_information }) => pii_information.length === 0) ? ['pii_information'] : []),
    ...(purposes.some(({ recipient_third_parties }) => recipient_third_parties.length === 0)
      ? ['recipient_third_parties']
      : []),
    ...(withdrawal.length === 0 ? ['withdrawal_method'] : []),
    ...(['party_name', 'party_address', 'party_contact'] as const).filter(lacks),
  ];
}
