/** Owns the checks between the parts of a config: ids are unique, and what points somewhere arrives. Reads parts of any shape. */
import { CATEGORIES } from '../category.ts';
import { type ConfigFinding, type ConfigFindingCode, pathText } from './config-finding.ts';
import { nearest } from './nearest.ts';

/** Letters the choice cookie has for categories of the site's own (category.ts). */
const OWN_CATEGORIES_MAX = 23;

type Part = Readonly<Record<string, unknown>>;
type Key = string | number;

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list with their places; anything else was reported by the schema. */
function partsOf(value: unknown): (readonly [place: number, part: Part])[] {
  return Array.isArray(value)
    ? value.flatMap((part: unknown, place) => (isPart(part) ? [[place, part] as const] : []))
    : [];
}

function serviceId(service: Part): unknown {
  return service['id'] ?? service['vendor'];
}

export function checkReferences(value: unknown, vendors: readonly string[]): ConfigFinding[] {
  if (!isPart(value)) return [];
  const findings: ConfigFinding[] = [];
  const report = (keys: readonly Key[], code: ConfigFindingCode, message: string): void => {
    findings.push({ path: pathText(keys), code, message });
  };
  const pointsTo = (
    keys: readonly Key[],
    name: unknown,
    names: readonly string[],
    code: ConfigFindingCode,
    what: string,
  ): void => {
    if (typeof name !== 'string' || names.includes(name)) return;
    const close = nearest(name, names);
    const remedy = close
      ? `did you mean "${close}"?`
      : names.length && names.length <= 12
        ? `write one of ${names.join(', ')}`
        : what;
    report(keys, code, `"${name}" is not known; ${remedy}`);
  };
  const unique = (list: (readonly [keys: readonly Key[], id: unknown])[], what: string): void => {
    const seen = new Set<string>();
    for (const [keys, id] of list) {
      if (typeof id !== 'string') continue;
      if (seen.has(id)) report(keys, 'duplicate-id', `"${id}" is there already; give this ${what} an id of its own`);
      seen.add(id);
    }
  };

  const operators = partsOf(value['operators']);
  const services = partsOf(value['services']);
  const categories = partsOf(value['categories']);
  const operatorIds = operators.flatMap(([, part]) => (typeof part['id'] === 'string' ? [part['id']] : []));
  const categoryIds = [
    ...CATEGORIES,
    ...categories.flatMap(([, part]) => (typeof part['id'] === 'string' ? [part['id']] : [])),
  ];
  const serviceIds = services.flatMap(([, part]) =>
    typeof serviceId(part) === 'string' ? [serviceId(part) as string] : [],
  );

  unique(
    operators.map(([i, part]) => [['operators', i, 'id'], part['id']]),
    'operator',
  );
  unique(
    services.map(([i, part]) => [['services', i, part['id'] === undefined ? 'vendor' : 'id'], serviceId(part)]),
    'service',
  );
  unique(
    [
      ...CATEGORIES.map((id) => [[], id] as const),
      ...categories.map(([i, part]) => [['categories', i, 'id'], part['id']] as const),
    ],
    'category',
  );
  if (categories.length > OWN_CATEGORIES_MAX) {
    report(
      ['categories'],
      'bad-value',
      `has ${categories.length} categories; the choice cookie has room for ${OWN_CATEGORIES_MAX} of your own`,
    );
  }
  const languages = value['languages'];
  if (Array.isArray(languages) && new Set(languages).size < languages.length)
    report(['languages'], 'duplicate-id', 'names a language twice; write each once');

  for (const [i, service] of services) {
    const at = (...keys: Key[]): Key[] => ['services', i, ...keys];
    pointsTo(
      at('vendor'),
      service['vendor'],
      vendors,
      'unknown-vendor',
      'leave "vendor" out and describe the service by "id", "name", "hosts", "category" and "purpose"',
    );
    pointsTo(at('category'), service['category'], categoryIds, 'unknown-category', 'write a category');
    pointsTo(at('operator'), service['operator'], operatorIds, 'unknown-operator', 'give the operator this "id"');
    if (service['vendor'] === undefined) {
      const missing = ['id', 'name', 'hosts', 'category', 'purpose'].filter((key) => service[key] === undefined);
      if (missing.length)
        report(
          at(),
          'incomplete-service',
          `has no "vendor" and does not describe itself; write "vendor", or add ${missing.map((key) => `"${key}"`).join(', ')}`,
        );
    }
    const contains = service['contains'];
    if (!Array.isArray(contains)) continue;
    contains.forEach((name: unknown, j) => {
      if (name === serviceId(service))
        report(at('contains', j), 'unknown-service', `"${String(name)}" contains itself; remove it`);
      else pointsTo(at('contains', j), name, serviceIds, 'unknown-service', 'add a service with this id');
    });
  }
  return findings;
}
