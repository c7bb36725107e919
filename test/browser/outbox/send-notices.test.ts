import { expect } from '@esm-bundle/chai';
import { sendNotices } from '../../../src/client/outbox/send-notices.ts';
import { firstVisit, stub } from './page-state.ts';

const WAY = {
  base: 'https://jetfin.kz/kelisim/k0123456789/',
  endpoint: 'https://collector.example.kz/',
  site: 'jetfin',
  headers: { 'x-site-key': 'k' },
};

let number = 0;

/** A notice of its own for each test: what was tried on a page is not tried again. */
async function notice(): Promise<{ hash: string; text: string }> {
  const text = JSON.stringify({ version: 1, banner: { kk: 'Келісемін' }, number: number++ });
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return { hash: Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''), text };
}

interface Call {
  readonly url: string;
  readonly init: RequestInit;
}

/** @param file what the site answers for the notice. */
function web(file: () => Response): Call[] {
  const calls: Call[] = [];
  stub(window, 'fetch', {
    value: async (url: string | URL, init: RequestInit) => {
      calls.push({ url: String(url), init });
      return calls.length % 2 ? file() : Response.json({ v: 1 });
    },
  });
  return calls;
}

describe('a notice that the collector lacks', () => {
  beforeEach(firstVisit);

  it('is taken from beside the head file and posted as it is, once a page', async () => {
    const { hash, text } = await notice();
    const calls = web(() => new Response(text));
    await sendNotices([hash], WAY);
    await sendNotices([hash], WAY);
    expect(calls.map(({ url }) => url)).to.deep.equal([
      `https://jetfin.kz/kelisim/notices/${hash}.json`,
      'https://collector.example.kz/v1/sites/jetfin/notices',
    ]);
    expect(JSON.parse(calls[1]!.init.body as string)).to.deep.equal({ v: 1, hash, text });
    expect(calls[1]!.init.headers).to.deep.equal({ 'content-type': 'text/plain;charset=UTF-8', 'x-site-key': 'k' });
    expect(calls.map(({ init }) => init.credentials)).to.deep.equal(['omit', 'omit']);
  });

  it('is not posted when the file is gone, another text, a page for every address, or far too long', async () => {
    const { text } = await notice();
    const answers = [
      () => new Response('', { status: 404 }),
      () => new Response(`${text} `),
      () => new Response('<!doctype html><p>Good morning, Aliya'),
      () => new Response('x'.repeat(600 * 1024)),
      () => Response.error(),
    ];
    for (const answer of answers) {
      const calls = web(answer);
      await sendNotices([(await notice()).hash], WAY);
      expect(calls).to.have.length(1);
      await firstVisit();
    }
  });
});
