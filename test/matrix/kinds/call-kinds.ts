/**
 * Owns the dynamic kinds that are calls, and what calls in workers can do. Calls are dropped by design: made again after the visitor accepted,
 * they must arrive.
 */
import { dynamicKinds, type Kind } from './kind.ts';

const NETWORK = dynamicKinds('network', 'Network calls', { type: 'txt', release: 'again' }, [
  ['fetch', 'fetch(text)', 'fetch(url).catch(none)'],
  ['fetch-url', 'fetch(URL object)', 'fetch(new URL(url)).catch(none)'],
  ['fetch-request', 'fetch(Request)', 'fetch(new Request(url)).catch(none)'],
  [
    'fetch-keepalive',
    'fetch with keepalive, POST',
    'fetch(url,{method:"POST",keepalive:true,body:"x",mode:"no-cors"}).catch(none)',
  ],
  ['fetch-later', 'fetchLater', 'fetchLater(url,{activateAfter:0})', { silentIn: ['firefox', 'webkit'] }],
  ['xhr', 'XMLHttpRequest', 'var x=new XMLHttpRequest();x.open("GET",url);x.send()'],
  ['xhr-sync', 'XMLHttpRequest, synchronous', 'var x=new XMLHttpRequest();x.open("GET",url,false);x.send()'],
  ['send-beacon', 'sendBeacon', 'navigator.sendBeacon(url,"x")'],
  ['websocket', 'WebSocket', 'new WebSocket(url.replace("http","ws"))'],
  ['event-source', 'EventSource', 'new EventSource(url)'],
  [
    'audio-worklet',
    'audioWorklet.addModule',
    'new OfflineAudioContext(1,1,44100).audioWorklet.addModule(url).catch(none)',
    { type: 'js' },
  ],
]);

const FETCH = '"fetch("+JSON.stringify(url)+")"';
const IMPORT = '"importScripts("+JSON.stringify(url)+")"';
const blob = (code: string) => `URL.createObjectURL(new Blob([${code}],{type:"text/javascript"}))`;
const data = (code: string) => `"data:text/javascript,"+encodeURIComponent(${code})`;

const WORKERS = dynamicKinds('network', 'Workers', { type: 'txt', release: 'again' }, [
  ['worker-blob-fetch', 'blob worker: fetch', `new Worker(${blob(FETCH)})`],
  ['worker-blob-import', 'blob worker: importScripts', `new Worker(${blob(IMPORT)})`],
  [
    'worker-blob-xhr',
    'blob worker: XMLHttpRequest',
    `new Worker(${blob('"var x=new XMLHttpRequest();x.open(\'GET\',"+JSON.stringify(url)+");x.send()"')})`,
  ],
  [
    'worker-blob-websocket',
    'blob worker: WebSocket',
    `new Worker(${blob('"new WebSocket("+JSON.stringify(url.replace("http","ws"))+")"')})`,
  ],
  ['worker-data-fetch', 'data: worker: fetch', `new Worker(${data(FETCH)})`],
  ['worker-data-import', 'data: worker: importScripts', `new Worker(${data(IMPORT)})`],
  [
    'worker-module',
    'module worker: import',
    `new Worker(${blob('"import "+JSON.stringify(url)')},{type:"module"})`,
    { type: 'js' },
  ],
  ['worker-shared-blob', 'shared blob worker: fetch', `new SharedWorker(${blob(FETCH)})`],
  ['worker-shared-data', 'shared data: worker: fetch', `new SharedWorker(${data(FETCH)})`],
  [
    'worker-nested',
    'blob worker in a blob worker: fetch',
    `new Worker(${blob(`"new Worker(URL.createObjectURL(new Blob(["+JSON.stringify(${FETCH})+"])))"`)})`,
  ],
  [
    'worker-own-file',
    "worker from the site's own file: fetch",
    'new Worker("/own/worker.js?to="+encodeURIComponent(url))',
  ],
]);

export const CALL_KINDS: readonly Kind[] = [...NETWORK, ...WORKERS];
