/** Plays JivoChat: the widget that counts visits in the page's storage, reports, and draws a chat button. */
import { noContent, type Route, script, type StandInRequest } from '../answer.ts';

const VENDOR = 'jivochat';

function runWidget(widget: string): void {
  const key = `jv_visits_count_${widget}`;
  localStorage.setItem(key, String(Number(localStorage.getItem(key)) + 1));
  document.cookie = `jv_enter_ts_${widget}=${Date.now()}; path=/; domain=${location.hostname}; max-age=86400; samesite=lax`;
  document.cookie = `${key}=${localStorage.getItem(key)}; path=/; domain=${location.hostname}; max-age=31536000; samesite=lax`;
  const request = new XMLHttpRequest();
  request.open('POST', `https://telemetry.jivosite.com/visit/${widget}`);
  request.send();
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Jivo (stand-in)';
  button.className = 'chat-stand-in';
  (document.body || document.documentElement).appendChild(button);
}

function widget(request: StandInRequest) {
  return script(runWidget, request.path.split('/')[2] ?? '');
}

export const jivochat: readonly Route[] = [
  { vendor: VENDOR, host: 'code.jivosite.com', path: '/widget/', answer: widget },
  { vendor: VENDOR, host: 'code.jivo.ru', path: '/widget/', answer: widget },
  { vendor: VENDOR, host: 'telemetry.jivosite.com', path: '/', answer: () => noContent() },
];
