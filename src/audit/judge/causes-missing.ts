/**
 * Owns why a granted vendor did not come: its mark says nothing, a policy of the page forbids it, its file failed, it was held and never let go,
 * or nothing of it is in the page; with the change that mends it.
 */
import type { ResolvedService } from '../../core/head-site.ts';
import type { Finding, Fix } from '../verdict.ts';
import { locate, located, placeOf } from './locate.ts';
import { markTrouble } from './marks.ts';
import type { MarkupElement } from './read-markup.ts';
import type { Seen } from './sightings-of.ts';
import { loaderTag } from './vendor-tags.ts';
import { insertInHead } from './fixes-page.ts';
import type { Page, Visit } from './visit.ts';
import { wholeOf } from './whole-element.ts';

type Because = Pick<Finding, 'cause' | 'place' | 'element' | 'names' | 'fixes'>;

/** Which directive of a content security policy names an address of this kind. */
const DIRECTIVES: Readonly<Record<string, string>> = {
  script: 'script-src',
  image: 'img-src',
  stylesheet: 'style-src',
  font: 'font-src',
  media: 'media-src',
  document: 'frame-src',
  subdocument: 'frame-src',
  other: 'connect-src',
};

export function becauseMissing(visit: Visit, service: ResolvedService, seen: readonly Seen[]): Because {
  const mistaken = mistakenMark(visit, service);
  if (mistaken) return mistaken;
  const refused = seen.find(({ what }) => what === 'blocked');
  if (refused?.request) {
    const { host, request } = refused;
    const directive = DIRECTIVES[request.kind] ?? 'connect-src';
    const names = { host, directive, error: request.why };
    return { ...NOWHERE, cause: 'blocked-by-policy', names, fixes: [allowFix(visit, directive, host)] };
  }
  const failed = seen.find(({ what, request }) => request && (what === 'failed' || what === 'sent'));
  if (failed?.request) {
    const { why, status } = failed.request;
    const names = { host: failed.host, error: why || String(status ?? '') };
    const { place, tag, page, element } = locate(failed.request, visit);
    const before = page && element ? { before: wholeOf(page, element) } : {};
    const fix: Fix = { code: 'write-tag', ...before, after: loaderTag(service), place, names: { service: service.id } };
    return { place, element: tag, cause: 'failed-to-load', names, fixes: [fix] };
  }
  const held = seen.find(({ what }) => what === 'held');
  if (held) {
    const names = { service: service.id };
    return { ...NOWHERE, cause: 'held-forever', names, fixes: [{ code: 'look-again', place: null, names }] };
  }
  const fix: Fix = { ...insertInHead(visit, loaderTag(service)), code: 'write-tag', names: { service: service.id } };
  return { ...NOWHERE, cause: 'not-there', names: { service: service.id }, fixes: [fix] };
}

/** The policy of a `<meta>` is put right word for word; a header's is not in the page. */
function allowFix(visit: Visit, directive: string, host: string): Fix {
  const names = { host, directive };
  const source = `https://${host}`;
  for (const { url } of visit.observation.stages) {
    const page = visit.pageAt(url);
    const meta = page?.elements.find(
      ({ name, attributes }) =>
        name === 'meta' && /^content-security-policy$/i.test(attributes.get('http-equiv') ?? ''),
    );
    const before =
      meta && (new RegExp(`${directive} [^;"]*`).exec(meta.tag) ?? /default-src [^;"]*/.exec(meta.tag))?.[0];
    if (page && meta && before) {
      const after = before.startsWith(directive)
        ? `${before.replace(/ 'none'/, '').trimEnd()} ${source}`
        : `${before}; ${directive} ${before.replace(/^default-src /, '').trimEnd()} ${source}`;
      return { code: 'allow-in-policy', before, after, place: placeOf(page, meta), names };
    }
  }
  return { code: 'allow-in-policy', after: `${directive} ${source}`, place: null, names };
}

const NOWHERE: Pick<Because, 'place' | 'element'> = { place: null, element: '' };

function mistakenMark(visit: Visit, service: ResolvedService): Because | null {
  const urls = [...new Set(visit.observation.stages.map(({ url }) => url))];
  for (const page of urls.map(visit.pageAt)) {
    for (const element of page?.elements ?? []) {
      const trouble = markTrouble(element, visit.facts, service.id);
      const isMeant = trouble && (trouble.meant === service.id || isOf(visit, page!, element, service));
      if (!isMeant) continue;
      const { place, tag } = located(page!, element);
      const names = { wrong: trouble.wrong, meant: trouble.meant || service.id };
      const fix: Fix = { code: 'correct-mark', before: element.tag, after: trouble.after, place, names };
      return { cause: 'mark-typo', place, element: tag, names, fixes: [fix] };
    }
  }
  return null;
}

const ADDRESS = /^(?:data-)?(?:src|href|data|poster)$/;

/** Whether an element brings this service: by an address of it, or by one in its text. */
function isOf(visit: Visit, page: Page, { attributes, text }: MarkupElement, { vendor }: ResolvedService): boolean {
  const named = [...attributes].filter(([name]) => ADDRESS.test(name)).map(([, value]) => value);
  const spoken = text.match(/(?:https?:)?\/\/[\w.-]+\/[\w./?=&-]*/g) ?? [];
  return [...named, ...spoken].some((address) => {
    const url = URL.parse(address, page.url);
    return !!url && visit.attribution.ofAddress(url.href).vendor === vendor;
  });
}
