/**
 * Owns the question "whose is this name in the browser's storage": by the name where the config or the catalogue is sure of it, else by who
 * wrote it. Not for the panel: it carries the whole catalogue's names.
 * Leaves to others: addresses (attribute.ts), which names are erased after a withdrawal (client/withdraw).
 */
import { matchesName } from '../../core/name-pattern.ts';
import { CHOICE_COOKIE_NAME } from '../../core/storage-keys.ts';
import { disclosures } from '../../vendors/generated/disclosures-en.ts';
import { RULES } from '../../vendors/generated/rules.ts';
import type { StorageArea, StorageChange } from '../observation.ts';
import type { SiteFacts } from '../site-facts.ts';
import type { Attribution, Owner } from './attribute.ts';

interface NameRule {
  readonly vendor: string;
  readonly area: StorageArea;
  readonly pattern: string;
}

/** Shorter beginnings are anybody's. */
const SPEAKING_MIN_LENGTH = 4;
const SITE_ITSELF = new Set(['site-platform']);
const OWN: Owner = { is: 'own', vendor: '', host: '', by: 'address' };

const OF_CATALOGUE: readonly NameRule[] = Object.entries(disclosures.vendors).flatMap(([vendor, { cookies }]) =>
  cookies.flatMap(({ name, party, area = 'cookie', unsure }) =>
    unsure || party === 'third' ? [] : [{ vendor, area, pattern: name }],
  ),
);

export type StoredAttribution = (change: Pick<StorageChange, 'area' | 'name' | 'where' | 'writer'>) => Owner;

export function createStoredAttribution(facts: SiteFacts, { ofAddress, isOwnHost }: Attribution): StoredAttribution {
  const { services } = facts.site;
  const ofSite = services.flatMap(({ vendor, cookies = '' }): NameRule[] =>
    cookies
      .split(' ')
      .filter(Boolean)
      .map((pattern) => ({ vendor, area: 'cookie', pattern })),
  );
  const isDeclared = (vendor: string) => services.some((service) => service.vendor === vendor);

  /** Two vendors may write one name (`_gac_…`): the site's own service speaks first, then the longer pattern. */
  function vendorOfName(area: StorageArea, name: string): string {
    const fitting = (rules: readonly NameRule[]) =>
      rules
        .filter((rule) => rule.area === area && matchesName(rule.pattern, name))
        .toSorted((a, b) => +isDeclared(b.vendor) - +isDeclared(a.vendor) || b.pattern.length - a.pattern.length)[0]
        ?.vendor;
    return fitting(ofSite) ?? fitting(OF_CATALOGUE) ?? '';
  }

  /** Nobody saw who wrote it (a database): a name that begins with the service's own says it. */
  function speakingVendor(name: string): string {
    const start = name.toLowerCase().replace(/^[^a-z0-9]+/, '');
    const own = services.find(
      ({ id, vendor }) =>
        !Object.hasOwn(RULES, vendor) &&
        id.split('-')[0]!.length >= SPEAKING_MIN_LENGTH &&
        start.startsWith(id.split('-')[0]!),
    );
    return own?.vendor ?? '';
  }

  function ofWriter(writer: StorageChange['writer']): Owner {
    if (!writer) return OWN;
    const addresses = 'header' in writer ? [writer.header] : writer.chain.map(({ url }) => url);
    const foreign = addresses.map(ofAddress).find(({ is }) => is === 'vendor' || is === 'unlisted');
    return foreign ?? OWN;
  }

  return ({ area, name, where, writer }) => {
    if (name === CHOICE_COOKIE_NAME || name.startsWith(`${CHOICE_COOKIE_NAME}.`)) return { ...OWN, is: 'ours' };
    const host = (URL.parse(where)?.hostname ?? where).replace(/^\./, '');
    // Of another domain a name says little (`i`, `fr`, `uid`): whose answer or frame it was says it.
    if (!isOwnHost(host)) {
      const byWriter = ofWriter(writer);
      return byWriter.is === 'own' ? ofAddress(`https://${host}/`) : byWriter;
    }
    if (facts.keep.some((pattern) => matchesName(pattern, name))) return OWN;
    const vendor = vendorOfName(area, name);
    if (SITE_ITSELF.has(vendor)) return OWN;
    if (vendor) return { is: 'vendor', vendor, host, by: 'address' };
    const byWriter = ofWriter(writer);
    const speaking = writer ? '' : speakingVendor(name);
    return speaking ? { is: 'vendor', vendor: speaking, host, by: 'address' } : byWriter;
  };
}
