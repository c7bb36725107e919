/**
 * Owns the server side of the gate's browser tests: the head script as the build makes it, filled with a small test site; the pages that the
 * tests define; and a tracker on an origin of its own (127.0.0.1, the pages are on localhost) that logs what reached it.
 * Leaves to others: what a page holds (the tests), opening it (gate/gate-page.ts).
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build as viteBuild } from 'vite';
import { fillHead } from '../../src/cli/fill-head.ts';
import { bannerStyle } from '../../src/core/banner-style.ts';
import { BANNER_TEXTS } from '../../src/core/generated/banner-texts.ts';
import { noticeTexts } from '../../src/core/notice-texts.ts';
import { resolveSite } from '../../src/core/resolve-site.ts';
import { packRules } from '../../src/vendors/matcher.ts';
import { packCatalogue, packHosts } from '../../src/vendors/pack-hosts.ts';
import { buildHead } from '../../tools/build.ts';
import { fencePlugin } from './fence/fence-plugin.mjs';

const TRACKER_HOST = '127.0.0.1';
const CACHE = join(import.meta.dirname, '../../.cache/gate-test');
/** RFC 6455 §1.3. */
const WEBSOCKET_KEY = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const TYPES = { js: 'text/javascript', gif: 'image/gif', html: 'text/html', css: 'text/css', txt: 'text/plain' };

/** Vendors by path, since all of them are played on one host. `stray` is in no config. */
const CATALOGUE = {
  stat: { m: `${TRACKER_HOST}/t/stat`, c: 'a', k: '_t_id _t_ses_*' },
  ads: { m: `${TRACKER_HOST}/t/ads`, c: 'd', x: 1 },
  chat: { m: `${TRACKER_HOST}/t/chat`, c: 'f' },
  replay: { m: `${TRACKER_HOST}/t/replay`, c: 'a', r: 1 },
  box: { m: `${TRACKER_HOST}/t/box`, t: 1 },
  need: { m: `${TRACKER_HOST}/t/need`, c: 'n' },
  stray: { m: `${TRACKER_HOST}/t/stray`, c: 'd' },
};

const CONFIG = {
  version: 1,
  site: 'gate-test',
  operators: [{ name: { kk: 'ЖШС «Сынақ»', ru: 'ТОО «Проверка»', en: 'Trial LLP' } }],
  policy: { edition: '1', url: { kk: '/policy', ru: '/policy' } },
  services: [
    { vendor: 'stat' },
    { vendor: 'ads' },
    { vendor: 'chat' },
    { vendor: 'replay' },
    { vendor: 'box', contains: ['stat', 'ads'] },
    { vendor: 'need' },
  ],
  cookies: { keep: ['_t_ses_kept'] },
};

/** What a page may ask of the head; everything else of it is the page's own HTML. */
const FORMS = {
  none: () => '',
  inline: (page) => `<script ${nonceOf(page)}>${script(page)}</script>`,
  tag: (page) => `<script src="/gate/head/${page.id}.js" ${nonceOf(page)}></script>`,
  // The generic file, its config in the page or behind an address.
  generic: (page) =>
    `${page.config === undefined ? '' : `<script type="application/json" id="kelisim-config">${page.config}</script>`}<script>${script(page)}</script>`,
  'data-config': (page) =>
    `<script src="/gate/head/${page.id}.js" data-config="/gate/config/${page.id}.json"></script>`,
};

const pages = new Map();
const log = [];
let templates;

function nonceOf({ nonce }) {
  return nonce ? `nonce="${nonce}"` : '';
}

function script({ gate, site = {}, client = 'client', catalogue: more = {} }) {
  const dir = `/gate/${client}/`;
  // Vendors of the real catalogue, each on a path of the tracker.
  const catalogue = { ...CATALOGUE, ...more };
  if (gate === 'generic' || gate === 'data-config')
    return fillHead(templates.generic, { rules: packCatalogue(catalogue), dir });
  const resolved = resolveSite({ ...CONFIG, ...site }, catalogue);
  return fillHead(templates.site, {
    site: packHosts(resolved),
    texts: noticeTexts(resolved, BANNER_TEXTS, 'localhost'),
    style: bannerStyle(resolved.config.ui),
    dir,
  });
}

/** Every vendor, as `kelisim build` fills it. */
function worker() {
  const rules = Object.fromEntries(Object.entries(CATALOGUE).map(([id, { m }]) => [id, packRules(m)]));
  return fillHead(templates.worker, { rules });
}

async function buildTemplates() {
  await buildHead('head-entry.ts', 'template.js', CACHE);
  await buildHead('head-generic-entry.ts', 'generic.js', CACHE);
  await buildHead('worker/worker-entry.ts', 'worker.js', CACHE);
  const read = (name) => readFileSync(join(CACHE, name), 'utf8');
  templates = { site: read('template.js'), generic: read('generic.js'), worker: read('worker.js') };
}

/** The client's side of the border, playing along and remembering who called what. */
const CLIENT = ['start', 'openSettings', 'showPlaceholders', 'warmUp', 'openPanel']
  .map(
    (name) => `export async function ${name}(api) { (window.clientCalls = window.clientCalls || []).push('${name}'); }`,
  )
  .join('\n');

const libraries = new Map();

/** A vendor's real library from its package, in one file with the code that puts it on window, as a site's own bundle would have it. */
function libraryOf(name) {
  if (!libraries.has(name)) libraries.set(name, bundle(join(import.meta.dirname, 'signals/libraries', `${name}.ts`)));
  return libraries.get(name);
}

async function bundle(entry) {
  const [{ output }] = await viteBuild({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'library' } },
  });
  return output[0].code;
}

async function servePage(context) {
  const [, folder, name] = /^\/gate\/([a-z]+)\/(.+)$/.exec(context.path) ?? [];
  const page = pages.get((name ?? '').split('.')[0]);
  const delayMs = Number(context.query.delay ?? 0);
  if (delayMs) await wait(delayMs);
  if (context.path === '/gate/server.json')
    return { body: JSON.stringify({ tracker: `http://${TRACKER_HOST}:${port()}` }), type: 'json' };
  if (folder === 'page' && page) {
    const { html, headers } = page;
    return { body: html.replace('<!--kelisim-->', () => FORMS[page.gate](page)), type: 'html', headers: headers ?? {} };
  }
  if (folder === 'head' && page) return { body: script(page), type: 'js' };
  if (folder === 'config' && page) return { body: page.config ?? '', type: 'json' };
  if (folder === 'client') return { body: name === 'kelisim-worker.js' ? worker() : CLIENT, type: 'js' };
  if (folder === 'library') return { body: await libraryOf(name), type: 'js' };
  if (folder === 'own') return { body: context.query.code ?? '', type: 'js' };
  return undefined;
}

const server = createServer((request, response) => {
  answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
});

async function answer(request, response) {
  const url = new URL(request.url, `http://${TRACKER_HOST}`);
  // A library that makes its own addresses keeps a path: the run may stand in it, as `~<run>`.
  const run = url.searchParams.get('run') ?? /\/~(\w+)/.exec(url.pathname)?.[1] ?? null;
  response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
  response.setHeader('access-control-allow-credentials', 'true');
  response.setHeader('access-control-allow-headers', request.headers['access-control-request-headers'] ?? '*');
  response.setHeader('cache-control', 'no-store');
  if (url.pathname === '/log')
    return response.end(JSON.stringify(log.filter((entry) => entry.run === run).map((entry) => entry.name)));
  if (url.pathname === '/bodies')
    return response.end(JSON.stringify(log.filter((entry) => entry.run === run && entry.body).map(({ body }) => body)));
  if (url.pathname === '/pages') {
    const page = JSON.parse(await bodyOf(request));
    pages.set(page.id, page);
    return response.end();
  }
  const name = url.pathname.replace(/^\/(?:t\/)?/, '').replace(/\/~\w+/, '');
  const entry = { run, name, body: '' };
  log.push(entry);
  entry.body = decodeURIComponent(url.search.replace(/\+/g, ' ')) + (await bodyOf(request));
  await wait(Number(url.searchParams.get('delay') ?? 0));
  const type = /\.([a-z]+)$/.exec(name)?.[1];
  const ran = `(window.ran = window.ran || []).push(${JSON.stringify(name)});`;
  const code = url.searchParams.get('code');
  const status = Number(url.searchParams.get('status') ?? 200);
  response.writeHead(status, { 'content-type': TYPES[type] ?? TYPES.txt });
  if (type === 'gif') return response.end(PIXEL);
  if (type === 'js') return response.end(`${ran}\n${code ?? ''}`);
  // What libraries take for success.
  return response.end(url.pathname.includes('/~') ? '{"status":1,"code":200}' : '');
}

server.on('upgrade', (request, socket) => {
  const url = new URL(request.url, `http://${TRACKER_HOST}`);
  log.push({ run: url.searchParams.get('run'), name: url.pathname.replace(/^\/t\//, '') });
  const accept = createHash('sha1')
    .update(request.headers['sec-websocket-key'] + WEBSOCKET_KEY)
    .digest('base64');
  socket.on('error', () => socket.destroy());
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
});

async function bodyOf(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

function port() {
  return server.address().port;
}

export const plugins = [
  {
    name: 'gate-tracker',
    async serverStart() {
      await buildTemplates();
      await new Promise((listening) => server.listen(0, TRACKER_HOST, listening));
    },
    serverStop() {
      server.closeAllConnections();
      server.close();
    },
    serve: servePage,
  },
  fencePlugin,
];
