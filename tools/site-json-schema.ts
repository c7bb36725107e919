/**
 * Owns the JSON Schema of site.json that editors read (dist/schema/site.schema.json): made of the validator's own schema, with the catalogue's
 * vendors to pick from and words to hover. Leaves to others: what no schema can say (names that point somewhere: `kelisim check`).
 */
import { toJsonSchema } from '@valibot/to-json-schema';
import { CATEGORIES } from '../src/core/category.ts';
import { siteConfigSchema } from '../src/core/schema/site-config.ts';
import { RULES } from '../src/vendors/generated/rules.ts';

/** Where to find the schema's file by itself; a version of its own is not needed: it travels with the package. */
const TITLE = 'site.json of Kelisim';

/** By path; `[]` is any item of a list. */
const WORDS: Readonly<Record<string, string>> = {
  '': 'What Kelisim knows of a site. `kelisim check` says what a schema cannot.',
  version: 'Always 1.',
  site: "Site id, also the collector's: lower-case letters, digits, hyphen.",
  languages: 'Languages of the notice; all three by default. Kazakh and Russian texts are always needed.',
  operators: 'Who asks for the consent. With several, each service names its own.',
  'operators[].id': 'Needed when there are several; services point to it.',
  'operators[].bin': 'Business identification number, 12 digits.',
  'operators[].withdrawal': 'Ways to withdraw beside the widget, as the policy names them.',
  'operators[].policy': "The operator's own policy, where it is not the site's.",
  policy: 'The document the notice links to.',
  'policy.edition': 'Changes when the policy changes: visitors are asked again.',
  'policy.date': 'As 2026-03-01; one per language where the documents differ.',
  'policy.number': 'One per language where the documents differ.',
  about: 'What only the owner can say about the consent.',
  'about.cookies': "What cookies are, in the policy's own words.",
  'about.publicSources': 'Whether data are disseminated in public sources.',
  'about.group': 'Companies that the consent also covers.',
  'about.humanReview': 'The right to have an automated decision looked at by a person.',
  'about.deadlines': 'Deadlines for requests, only where a document gives them.',
  term: 'Days a choice is valid, 1 to 400; 180 by default.',
  services: 'Every service the site contacts. What is not here is held and never released.',
  'services[].vendor': 'Vendor of the catalogue; without one the service describes itself.',
  'services[].category': `${CATEGORIES.join(', ')}, or one of your own; by default the vendor's.`,
  'services[].onlyOn': 'Paths on which alone it may run: ["/apply"].',
  'services[].notOn': 'Paths on which it never runs, whatever was agreed.',
  'services[].contains': 'Ids of the services that this tag container brings.',
  'services[].replay': "Session replay; by default the vendor's. false is your word that nothing is recorded.",
  'services[].ids': "The site's ids at the vendor, as G-…",
  categories: 'Categories of your own, as personalised advertising under advertising.',
  'hosts.necessary': 'Hosts that always pass; at levels fence and header the list must be complete.',
  'hosts.presets': 'Hosts that a site system or payment page needs.',
  'cookies.keep': 'Cookies of the site that are never erased.',
  unlisted: 'Hosts in no catalogue: allow (and report) or block.',
  'signals.googleConsentMode':
    "basic: Google's tags are held like all others; advanced: they load with everything denied.",
  gpc: 'Global Privacy Control: kept in the record, or taken as a refusal.',
  'sync.endpoint': 'Where records of consent go: the collector, or a backend of your own, in Kazakhstan.',
  'ui.layout': 'Where the first layer stands.',
  'ui.theme': "auto follows the visitor's system.",
  'panel.code': 'Opens the panel: #kelisim-panel=<code>. Not a secret.',
};

interface Node {
  properties?: Record<string, Node>;
  items?: Node;
  description?: string;
  enum?: unknown[];
  [key: string]: unknown;
}

export function siteJsonSchema(): object {
  const schema = toJsonSchema(siteConfigSchema, { errorMode: 'throw' }) as unknown as Node;
  for (const [path, words] of Object.entries(WORDS)) nodeAt(schema, path).description = words;
  nodeAt(schema, 'services[].vendor').enum = Object.keys(RULES).sort();
  const { $schema, ...rest } = schema;
  return { $schema, title: TITLE, ...rest };
}

/** @throws when the config has no such part any more: the words have to go, too. */
function nodeAt(schema: Node, path: string): Node {
  let node: Node | undefined = schema;
  for (const key of path.replaceAll('[]', '.[]').split('.').filter(Boolean))
    node = key === '[]' ? node?.items : node?.properties?.[key];
  if (!node) throw new Error(`site.json has no ${path}: take its words out of tools/site-json-schema.ts`);
  return node;
}
