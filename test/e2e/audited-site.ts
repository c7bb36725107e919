/**
 * Owns the sites that the audit's driver is tried on: one page per mechanism or misfortune, by path, on real names at the stand-in server.
 * Leaves to others: what the audit has to say of them (audit-driver.spec.ts).
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HostContent } from '../support/stand-in-server.ts';

export const SITE = 'https://audited.kz';
/** Nobody's in the catalogue. */
export const TRACKER = 'https://pixel.tracker.kz';

interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const html = (body: string, more: Omit<Answer, 'body'> = {}): Answer => ({ body, ...more });
const script = (body: string): Answer => ({ type: 'text/javascript', body });

/** Each request has its own path at the tracker, so that the test can name it. */
const MECHANISMS = `<!doctype html>
<html lang="ru"><head><title>Механизмы</title>
<link rel="preload" as="script" href="${TRACKER}/preload.js">
<style>body{background:url(${TRACKER}/style.gif)}</style>
<script>
  function later() {
    new Image().src = '${TRACKER}/async.gif';
  }
  setTimeout(later, 30);
  localStorage.setItem('by-inline', '1');
  document.cookie = 'inline_cookie=1; Max-Age=3600';
</script>
<script src="/own.js"></script>
</head><body>
<img src="${TRACKER}/parsed.gif?id=7" alt="">
<picture><source srcset="${TRACKER}/set.gif 1x"><img src="/nothing.gif" alt=""></picture>
<noscript><img src="${TRACKER}/noscript.gif" alt=""></noscript>
<img src="/go" alt="">
<iframe src="https://frame.other.kz/frame"></iframe>
<iframe srcdoc="<img src='${TRACKER}/srcdoc.gif'>"></iframe>
<a href="${TRACKER}/link">elsewhere</a>
<form action="${TRACKER}/form"><input name="phone"><button>Принять</button></form>
</body></html>`;

const OWN = `
fetch('${TRACKER}/fetch?x=1', { method: 'POST', body: 'name=value', mode: 'no-cors' }).catch(() => {});
navigator.sendBeacon('${TRACKER}/beacon', 'beaconed');
new WebSocket('wss://pixel.tracker.kz/socket');
new EventSource('${TRACKER}/events');
new Worker('/worker.js');
navigator.serviceWorker.register('/service.js');
indexedDB.open('by-file');
caches.open('by-cache');
`;

const CSP = "default-src 'none'; script-src 'unsafe-inline'";

const PAGES: Readonly<Record<string, Answer>> = {
  '/': html('<!doctype html><title>Тихо</title><p>Ничего'),
  '/mechanisms': html(MECHANISMS),
  '/own.js': script(OWN),
  '/worker.js': script(`fetch('${TRACKER}/worker', { mode: 'no-cors' }).catch(() => {})`),
  // Each of its own address is a worker of its own.
  '/shared': html(
    `<!doctype html><title>Общие</title><script>for (let n = 1; n <= 8; n++) new SharedWorker('/shared.js?' + n)</script>`,
  ),
  '/shared.js': script(
    `const n = location.search.slice(1); fetch('${TRACKER}/first-' + n, { mode: 'no-cors' }); setTimeout(() => fetch('${TRACKER}/later-' + n, { mode: 'no-cors' }), 300)`,
  ),
  '/service.js': script(
    `oninstall = (e) => e.waitUntil(fetch('${TRACKER}/service', { mode: 'no-cors' }).catch(() => {}).then(() => skipWaiting()))`,
  ),
  '/go': { status: 302, headers: { location: `${TRACKER}/redirected.gif`, 'set-cookie': 'hop=1; Max-Age=60' } },
  '/policy': html(
    `<!doctype html><title>Запрещено</title><img src="${TRACKER}/forbidden.gif"><script>fetch('${TRACKER}/forbidden').catch(()=>{});new WebSocket('wss://pixel.tracker.kz/forbidden')</script>`,
    { headers: { 'content-security-policy': CSP } },
  ),
  '/loud': html(
    `<!doctype html><title>Шум</title><script>setInterval(()=>fetch('/nothing.gif').catch(()=>{}),80)</script>`,
  ),
  '/unread': html('<!doctype html><title>Чтение</title><script src="/never.js"></script><p>Остаток'),
  '/loop': { status: 302, headers: { location: '/loop' } },
  '/dialogs': html(
    `<!doctype html><script>onload=()=>{alert(1);confirm(2);prompt(3)};onbeforeunload=()=>'stay'</script>`,
  ),
  '/file': { type: 'application/zip', headers: { 'content-disposition': 'attachment; filename=a.zip' }, body: 'PK' },
  '/saves': html(`<!doctype html><a href="/file" download>x</a><script>document.querySelector('a').click()</script>`),
  '/broken': html('<!doctype html><title>500</title>', { status: 500 }),
  '/wall': html('<!doctype html><title>Just a moment...</title><form id="challenge-form"></form>', { status: 403 }),
  '/windows': html(`<!doctype html><script>onload=()=>window.open('${TRACKER}/window')</script>`),
  '/leaves': html(`<!doctype html><script>onload=()=>{location.href='${TRACKER}/elsewhere'}</script>`),
  '/many': html(`<!doctype html><script>for(let i=0;i<900;i++)new Image().src='/nothing.gif?'+i</script>`),
  '/hangs': html('<!doctype html><script>onload=()=>{setTimeout(()=>{for(;;);},50)}</script>'),
  '/served': html(
    `<!doctype html><title>Служба</title><script>navigator.serviceWorker.register('/all.js').then(()=>navigator.serviceWorker.ready).then((r)=>{if(navigator.serviceWorker.controller){new Image().src='${TRACKER}/passed.gif';new Image().src='${TRACKER}/kept.gif'}else if(r)navigator.serviceWorker.addEventListener('controllerchange',()=>location.reload())})</script>`,
  ),
  '/all.js': script(
    `oninstall=()=>skipWaiting();onactivate=(e)=>e.waitUntil(clients.claim());onfetch=(e)=>e.respondWith(e.request.url.includes('kept')?new Response('kept'):fetch(e.request))`,
  ),
  '/banner': html(
    `<!doctype html><title>Баннер</title><script>
if (localStorage.said === 'yes') new Image().src = '${TRACKER}/agreed.gif';
</script><body><form><button>Принять</button></form><main></main><script>
const host = document.querySelector('main'), root = host.attachShadow({ mode: 'open' });
if (!localStorage.said) root.innerHTML = '<p>Бұл сайт cookie файлдарын пайдаланады</p><button id=y>Барлығын қабылдау</button><button id=n>Бас тарту</button>';
else root.innerHTML = '<p>cookie</p><button id=s>Cookie параметрлері</button>';
root.addEventListener('click', (e) => {
  const id = e.target.id;
  if (id === 'y') { localStorage.said = 'yes'; new Image().src = '${TRACKER}/agreed.gif'; root.innerHTML = '<p>cookie</p><button id=s>Cookie параметрлері</button>'; }
  if (id === 'n') { localStorage.said = 'no'; root.innerHTML = '<p>cookie</p><button id=s>Cookie параметрлері</button>'; }
  if (id === 's') root.innerHTML = '<p>cookie</p><button id=n>Келісімді қайтарып алу</button>';
});
</script>`,
  ),
};

function send(
  outgoing: ServerResponse,
  { status = 200, type = 'text/html; charset=utf-8', headers, body }: Answer,
): void {
  outgoing.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...headers });
  outgoing.end(body ?? '');
}

function site(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const path = (incoming.url ?? '/').replace(/\?.*/s, '');
  if (path === '/never.js') return;
  send(outgoing, PAGES[path] ?? { status: path.endsWith('.gif') ? 200 : 404, type: 'image/gif', body: '' });
}

function frame(_incoming: IncomingMessage, outgoing: ServerResponse): void {
  send(outgoing, html(`<!doctype html><title>Рамка</title>\n<img src="${TRACKER}/frame.gif" alt="">`));
}

function tracker(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const isEvents = incoming.url === '/events';
  send(outgoing, {
    type: isEvents ? 'text/event-stream' : 'image/gif',
    headers: { 'access-control-allow-origin': '*', 'set-cookie': 'tracked=1; Max-Age=60; Secure; SameSite=None' },
  });
}

export const AUDITED: Readonly<Record<string, HostContent>> = {
  'audited.kz': site,
  'frame.other.kz': frame,
  'pixel.tracker.kz': tracker,
};
