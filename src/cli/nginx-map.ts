/**
 * Owns level header for nginx: maps that read the choice cookie as core/choice-cookie.ts does and put the policy of core/fence-policy.ts
 * together. nginx has neither arithmetic nor several values per cookie, so: the days that count are a table from a cookie's day to the seconds
 * between which it counts, `$msec` is compared with them digit by digit in one expression, and of two cookies that differ the newer is found
 * the same way. Whatever is in doubt is no choice. Leaves to others: single services (nginx-services.ts).
 */
import { CHOICE_COOKIE_MAX_BYTES } from '../core/choice-cookie.ts';
import { type FenceData, policyText } from '../core/fence-policy.ts';
import { OPEN_POLICY } from './open-policy.ts';
import { chunksOf, mapBlock } from './nginx-block.ts';
import { serviceMaps, sourceMaps } from './nginx-services.ts';
import { CHOICE_COOKIE_NAME } from '../core/storage-keys.ts';

const DAY_SECONDS = 86_400;
const YEAR_DAYS = 365;
/** How long a printed table lasts. Afterwards new choices do not count: closed. */
export const TABLE_YEARS = 3;

const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
/** What follows the day: letters or 0, then exceptions. */
const GRANTED = String.raw`(?:0|[a-z]{1,26})(?:\.[+-][a-z0-9-]{1,40})*`;

/**
 * @param site the site's id; all variables carry it, so that one nginx can serve several sites.
 * @param today whole days since 1970-01-01 UTC.
 */
export function nginxMaps(fence: FenceData, site: string, today: number): string {
  const name = `kelisim_${site.replaceAll('-', '_')}`;
  const lastDay = today + TABLE_YEARS * YEAR_DAYS;
  return [
    `# Kelisim, level header, for the site "${site}".`,
    '# In http { }, once:',
    `#   include kelisim-${site}.conf;`,
    '#   variables_hash_max_size 2048;   # only if nginx warns about it: with several sites there are many variables',
    '# Where the pages are answered (a location with an add_header of its own does not inherit any):',
    `#   add_header Content-Security-Policy $${name}_policy always;`,
    '#   add_header Cache-Control "private, no-cache";',
    '# Pages differ by cookie: no cache that several visitors share may keep them with this header, unless the choice cookie is in its key.',
    '# nginx adds the header to what comes out of its own proxy_cache, so that one may stay.',
    `# Choices made after ${dateOf(lastDay)} do not count in this table: print it anew before. Print it anew, too, whenever site.json changes.`,
    '',
    cookieMaps(fence, name),
    dayTable(fence, name, today, lastDay),
    timeMap(fence, name),
    serviceMaps(fence, name),
    sourceMaps(fence, name),
    policyMap(fence, name),
  ].join('\n');
}

/** The text of the choice cookie that counts by form and scope: of two the newer; three are more than any browser should send. */
function cookieMaps({ scope }: FenceData, name: string): string {
  const start = String.raw`(?:^|;)\s*${CHOICE_COOKIE_NAME}=(?=[^;]{1,${CHOICE_COOKIE_MAX_BYTES}}(?:;|$))`;
  const end = String.raw`(?=\s*(?:;|$))`;
  const day = String.raw`0?(?=[1-9]\d{4}\.)`;
  const text = String.raw`1\.${scope}\.${day}\d+\.${GRANTED}`;
  const first = String.raw`${start}(1\.${scope}\.${day}(\d*)(\d)\d*\.${GRANTED})${end}`;
  const second = String.raw`${start}(1\.${scope}\.${day}\g{2}(\d)\d*\.${GRANTED})${end}`;
  const newer = DIGITS.slice(0, 9).map((digit) => `${digit}[${digit + 1}-9]`);
  return [
    mapBlock('$http_cookie', `${name}_found`, [
      [`"~(?:${start}${text}${end}.*?){3}"`, ''],
      // The first digit in which their days differ (the last, when they do not), then both texts.
      [`"~${first}.*${second}"`, '$3$5 $1 $4'],
      [`"~${start}(${text})${end}"`, '$1'],
      ['default', ''],
    ]),
    mapBlock(`$${name}_found`, `${name}_text`, [
      [String.raw`"~^(?:${newer.join('|')}) \S+ (\S+)$"`, '$1'],
      [String.raw`"~^\d\d (\S+) \S+$"`, '$1'],
      [String.raw`"~^(\S+)$"`, '$1'],
      ['default', ''],
    ]),
    mapBlock(`$${name}_text`, `${name}_day`, [
      [String.raw`"~^1\.[0-9a-f]+\.0?(\d{5})\."`, '$1'],
      ['default', ''],
    ]),
  ].join('\n');
}

/** From the day in the cookie to the seconds between which it counts: not before the day before (a clock may be ahead), up to its term. */
function dayTable({ termDays }: FenceData, name: string, today: number, lastDay: number): string {
  const lines: [string, string][] = [];
  for (let day = today - termDays; day <= lastDay; day++)
    lines.push([String(day), `${(day - 1) * DAY_SECONDS - 1}:${(day + termDays) * DAY_SECONDS}`]);
  return mapBlock(`$${name}_day`, `${name}_span`, [...lines, ['default', '']]);
}

/** Letters and exceptions while the choice counts. Both numbers have ten digits, as `$msec` has until the year 2286. */
function timeMap({ scope }: FenceData, name: string): string {
  // "now:after:before": equal up to some digit, then greater than `after` and less than `before`.
  const greater = DIGITS.slice(1).map((digit) => String.raw`${digit}\d*[.]\d+:\g{1}[0-${digit - 1}]`);
  const less = DIGITS.slice(0, 9).map((digit) => String.raw`${digit}\d*[.]\d+:\d+:\g{2}[${digit + 1}-9]`);
  const inSpan = String.raw`(?=(\d*)(?:${greater.join('|')}))(?=(\d*)(?:${less.join('|')}))`;
  return mapBlock(`$msec:$${name}_span $${name}_text`, `${name}_choice`, [
    [String.raw`"~^(?=\d{10}[.]\d+:\d{10}:\d{10} )${inSpan}\S+ 1\.${scope}\.\d+\.(\S+)$"`, '$3'],
    ['default', ''],
  ]);
}

function policyMap({ services, forms, always, open }: FenceData, name: string): string {
  const opens = chunksOf(open.split(' '));
  const openMaps = opens.map((text, i) => mapBlock('', `${name}_open${i}`, [['default', text]]));
  const granted = services.map((_, i) => `$${name}_s${i}`).join('');
  const vars = [...opens.map((_, i) => `\${${name}_open${i}}`), `\${${name}_sources}`].join('');
  return [
    ...openMaps,
    mapBlock(`1${granted}`, `${name}_policy`, [
      ...(always ? [] : ([['"~^1+$"', OPEN_POLICY]] as const)),
      ['default', policyText(vars, forms)],
    ]),
  ].join('\n');
}

function dateOf(day: number): string {
  return new Date(day * DAY_SECONDS * 1000).toISOString().slice(0, 10);
}
