// The same without a framework: a listener for node:http. `save(site, records)` inserts each record under its id once and resolves when it is on
// disk; what it throws becomes 503, and the browser asks again later.
const PATH = /^\/v1\/sites\/([a-z0-9-]{1,40})\/records$/;
const MAX_BYTES = 48 * 1024;

/**
 * @param {(site: string, records: object[]) => Promise<void>} save
 * @returns {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => Promise<void>}
 */
export function recordsListener(save) {
  return async (request, response) => {
    const site = PATH.exec(request.url ?? '')?.[1];
    /** @param {number} status @param {Record<string, string>} [headers] */
    const answer = (status, headers = {}) => {
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end('{}');
    };
    if (request.method !== 'POST' || !site) return answer(404);
    const chunks = [];
    let length = 0;
    for await (const chunk of request) {
      length += chunk.length;
      if (length > MAX_BYTES) return answer(413);
      chunks.push(chunk);
    }
    let records;
    try {
      ({ records } = JSON.parse(Buffer.concat(chunks).toString('utf8')));
    } catch {
      return answer(400);
    }
    if (!Array.isArray(records)) return answer(400);
    try {
      await save(site, records);
      answer(200);
    } catch {
      answer(503, { 'Retry-After': '30' });
    }
  };
}
