/**
 * Owns doing what a finding's fix says, as a person would who pastes it: replace, take out, put into the config. Generic: nothing here knows a
 * site. What is to be done elsewhere (a tag manager, a server, DNS) stands in expected.ts as `byHand` and is counted apart.
 */
import type { Finding, Fix } from '../../src/audit/verdict.ts';
import type { ServiceConfig, SiteConfig } from '../../src/core/config.ts';
import { TAG_PLACE } from './corpus-world.ts';
import { type CorpusSite, type Edit, editSite, writeConfig } from './site-files.ts';

export interface Applied {
  readonly site: CorpusSite;
  readonly code: Fix['code'];
  readonly way: 'pasted' | 'by-hand';
}

/** @param tag what Kelisim's build printed for this site: the page as served holds it. Returns null when the fixes cannot be carried out. */
export function applyFix(
  site: CorpusSite,
  { fixes }: Pick<Finding, 'fixes'>,
  wanted: Fix['code'],
  tag: string,
  byHand: readonly Edit[] = [],
): Applied | null {
  // The list is in the order of advice; where the expected one is among them, that one is what is tested.
  const inOrder = [...fixes].sort((a, b) => Number(b.code === wanted) - Number(a.code === wanted));
  if (byHand.length > 0)
    return inOrder[0] ? { site: editSite(site, byHand), code: inOrder[0].code, way: 'by-hand' } : null;
  for (const fix of inOrder) {
    const changed = oneFix(site, fix, tag);
    if (!changed) continue;
    // Kelisim comes with a config of the services that the finding names, and the tags it is to hold are marked for it.
    const isNew = fix.code === 'paste-head' && !site.config;
    const companions = fixes.filter((other) => (isNew ? other.code === 'mark' : belongTogether(fix, other)));
    const begun = isNew ? withServices(changed, fixes) : changed;
    const all = companions.reduce((done, other) => oneFix(done, other, tag) ?? done, begun);
    return { site: all, code: fix.code, way: 'pasted' };
  }
  return null;
}

function oneFix(site: CorpusSite, fix: Fix, tag: string): CorpusSite | null {
  return inPage(site, fix, tag) ?? inConfig(site, fix) ?? newTag(site, fix);
}

/** A mark that names the service which the other line puts into the config is one half of a change. */
function belongTogether(one: Fix, other: Fix): boolean {
  const mark = [one, other].find(({ code }) => code === 'mark');
  const service = [one, other].find(({ code }) => code === 'add-service');
  if (!mark || !service?.after) return false;
  const { id, vendor } = JSON.parse(service.after) as ServiceConfig;
  return (id ?? vendor) === mark.names?.['service'];
}

function inPage(site: CorpusSite, { before, after, place }: Fix, tag: string): CorpusSite | null {
  if (before === undefined || !place) return null;
  const path = new URL(place.url).pathname.slice(1);
  const file = site.files[path] === undefined ? `${path.replace(/[^/]*$/, '')}index.html` : path;
  const asWritten = (text: string): string => (tag ? text.replaceAll(tag, TAG_PLACE) : text);
  const edit = { file, before: asWritten(before), after: asWritten(after ?? '') };
  return site.files[file]?.includes(edit.before) ? editSite(site, [edit]) : null;
}

function withServices(site: CorpusSite, fixes: readonly Fix[]): CorpusSite {
  const lines = fixes.flatMap(({ code, after }) => (code === 'add-service' && after !== undefined ? [after] : []));
  return writeConfig(site, { services: lines.map((line) => JSON.parse(line) as ServiceConfig) });
}

/** A tag that is nowhere yet goes to the end of the first page's head. */
function newTag(site: CorpusSite, { code, before, after }: Fix): CorpusSite | null {
  if (code !== 'write-tag' || before !== undefined || after === undefined) return null;
  return editSite(site, [{ file: 'index.html', before: '</head>', after: `${after}\n</head>` }]);
}

/** Lines for site.json. */
function inConfig(site: CorpusSite, { code, before, after, names = {} }: Fix): CorpusSite | null {
  if (!site.config || after === undefined) return null;
  const { services } = site.config;
  const change = (config: Partial<SiteConfig>) => writeConfig(site, config);
  switch (code) {
    case 'add-service':
      return change({ services: [...services, JSON.parse(after) as ServiceConfig] });
    case 'add-host': {
      const { necessary = [], ...rest } = site.config.hosts ?? {};
      return change({ hosts: { ...rest, necessary: [...necessary, JSON.parse(after) as string] } });
    }
    case 'add-cookies':
    case 'correct-config':
    case 'reload-on-withdrawal':
      return replaced(site, before, after, names);
    default:
      return null;
  }
}

/** A service that stands there already is replaced by the one of the same id; another field of the config by its new value. */
function replaced(
  site: CorpusSite,
  before: string | undefined,
  after: string,
  names: Readonly<Record<string, string>>,
): CorpusSite | null {
  const config = site.config!;
  const value = JSON.parse(after.startsWith('{') ? after : `{${after}}`) as Partial<SiteConfig> & ServiceConfig;
  const isSame = ({ id, vendor }: ServiceConfig): boolean => {
    const wanted = value.id ?? value.vendor ?? names['service'] ?? names['vendor'];
    return (id ?? vendor) === wanted;
  };
  if (before === undefined && ('withdrawal' in value || 'signals' in value)) return writeConfig(site, value);
  if (!config.services.some(isSame)) return 'withdrawal' in value ? writeConfig(site, value) : null;
  return writeConfig(site, {
    services: config.services.map((service) => (isSame(service) ? { ...service, ...value } : service)),
  });
}
