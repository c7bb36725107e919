/**
 * Owns changes of a page's HTML as text to paste: `before` is a run of the page's own text, so that a search finds it, `after` is what to put
 * there.
 */
import type { Fix } from '../verdict.ts';
import { placeOf } from './locate.ts';
import { markTrouble, writeMark } from './marks.ts';
import type { MarkupElement } from './read-markup.ts';
import type { Page, Visit } from './visit.ts';
import { MOST_PASTED_CHARACTERS, wholeOf } from './whole-element.ts';

/** Elements that a mark can hold. A meta or an attribute of the body it cannot. */
const MARKABLE = /^(?:script|img|iframe|embed|object|link|video|audio|source|track|input|image|frame)$/;
/** `kelisim build` prints the same with a hash and the address that files are put under. */
const HEAD_TAG =
  '<script src="/kelisim/kelisim.js" data-skip-moving="true" data-cfasync="false" data-no-optimize="1" data-no-defer="1"></script>';
const LATE_ATTRIBUTE = /\s(?:async|defer|type)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*))?(?=[\s/>])/gi;

/** @param address what was asked for: of a style only the rule that names it is changed. */
export function markFix({ facts }: Visit, page: Page, element: MarkupElement, id: string, address: string): Fix[] {
  const place = placeOf(page, element);
  if (element.name === 'style') return importFix(page, element, id, address);
  if (!MARKABLE.test(element.name)) return [];
  const trouble = markTrouble(element, facts, id);
  const before = wholeOf(page, element);
  const rest = before.slice(element.tag.length);
  if (trouble) {
    const names = { wrong: trouble.wrong, meant: trouble.meant || id };
    return [{ code: 'correct-mark', before, after: trouble.after + rest, place, names }];
  }
  return [{ code: 'mark', before, after: writeMark(element, id) + rest, place, names: { service: id } }];
}

/** An `@import` becomes a marked link in front of its style: a rule cannot wait, a link can. */
function importFix(page: Page, element: MarkupElement, id: string, address: string): Fix[] {
  const { host = '' } = URL.parse(address) ?? {};
  const rules = element.text.match(/@import\s+(?:url\()?\s*(?:"[^"]*"|'[^']*'|[^\s)"';]*)\s*\)?[^;]*;?/g) ?? [];
  const rule = rules.find((one) => host && one.includes(host));
  const before = wholeOf(page, element);
  if (!rule || before === element.tag) return [];
  const url = /(?:"([^"]*)"|'([^']*)'|url\(\s*([^\s)]*))/.exec(rule)?.slice(1).find(Boolean) ?? address;
  const link = `<link rel="stylesheet" data-kelisim="${id}" data-href="${url.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}">`;
  const after = `${link}\n${before.replace(rule, () => '')}`;
  return [{ code: 'mark', before, after, place: placeOf(page, element), names: { service: id } }];
}

export function moveBelow(page: Page, element: MarkupElement, gate: MarkupElement): Fix {
  const whole = wholeOf(page, element);
  const head = wholeOf(page, gate);
  const from = element.start + whole.length;
  const place = placeOf(page, element);
  const names = { line: String(gate.line) };
  const before = page.html.slice(element.start, gate.start + head.length);
  if (before.length > MOST_PASTED_CHARACTERS || from > gate.start)
    return { code: 'move-below', before: whole, place, names };
  const between = page.html.slice(from, gate.start).trim();
  return { code: 'move-below', before, after: [between, head, whole].filter(Boolean).join('\n'), place, names };
}

/** As it was printed, first in the head. A second copy further down does nothing: it finds the first one. */
export function moveHead(page: Page, gate: MarkupElement): Fix {
  const whole = wholeOf(page, gate);
  const plain = gate.tag.replace(LATE_ATTRIBUTE, '') + whole.slice(gate.tag.length);
  const place = placeOf(page, gate);
  const isInOrder = !page.elements.some(({ name, start }) => name === 'script' && start < gate.start);
  if (plain !== whole && isInOrder) return { code: 'move-head', before: whole, after: plain, place };
  const head = page.elements.find(({ name }) => name === 'head')?.tag ?? '<head>';
  return { code: 'move-head', before: head, after: `${head}\n${plain}`, place };
}

export function pasteHead(page: Page | null): Fix[] {
  const head = page?.elements.find(({ name }) => name === 'head');
  const tag = head?.tag ?? '<head>';
  const place = page && head ? placeOf(page, head) : null;
  return [{ code: 'paste-head', before: tag, after: `${tag}\n${HEAD_TAG}`, place }];
}

/** At the end of the first page's head, where Kelisim is there already. */
export function insertInHead({ observation, pageAt }: Visit, html: string): Pick<Fix, 'before' | 'after' | 'place'> {
  const page = pageAt(observation.stages[0]?.url ?? '');
  const end = '</head>';
  const head = page?.elements.find(({ name }) => name === 'head');
  if (!page || !head || !page.html.includes(end)) return { after: html, place: null };
  return { before: end, after: `${html}\n${end}`, place: placeOf(page, head) };
}

export function takeOutNoscript(page: Page, element: MarkupElement): Fix {
  const lower = page.html.toLowerCase();
  const start = lower.lastIndexOf('<noscript', element.start);
  const end = lower.indexOf('</noscript>', element.end);
  const before = page.html.slice(start, end < 0 ? element.end : end + '</noscript>'.length);
  const place = placeOf(page, element);
  return { code: 'take-out-noscript', before: before.slice(0, MOST_PASTED_CHARACTERS), after: '', place };
}
