/**
 * Owns a shop on one of the pages of test/pages/install, with Kelisim as its guide says, the marked snippets of docs/snippets.md, and whatever
 * optimiser the test puts between. Leaves to others: the optimisers (test/support/optimisers.ts), what arrived (proof.ts).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SiteConfig } from '../../src/core/config.ts';
import type { DemoWorld } from '../support/demo-world.ts';
import { readSnippets } from '../support/guides.ts';

export const SHOP = 'shop.example.kz';
export const SHOP_URL = `https://${SHOP}/`;
const PAGES = join(import.meta.dirname, '../pages/install');

/** Three vendors of three kinds: an inline loader, a file of its own, an image of an old campaign. */
export const COUNTERS: SiteConfig['services'] = [
  { vendor: 'yandex-metrica' },
  { vendor: 'jivochat' },
  { vendor: 'meta-pixel' },
];
/** What each of them sends, once. */
export const ARRIVALS: Readonly<Record<string, readonly string[]>> = {
  'yandex-metrica': ['mc.yandex.ru/metrika/tag.js', 'mc.yandex.ru/watch/100000009'],
  jivochat: ['code.jivosite.com/widget/DEMO0009', 'telemetry.jivosite.com/visit/'],
  'meta-pixel': ['connect.facebook.net/en_US/fbevents.js', 'www.facebook.com/tr/?ev=PageView'],
};
const IN_HEAD = ['Yandex Metrica', 'Meta (Facebook) Pixel'];
const IN_BODY = ['Jivo'];

export interface ShopOptions {
  readonly page: 'plain' | 'bitrix' | 'tilda' | 'wordpress' | 'gtm';
  /** What stands where the guide says. */
  readonly tag: string;
  /** Folder served under `/kelisim/`. */
  readonly kelisim?: string;
  /** In place of the marked counters. */
  readonly head?: string;
  readonly body?: string;
  readonly optimiser?: (html: string) => string;
  /** More files by path. */
  readonly files?: () => Readonly<Record<string, string>>;
}

export function counters(titles: readonly string[], form: 'printed' | 'marked' = 'marked'): string {
  const snippets = readSnippets();
  return titles.map((title) => snippets.find((snippet) => snippet.title === title)?.[form] ?? fail(title)).join('\n');
}

function fail(title: string): never {
  throw new Error(`docs/snippets.md has no part "${title}"`);
}

export function shopHtml({ page, tag, head, body, optimiser = (html) => html }: ShopOptions): string {
  const parts: Readonly<Record<string, string>> = {
    'kelisim:tag': tag,
    'counters:head': head ?? counters(IN_HEAD),
    'counters:body': body ?? counters(IN_BODY),
  };
  const html = readFileSync(join(PAGES, `${page}.html`), 'utf8');
  return optimiser(
    html.replace(/<!-- (kelisim:tag|counters:head|counters:body) -->/g, (_, name: string) => parts[name]!),
  );
}

/** The file behind a path of the shop: Kelisim's, a made one, or an empty one of its system. */
export function shopFile({ kelisim, files = () => ({}) }: ShopOptions, path: string): string {
  if (kelisim && path.startsWith('/kelisim/'))
    return readFileSync(join(kelisim, path.slice('/kelisim/'.length)), 'utf8');
  return files()[path] ?? (path.endsWith('core.min.js') ? 'BX.setCSSList = function () {};' : '/* of the shop */');
}

export function serveShop(world: DemoWorld, options: ShopOptions): void {
  const html = shopHtml(options);
  world.standIn.setHost(SHOP, (incoming, outgoing) => {
    const path = (incoming.url ?? '/').replace(/\?.*/s, '');
    const last = path.split('/').at(-1)!;
    if (!last.includes('.')) {
      outgoing.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      return void outgoing.end(html);
    }
    const type = path.endsWith('.css') ? 'text/css' : path.endsWith('.json') ? 'application/json' : 'text/javascript';
    outgoing.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' });
    outgoing.end(shopFile(options, path));
  });
}
