/** Owns the tables of verdicts and causes in docs/audit.md: sentences of the report itself, so that they cannot drift (a test compares). */
import { readFileSync, writeFileSync } from 'node:fs';
import { AUDIT_TEXTS } from '../src/audit/generated/audit-texts.ts';
import { AUDIT_VERDICTS, type AuditCause, type AuditVerdict, type Fix } from '../src/audit/verdict.ts';

const FILE = new URL('../docs/audit.md', import.meta.url);
const TEXTS: Readonly<Record<string, string>> = AUDIT_TEXTS.en;

/** How bad each is; a note of its own where it depends. */
const SEVERITY: Readonly<Record<AuditVerdict, string>> = {
  'ok-blocked': '–',
  'ok-fired': '–',
  'ok-silent': '–',
  leaked:
    'error; note in the phase `head-missing`: that unmarked tags load when Kelisim’s file does not come is a printed limit',
  attempted: 'note',
  missing: 'error; warning where nothing on the page shows that it was meant to come',
  double: 'warning',
  'signal-mismatch': 'error',
  'late-default': 'error',
  residual: 'warning; error once a request follows',
  undeclared: 'warning',
  unlisted: 'warning; note when nothing was sent; error with `--strict`',
  'personal-data': 'error, even after consent',
  inconclusive: 'never a pass: exit code 2',
};

/** What mends it; a cause that verdict.ts gets and this has not is a type error. */
export const MENDED_BY: Readonly<Record<AuditCause, readonly Fix['code'][]>> = {
  'above-gate': ['move-below', 'mark'],
  unmarked: ['mark', 'level-fence'],
  'mark-typo': ['correct-mark'],
  'head-late': ['move-head'],
  'head-missing': ['paste-head', 'mark'],
  noscript: ['take-out-noscript'],
  'container-tag': ['container-consent'],
  'second-copy': ['take-out'],
  'late-default': ['default-first'],
  'wrong-signal': ['signal-update'],
  'comes-back': ['take-out'],
  'not-erased': ['add-cookies'],
  'keeps-running': ['reload-on-withdrawal'],
  'personal-data': ['without-value'],
  cname: ['add-service', 'mark'],
  redirect: ['mark', 'add-service'],
  'first-party-proxy': ['mark', 'add-service'],
  worker: ['mark', 'level-fence'],
  'service-worker': ['take-out'],
  frame: ['move-below', 'mark', 'level-fence'],
  route: ['mark', 'paste-head'],
  'forged-choice': ['take-out'],
  'own-category': ['correct-config'],
  'not-in-config': ['add-service'],
  'not-in-catalogue': ['catalogue-entry', 'add-service', 'add-host'],
  'not-there': ['write-tag'],
  'blocked-by-policy': ['allow-in-policy'],
  'failed-to-load': ['write-tag'],
  'held-forever': ['look-again'],
  'server-cookie': ['take-out'],
  'no-gate': ['paste-head', 'mark'],
  unstable: ['look-again'],
  trouble: ['look-again'],
};

/** docs/audit.md with its tables as the code has them now. */
export function withAuditTables(document: string): string {
  return [
    ['verdicts', verdictTable()],
    ['causes', causeTable()],
  ].reduce((text, [name, table]) => replaced(text, name!, table!), document);
}

function replaced(document: string, name: string, table: string): string {
  const begin = `<!-- ${name}: tools/generate-audit-tables.ts -->`;
  const from = document.indexOf(begin);
  const to = document.indexOf(`<!-- /${name} -->`);
  if (from < 0 || to < from) throw new Error(`docs/audit.md: the lines around the table of ${name} are missing`);
  return `${document.slice(0, from + begin.length)}\n\n${table}\n${document.slice(to)}`;
}

function verdictTable(): string {
  const rows = AUDIT_VERDICTS.map((verdict) => {
    const found = TEXTS[`found-${verdict}`]?.replace(/^\{vendor\}: /, '') ?? '';
    return `| \`${verdict}\` | ${textOf(`verdict.${verdict}`)} | ${found} | ${SEVERITY[verdict]} |`;
  });
  return ['| verdict | in words | what it means | severity |', '|---|---|---|---|', ...rows, ''].join('\n');
}

function causeTable(): string {
  const rows = (Object.keys(MENDED_BY) as AuditCause[]).map((cause) => {
    const fixes = MENDED_BY[cause].map((fix) => textOf(`fix-${fix}`));
    return `| \`${cause}\` | ${textOf(`why-${cause}`)} | ${fixes.join(' *or* ')} |`;
  });
  return ['| cause | why it is so | what to change |', '|---|---|---|', ...rows, ''].join('\n');
}

function textOf(id: string): string {
  const text = TEXTS[id];
  if (text === undefined) throw new Error(`The report has no sentence ${id}.`);
  return text.replaceAll('<', '\\<').replaceAll('|', '\\|');
}

if (import.meta.main) writeFileSync(FILE, withAuditTables(readFileSync(FILE, 'utf8')));
