/**
 * Owns what is wrong with a page as it is served (`--page`): the Kelisim tag's place, tags of known vendors without a mark, noscript pixels,
 * hints, fields that session replay would see. Leaves to others: what scripts add later, which no source shows (`kelisim audit`).
 */
import { isUnder } from '../../core/choice.ts';
import { nearest } from '../../core/schema/nearest.ts';
import type { HeadSite, ResolvedService } from '../../core/head-site.ts';
import { createMatcher } from '../../vendors/matcher.ts';
import { type CheckFinding, finding } from './check-finding.ts';
import { checkFields } from './check-fields.ts';
import { type PageElement, pageElements } from './page-elements.ts';
import { vendorName } from './vendor-kinds.ts';

export interface CheckedPage {
  /** As the user named it. */
  readonly file: string;
  readonly html: string;
  /** Path on the site, when the user said it. */
  readonly path?: string;
}

const EXECUTABLE = /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma)script)$/i;
const HINTS = /(?:^|\s)(?:preconnect|dns-prefetch|preload|prefetch|modulepreload)(?:\s|$)/i;
/** Where an element's address stands, by tag. */
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  script: ['src'],
  img: ['src', 'srcset'],
  iframe: ['src'],
  embed: ['src'],
  object: ['data'],
  video: ['src', 'poster'],
  audio: ['src'],
  source: ['src', 'srcset'],
  link: ['href'],
};

export function checkPage(page: CheckedPage, site: HeadSite): CheckFinding[] {
  const elements = pageElements(page.html);
  const replay = site.services.filter((service) => service.replay && mayRun(service, page.path));
  return [
    ...checkPlace(page, elements),
    ...checkMarks(page, elements, site),
    ...checkAddresses(page, elements, site),
    ...checkFields(
      page.file,
      elements,
      replay.map(({ vendor }) => vendor),
    ),
  ];
}

function mayRun(service: ResolvedService, path: string | undefined): boolean {
  if (path === undefined) return true;
  if (service.onlyOn && !isUnder(path, service.onlyOn)) return false;
  return !(service.notOn && isUnder(path, service.notOn));
}

function checkPlace({ file }: CheckedPage, elements: readonly PageElement[]): CheckFinding[] {
  const tag = elements.findIndex(isKelisim);
  if (tag < 0) return [finding('head-missing', file)];
  const before = elements.slice(0, tag).find((element) => element.tag === 'script' && runs(element));
  const name = before && (before.attribute('src') ?? 'an inline script');
  return before ? [finding('head-not-first', `${file}:${before.line}`, `${name} stands before the Kelisim tag`)] : [];
}

function checkMarks({ file }: CheckedPage, elements: readonly PageElement[], site: HeadSite): CheckFinding[] {
  const known = [...site.categories, ...site.services].map(({ id }) => id);
  return elements.flatMap((element) => {
    const mark = element.attribute('data-kelisim');
    if (mark === undefined || known.includes(mark)) return [];
    const close = nearest(mark, known);
    const remedy = close === null ? undefined : `Did you mean "${close}"?`;
    return [finding('mark-unknown', `${file}:${element.line}`, `nobody is called "${mark}"`, remedy)];
  });
}

/** What `kelisim build` prints: its file, or a script inline with the attributes that keep optimisers away. */
function isKelisim(element: PageElement): boolean {
  if (element.tag !== 'script' || element.inNoscript) return false;
  const src = element.attribute('src');
  if (src !== undefined) return /(?:^|\/)kelisim(?:\.[0-9a-f]{10})?\.js(?:$|[?#])/.test(src);
  return ['data-skip-moving', 'data-cfasync', 'data-no-defer'].every((name) => element.attribute(name) !== undefined);
}

function runs(element: PageElement): boolean {
  return EXECUTABLE.test(element.attribute('type') ?? '');
}

function checkAddresses({ file, path }: CheckedPage, elements: readonly PageElement[], site: HeadSite): CheckFinding[] {
  const vendorOf = matcherOf(site);
  const undeclared = new Set<string>();
  const findings: CheckFinding[] = [];
  for (const element of elements) {
    // Nothing in a template loads before a script puts it into the page, and that the gate sees.
    if (element.parents.some(({ tag }) => tag === 'template')) continue;
    const vendor = (ADDRESSES[element.tag] ?? [])
      .flatMap((name) => addressOf(element, name))
      .map(vendorOf)
      .find((id) => id !== undefined);
    if (vendor === undefined) continue;
    const at = `${file}:${element.line}`;
    const services = site.services.filter((service) => service.vendor === vendor);
    if (!services.length && !undeclared.has(vendor)) {
      undeclared.add(vendor);
      findings.push(
        finding(
          'vendor-undeclared',
          at,
          `${vendorName(vendor)} is not in the config`,
          `Add { "vendor": "${vendor}" } to "services", or remove it from the page.`,
        ),
      );
    }
    const isFree =
      services.some(({ category, early }) => category === 'necessary' || early) &&
      services.every((service) => mayRun(service, path));
    if (!isFree) findings.push(...checkElement(element, at, vendorName(vendor)));
  }
  return findings;
}

function checkElement(element: PageElement, at: string, name: string): CheckFinding[] {
  const what = `<${element.tag}> of ${name}`;
  if (element.inNoscript)
    return [finding('noscript-pixel', at, `${what} inside <noscript> contacts it without JavaScript`)];
  if (element.tag === 'link' && HINTS.test(element.attribute('rel') ?? ''))
    return [finding('hint-to-vendor', at, `<link rel="${element.attribute('rel')}"> leads to ${name}`)];
  if (element.tag === 'script')
    return runs(element)
      ? [finding('tag-unmarked', at, `${what} is not marked: never runs, but may be requested`)]
      : [];
  return [finding('element-unmarked', at, `${what} is not marked and may load before the choice`)];
}

/** A srcset has several. */
function addressOf(element: PageElement, name: string): string[] {
  const value = element.attribute(name);
  if (value === undefined) return [];
  return name === 'srcset' ? value.split(',').map((part) => part.trim().split(/\s/)[0]!) : [value];
}

function matcherOf(site: HeadSite): (address: string) => string | undefined {
  const match = createMatcher(site.rules);
  return (address) => {
    const url = URL.parse(address, 'https://page.invalid/');
    return url?.protocol.startsWith('http') ? match(url.hostname, url.pathname, url.search) : undefined;
  };
}
