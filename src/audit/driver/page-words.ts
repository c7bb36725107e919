/**
 * Owns making storage writes and consent calls of what the page's watch said. Pure.
 * Leaves to others: saying it (page-watch.ts).
 */
import type { ConsentCall, Place } from '../observation.ts';
import type { PageWord } from './page-watch.ts';
import { PAGE_WATCH_FILE } from './page-watch.ts';
import type { StorageWrite } from './storage-difference.ts';

const FRAME = /^\s*at (?:(?:async )?(.*?) \()?((?:https?|file|blob|about):.*?):(\d+):(\d+)\)?$/;

/** Places of a V8 stack, the nearest first, without our own. */
export function placesOf(stack: string): Place[] {
  return stack.split('\n').flatMap((line) => {
    const [, name = '', url = '', row = '0', column = '0'] = FRAME.exec(line) ?? [];
    if (url === '' || url.includes(PAGE_WATCH_FILE)) return [];
    return [{ url, line: Number(row), column: Number(column), inFunction: name === '<anonymous>' ? '' : name }];
  });
}

/** @param since when the visit began, milliseconds since 1970. */
export function writesOf(words: readonly PageWord[], since: number): StorageWrite[] {
  return words.flatMap((word) => {
    if (word.t !== 'write') return [];
    const { area, name, origin, erases, at, stack } = word;
    const where = area === 'cookie' ? (URL.parse(origin)?.hostname ?? '') : origin;
    return [{ atMs: at - since, area, name, where, erases, writer: { chain: placesOf(stack) } }];
  });
}

export function consentCallsOf(
  words: readonly PageWord[],
  since: number,
  stageAt: (atMs: number) => number,
): ConsentCall[] {
  return words.flatMap((word) => {
    if (word.t !== 'consent' || (word.command !== 'default' && word.command !== 'update')) return [];
    const atMs = word.at - since;
    return [{ atMs, stage: stageAt(atMs), command: word.command, values: word.values, after: word.after }];
  });
}
