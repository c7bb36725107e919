/**
 * Owns a vendor script that goes on trying: appended to what the stand-in plays, it sends in every way there is, ten times a second, and writes
 * into each address the page's own time. Whether it still sends after a withdrawal is then a comparison of numbers, not a matter of waiting.
 */
import type { Page } from '@playwright/test';
import type { Received } from '../../demo/stand-in/received-log.ts';

const EVERY_MS = 100;

/** Script text to append. @param address `https://host/path` of the vendor. */
export function heartbeat(address: string): string {
  return `;setInterval(function () {
    window.beats = (window.beats || 0) + 1;
    var url = '${address}?beat=' + Date.now();
    new Image().src = url;
    fetch(url, { mode: 'no-cors' }).catch(function () {});
    navigator.sendBeacon(url);
    var call = new XMLHttpRequest(); call.open('GET', url); call.onerror = function () {}; call.send();
    var tag = document.createElement('script'); tag.src = url; document.head.appendChild(tag); tag.remove();
    document.cookie = '_fbp=again; path=/; domain=' + location.hostname;
  }, ${EVERY_MS});\n`;
}

/** How often it tried in this page. */
export function beatsOf(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { beats?: number }).beats ?? 0);
}

/** Beats that were sent after a moment of the page's clock. */
export function beatsAfter(arrivals: readonly Received[], momentMs: number): string[] {
  return arrivals
    .filter(({ query }) => Number(/[?&]beat=(\d+)/.exec(query)?.[1] ?? 0) > momentMs)
    .map(({ host, path, query, kind }) => `${kind} ${host}${path}${query}`);
}
