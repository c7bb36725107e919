/**
 * Owns what is wrong with the draft, where it belongs in the form, and how to say it in the page's language. Finding it is left to
 * core/schema/site-config.ts, the same check that `kelisim build` runs; of `kelisim check` the check digit of a BIN stands at its field, and the rest,
 * once the form is right, is advice in its own words.
 */
import { checkConfig } from '../../src/cli/check/check-config.ts';
import type { CheckFinding } from '../../src/cli/check/check-finding.ts';
import { hasCheckDigit } from '../../src/core/check-digit.ts';
import { type ConfigFinding, checkSiteConfig } from '../../src/core/schema/site-config.ts';
import { RULES } from '../../src/vendors/generated/rules.ts';
import type { Draft } from './draft.ts';
import type { BuilderTextId, Say } from './words.ts';

export interface DraftFinding extends Omit<ConfigFinding, 'code'> {
  readonly code: ConfigFinding['code'] | 'check-digit';
}

const VENDORS = Object.keys(RULES);

/** Said about an empty field only after the owner left it: nobody is scolded for a form that was just opened. */
const PATIENT: readonly DraftFinding['code'][] = ['missing', 'one-language', 'incomplete-service'];

/** What is expected at a path, in the order in which they are tried. */
const RULES_BY_PATH: readonly (readonly [RegExp, BuilderTextId])[] = [
  [/\.bin$/, 'rule-bin'],
  [/\.email$/, 'rule-email'],
  [/\.edition$/, 'rule-edition'],
  [/(?:url|policyUrl)(?:\.\w\w)?$/i, 'rule-link'],
  [/\.(?:onlyOn|notOn)\b/, 'rule-path'],
  [/\.ids\b/, 'rule-ids'],
  [/^cookies\./, 'rule-keep'],
  [/\.cookies\b/, 'rule-cookies'],
  [/hosts\b/, 'rule-host'],
  [/\.country$/, 'rule-country'],
  [/^term$/, 'rule-days'],
  [/waitForUpdateMs$/, 'rule-wait'],
  [/endpoint$/, 'rule-endpoint'],
  [/\.code$/, 'rule-code'],
  [/^site$|\.id$/, 'rule-slug'],
];

export function checkDraft(draft: Draft): DraftFinding[] {
  const digits = draft.list('operators').flatMap((_, i): DraftFinding[] => {
    const path = `operators[${i}].bin`;
    const message = 'the check digit does not fit; compare all 12 digits with the registration';
    // What has not 12 digits is found by the schema.
    const bin = draft.text(path);
    return /^\d{12}$/.test(bin) && !hasCheckDigit(bin) ? [{ path, code: 'check-digit', message }] : [];
  });
  return [...checkSiteConfig(draft.config, { vendors: VENDORS }), ...digits];
}

/** Whether a finding is said at a field: its own, of an entry of its list, or of what the field is a part of. */
export function belongsTo(finding: DraftFinding, field: string): boolean {
  if (finding.path === field || finding.path.startsWith(`${field}[`)) return true;
  const isPart = field.startsWith(`${finding.path}.`) && finding.path !== '';
  return isPart && finding.code !== 'incomplete-service' && finding.code !== 'unknown-key';
}

export function isPatient(finding: DraftFinding): boolean {
  return PATIENT.includes(finding.code);
}

/** What is wrong and the remedy, as one sentence. */
export function sayFinding({ code, path }: DraftFinding, say: Say): string {
  switch (code) {
    case 'check-digit':
      return say('bin-wrong');
    case 'missing':
    case 'not-an-object':
      return say('f-missing');
    case 'one-language':
    case 'unknown-key':
    case 'wrong-type':
    case 'duplicate-id':
    case 'incomplete-service':
      return say(`f-${code}`);
    case 'unknown-language':
    case 'unknown-vendor':
    case 'unknown-category':
    case 'unknown-operator':
    case 'unknown-service':
      return say('f-unknown-name');
    case 'bad-value': {
      const rule = RULES_BY_PATH.find(([pattern]) => pattern.test(path));
      return rule ? `${say('f-bad-value')} ${say(rule[1])}` : say('f-bad-value');
    }
  }
}

/** What `kelisim check` says of a config that is right, by itself: English, as it prints it. */
export function adviceFor(draft: Draft): CheckFinding[] {
  return checkConfig(draft.config, new Date().toISOString().slice(0, 10));
}
