/**
 * Owns making the driver's options of what was written on the command line; each refusal is one sentence that names the way out.
 * Leaves to others: what comes of the visits (audit-flags.ts, run-discover.ts), the config (read-facts.ts).
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { getDomain } from 'tldts';
import type { AuditOptions } from '../../audit/audit-options.ts';
import { isLanguage, LANGUAGES } from '../../core/language.ts';
import { readDurationMs } from './read-duration.ts';
import type { VisitFlags } from './visit-flags.ts';

export type ReadVisits = { readonly options: AuditOptions } | { readonly refusals: readonly string[] };

const REPEATS_MAX = 20;
const PARALLEL_MAX = 8;
const PAGES_MAX = 50;
const SETTLE_MS = { min: 500, max: 60_000 };
const BUDGET_MS = { min: 10_000, max: 7_200_000 };
const SIDE_PX = { min: 240, max: 4_000 };

export function readVisits(urls: readonly string[], flags: VisitFlags): ReadVisits {
  const refusals: string[] = [];
  const refuse = (sentence: string): undefined => void refusals.push(sentence);
  const whole = (name: string, text: string | undefined, max: number): number | undefined => {
    if (text === undefined) return undefined;
    const number = /^\d{1,3}$/.test(text) ? Number(text) : 0;
    return number >= 1 && number <= max ? number : refuse(`--${name} ${text}: write a number from 1 to ${max}.`);
  };
  const duration = (name: string, text: string | undefined, { min, max }: typeof SETTLE_MS): number | undefined => {
    if (text === undefined) return undefined;
    const ms = readDurationMs(text);
    if (ms !== null && ms >= min && ms <= max) return ms;
    return refuse(`--${name} ${text}: write a time from ${wordsOf(min)} to ${wordsOf(max)}, as 8s, 500ms or 5m.`);
  };

  refusals.push(...refusedUrls(urls));
  const repeats = whole('repeats', flags.repeats, REPEATS_MAX);
  const parallel = whole('parallel', flags.parallel, PARALLEL_MAX);
  const settleMs = duration('settle', flags.settle, SETTLE_MS);
  const budgetMs = duration('budget', flags.budget, BUDGET_MS);
  const { language, accept, reject, script, browser } = flags;
  if (language !== undefined && !isLanguage(language))
    refuse(`--language ${language}: the languages are ${LANGUAGES.join(', ')}.`);
  const viewport = flags.viewport === undefined ? undefined : sizeOf(flags.viewport);
  if (viewport === null)
    refuse(`--viewport ${flags.viewport}: write width and height in pixels, from 240 to 4000, as 1280x800.`);
  for (const route of flags.route ?? [])
    if (!/^\/(?!\/)[^\s#]*(?:#\S*)?$/.test(route))
      refuse(`--route ${route}: write a path of the site that starts with one /, as /calculator.`);
  for (const [name, selectors] of [
    ['accept', [accept]],
    ['reject', [reject]],
    ['withdraw', flags.withdraw ?? []],
  ] as const)
    for (const selector of selectors)
      if (selector !== undefined && !selector.trim())
        refuse(`--${name} is empty: write a CSS selector, as "#cookie-accept", or leave the option out.`);
  for (const origin of flags.allowOrigin ?? [])
    if (URL.parse(origin)?.origin !== origin.replace(/\/$/, '') || !/^https?:/.test(origin))
      refuse(`--allow-origin ${origin}: write scheme and host alone, as https://id.example.kz.`);
  if (script !== undefined && !existsSync(resolve(script)))
    refuse(`--script ${script}: no such file; write a module with export default async (page) => { … }.`);
  if (script !== undefined && !/\.[cm]?[jt]s$/.test(script))
    refuse(`--script ${script}: a module ends in .js, .mjs or .ts; rename it.`);
  if (browser !== undefined && !existsSync(browser))
    refuse(`--browser ${browser}: no such file; give the path of a Chromium or Chrome, or leave the option out.`);
  for (const argument of flags.browserArg ?? [])
    if (!argument.startsWith('--'))
      refuse(`--browser-arg ${argument}: an argument of the browser starts with --, as --proxy-server=….`);
  if (refusals.length) return { refusals };

  const banner = {
    ...(accept !== undefined && { accept }),
    ...(reject !== undefined && { reject }),
    ...(flags.withdraw && { withdraw: flags.withdraw }),
  };
  return {
    options: {
      urls,
      ...(repeats !== undefined && { repeats }),
      ...(parallel !== undefined && { parallel }),
      ...(settleMs !== undefined && { settleMs }),
      ...(budgetMs !== undefined && { budgetMs }),
      ...(isLanguage(language) && { language }),
      ...(viewport && { viewport }),
      ...(flags.mobile && { isMobile: true }),
      ...(Object.keys(banner).length > 0 && { banner }),
      ...(flags.route && { routes: flags.route }),
      ...(script !== undefined && { script: resolve(script) }),
      ...(flags.allowOrigin && { allowOrigins: flags.allowOrigin.map((origin) => origin.replace(/\/$/, '')) }),
      ...(browser !== undefined && { browserPath: browser }),
      ...(flags.browserArg && { browserArgs: flags.browserArg }),
      ...(flags.ignoreCertificateErrors && { ignoreCertificateErrors: true }),
    },
  };
}

function refusedUrls(urls: readonly string[]): string[] {
  if (urls.length > PAGES_MAX)
    return [`${urls.length} addresses: ${PAGES_MAX} at once are enough; pick the pages that differ in their tags.`];
  const refused = urls
    .filter((url) => !/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    .map(
      (url) =>
        `${url}: write the whole address, as https://${url.replace(/^(?:[a-z]+:\/*|\/+)/i, '') || 'example.kz/'}.`,
    );
  if (refused.length) return refused;
  const site = (url: string) => domainOf(new URL(url).hostname);
  const other = urls.find((url) => site(url) !== site(urls[0]!));
  return other === undefined
    ? []
    : [`${urls[0]} and ${other} are two sites: audit them one after the other, each with a report of its own.`];
}

/** The registrable domain; the host itself where there is none (localhost, an address). */
export function domainOf(host: string): string {
  return getDomain(host, { allowPrivateDomains: true }) ?? host;
}

function sizeOf(text: string): { readonly width: number; readonly height: number } | null {
  const [, width, height] = (/^(\d{3,4})x(\d{3,4})$/.exec(text) ?? []).map(Number);
  const fits = (side: number | undefined) => side !== undefined && side >= SIDE_PX.min && side <= SIDE_PX.max;
  return fits(width) && fits(height) ? { width: width!, height: height! } : null;
}

function wordsOf(ms: number): string {
  if (ms < 1_000) return `${ms}ms`;
  return ms <= 60_000 ? `${ms / 1_000}s` : `${ms / 60_000}m`;
}
