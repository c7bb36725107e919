/** Plays Microsoft Clarity: the tag, the recorder it loads, the upload and the match pixel. */
import { noContent, pixel, type Route, script, type StandInRequest } from '../answer.ts';

const VENDOR = 'microsoft-clarity';

function runTag(project: string): void {
  const recorder = document.createElement('script');
  recorder.async = true;
  recorder.src = `https://scripts.clarity.ms/stand-in/clarity.js?project=${project}`;
  document.head.appendChild(recorder);
}

function runRecorder(project: string): void {
  const id = Math.random().toString(36).slice(2);
  document.cookie = `_clck=${id}%5E2; path=/; domain=${location.hostname}; max-age=31536000; samesite=lax`;
  document.cookie = `_clsk=${id}%5E${Date.now()}; path=/; domain=${location.hostname}; max-age=86400; samesite=lax`;
  sessionStorage.setItem('_cltk', id);
  const request = new XMLHttpRequest();
  request.open('POST', 'https://k.clarity.ms/collect');
  request.send(JSON.stringify({ e: ['stand-in', 1, project], p: [] }));
  new Image().src = 'https://c.clarity.ms/c.gif';
}

function tag(request: StandInRequest) {
  return script(runTag, request.path.split('/')[2] ?? '');
}

export const microsoftClarity: readonly Route[] = [
  { vendor: VENDOR, host: 'www.clarity.ms', path: '/tag/', answer: tag },
  {
    vendor: VENDOR,
    host: 'scripts.clarity.ms',
    path: '/',
    answer: (request) => script(runRecorder, new URLSearchParams(request.query).get('project') ?? ''),
  },
  { vendor: VENDOR, host: 'c.clarity.ms', path: '/c.gif', answer: () => pixel('MUID=stand-in') },
  { vendor: VENDOR, host: '*.clarity.ms', path: '/', answer: () => noContent('CLID=stand-in') },
];
