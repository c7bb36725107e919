/** Owns turning what the validator found into sentences for a site owner: path, what is wrong, what to write instead. */
import type * as v from 'valibot';
import { nearest } from './nearest.ts';

/** Every code with what it means, for docs/check.md; the message of a finding says it of the place, with the remedy. */
export const CONFIG_FINDING_CODES = {
  'not-an-object': 'The file holds no JSON object.',
  missing: 'A part that has to be there is not.',
  'unknown-key': 'A key that nobody reads, most likely misspelt.',
  'wrong-type': 'A text where a list belongs, and the like.',
  'bad-value': 'A value that cannot be used.',
  'one-language': 'A text stands in one language only.',
  'unknown-language': 'A language that the interface does not have.',
  'unknown-vendor': 'A vendor that the catalogue does not know.',
  'unknown-category': 'A category that is neither standard nor in "categories".',
  'unknown-operator': 'An operator that is not in "operators".',
  'unknown-service': 'A container names a service that is not there, or itself.',
  'duplicate-id': 'An id, or a language, stands twice.',
  'incomplete-service': 'A service has no vendor and does not describe itself.',
} as const;

export type ConfigFindingCode = keyof typeof CONFIG_FINDING_CODES;

export interface ConfigFinding {
  /** As one would write it: `services[2].vendor`; '' is the whole config. */
  readonly path: string;
  readonly code: ConfigFindingCode;
  /** What is wrong, and the remedy. */
  readonly message: string;
}

type Key = string | number;

/** The parts of a schema that are walked here; valibot's own types are wider. */
interface SchemaNode {
  readonly type: string;
  readonly wrapped?: SchemaNode;
  readonly item?: SchemaNode;
  readonly value?: SchemaNode;
  readonly pipe?: readonly SchemaNode[];
  readonly entries?: Readonly<Record<string, SchemaNode>>;
  readonly options?: readonly string[];
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list in [ ]',
  strict_object: 'an object in { }',
  record: 'an object in { }',
};

export function pathText(keys: readonly Key[]): string {
  return keys.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${key}` : key),
    '',
  );
}

/** Optional and piped schemas say nothing of their own here. */
function plain(node: SchemaNode | undefined): SchemaNode | undefined {
  if (node?.wrapped) return plain(node.wrapped);
  if (node?.pipe && !node.entries && !node.item) return node.pipe[0];
  return node;
}

function nodeAt(root: SchemaNode, keys: readonly Key[]): SchemaNode | undefined {
  let node = plain(root);
  for (const key of keys) node = plain(typeof key === 'number' ? node?.item : (node?.entries?.[key] ?? node?.value));
  return node;
}

function issueToFinding(issue: v.BaseIssue<unknown>, root: SchemaNode): ConfigFinding {
  const keys = (issue.path ?? []).map((item) => item.key as Key);
  const path = pathText(keys);
  const name = String(keys.at(-1) ?? '');
  if (!keys.length) {
    return {
      path,
      code: 'not-an-object',
      message:
        'the config is no object; write { "version": 1, "site": …, "operators": […], "policy": {…}, "services": […] }',
    };
  }
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const allowed = Object.keys(nodeAt(root, keys.slice(0, -1))?.entries ?? {}).filter((key) => key !== '$schema');
    const close = nearest(name, allowed);
    return {
      path,
      code: 'unknown-key',
      message: close
        ? `is not known; did you mean "${close}"?`
        : `is not known; remove it (known here: ${allowed.join(', ')})`,
    };
  }
  if (issue.type === 'strict_object' && issue.received === 'undefined' && issue.expected === `"${name}"`) {
    if (name === 'kk' || name === 'ru') {
      const language = name === 'kk' ? 'Kazakh' : 'Russian';
      return {
        path,
        code: 'one-language',
        message: `the ${language} text is missing; write it, no other language stands in for it`,
      };
    }
    const wanted = nodeAt(root, keys);
    return {
      path,
      code: 'missing',
      message: `is missing; write ${(wanted && WORDS[wanted.type]) ?? (name === 'version' ? '1' : 'it')}`,
    };
  }
  const node = nodeAt(root, keys);
  if (issue.type === 'picklist') {
    const options = node?.options ?? [];
    const close = typeof issue.input === 'string' ? nearest(issue.input, options) : null;
    const code = keys.includes('languages') ? 'unknown-language' : 'bad-value';
    const given = typeof issue.input === 'string' ? `"${issue.input}"` : 'this';
    return {
      path,
      code,
      message: `${given} is not known; write one of ${options.join(', ')}${close ? ` (did you mean "${close}"?)` : ''}`,
    };
  }
  if (issue.type === 'literal') return { path, code: 'bad-value', message: 'this version is not known; write 1' };
  const word = issue.kind === 'schema' ? WORDS[issue.type] : undefined;
  if (word) return { path, code: 'wrong-type', message: `has the wrong type; write ${word}` };
  return { path, code: 'bad-value', message: issue.message };
}

export function issuesToFindings(issues: readonly v.BaseIssue<unknown>[], schema: unknown): ConfigFinding[] {
  return issues.map((issue) => issueToFinding(issue, schema as SchemaNode));
}
