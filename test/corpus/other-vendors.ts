/**
 * Owns the vendors that only the corpus needs: what they answer, as demo/stand-in does for the rest. Pure functions, served by
 * corpus-world.ts on hosts of their own.
 */
import { json, pixel, type Route, script, styles } from '../../demo/stand-in/answer.ts';

function runCookie(): void {
  document.cookie = `adlab_uid=${Math.random().toString(36).slice(2)}; path=/; max-age=31536000; samesite=lax`;
  document.cookie = 'adlab_session=1; path=/; max-age=1800; samesite=lax';
  new Image().src = 'https://cdn.adlab.example/hit.gif';
}

function runStorage(): void {
  localStorage.setItem('adlab_store', Math.random().toString(36).slice(2));
  new Image().src = 'https://cdn.adlab.example/hit.gif';
}

function runDatabase(): void {
  const opening = indexedDB.open('adlab', 1);
  opening.onupgradeneeded = () => void opening.result.createObjectStore('visits');
  opening.onsuccess = () => opening.result.close();
  new Image().src = 'https://cdn.adlab.example/hit.gif';
}

function runMatomo(): void {
  const visitor = Math.random().toString(16).slice(2).padEnd(16, '0');
  document.cookie = `_pk_id.1.c0de=${visitor}; path=/; max-age=33955200; samesite=lax`;
  const url = encodeURIComponent(location.href);
  new Image().src = `https://metrics.${location.host}/matomo.php?idsite=1&rec=1&url=${url}&_id=${visitor}`;
}

function runSift(): void {
  new Image().src = 'https://hexagon-analytics.com/images/session.gif';
}

const FAMILY = '@font-face { font-family: Inter; src: local("Arial"); }';

export const OTHER_VENDORS: readonly Route[] = [
  { vendor: 'google-fonts', host: 'fonts.googleapis.com', path: '/', answer: () => styles(FAMILY) },
  { vendor: 'liveinternet', host: 'counter.yadro.ru', path: '/', answer: () => pixel('VID=stand-in') },
  { vendor: 'sift', host: 'cdn.sift.com', path: '/', answer: () => script(runSift) },
  { vendor: 'sift', host: 'hexagon-analytics.com', path: '/', answer: () => pixel() },
  { vendor: 'adlab', host: 'cdn.adlab.example', path: '/', answer: () => pixel() },
  { vendor: 'adlab', host: 'cdn.adlab.example', path: '/cookie.js', answer: () => script(runCookie) },
  { vendor: 'adlab', host: 'cdn.adlab.example', path: '/storage.js', answer: () => script(runStorage) },
  { vendor: 'adlab', host: 'cdn.adlab.example', path: '/database.js', answer: () => script(runDatabase) },
  { vendor: 'matomo', host: 'metrics.cname-tracker.corpus.kz', path: '/matomo.js', answer: () => script(runMatomo) },
  { vendor: 'matomo', host: 'metrics.cname-tracker.corpus.kz', path: '/', answer: () => pixel() },
  {
    vendor: '',
    host: 'cdn.paysys.example',
    path: '/r/logo.gif',
    answer: () => redirect('https://www.facebook.com/tr?id=100000000000062&ev=Partner'),
  },
  {
    vendor: '',
    host: 'cdn.paysys.example',
    path: '/r/own.gif',
    answer: () => redirect('https://cdn.paysys.example/files/own.gif'),
  },
  { vendor: '', host: 'cdn.paysys.example', path: '/files/', answer: () => pixel() },
  { vendor: 'roistat', host: 'collector.roistat.com', path: '/stream', answer: stream },
  { vendor: 'roistat', host: 'collector.roistat.com', path: '/', answer: () => json({ status: 'success' }) },
];

function redirect(location: string) {
  return { status: 302, headers: { location }, body: '' };
}

/** One event, then the stream ends: the browser asks again after a day. */
function stream() {
  return { status: 200, headers: { 'content-type': 'text/event-stream' }, body: 'retry: 86400000\ndata: {}\n\n' };
}
