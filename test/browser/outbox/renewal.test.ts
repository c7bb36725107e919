import { expect } from '@esm-bundle/chai';
import { startRenewal } from '../../../src/client/renew/renew-choice.ts';
import type { Choice } from '../../../src/core/choice.ts';
import { dayOf, formatChoice } from '../../../src/core/choice-cookie.ts';
import { RENEWED } from '../../../src/core/storage-keys.ts';
import type { RenewalRequest } from '../../../src/core/wire.ts';
import { samplePending } from '../../unit/client/sample-pending.ts';
import { type FakeHead, fakeHead } from './fake-head.ts';
import { firstVisit, onCleanUp, stub, until } from './page-state.ts';

const TODAY = dayOf(Date.now());
const ALL: Choice = { day: TODAY - 9, letters: 'fad', services: {} };
const NONE: Choice = { day: TODAY, letters: '', services: {} };

interface Asked {
  readonly url: string;
  readonly body: RenewalRequest;
  readonly init: RequestInit;
  answer(status?: number): void;
}

/** A server that answers when the test says so. */
function server(): Asked[] {
  const asked: Asked[] = [];
  stub(window, 'fetch', {
    value: (url: string, init: RequestInit) =>
      new Promise<Response>((resolve, reject) => {
        init.signal!.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
        asked.push({
          url,
          init,
          body: JSON.parse(init.body as string) as RenewalRequest,
          answer: (status = 200) => resolve(new Response('{}', { status })),
        });
      }),
  });
  return asked;
}

function start(choice: Choice | null): FakeHead {
  const head = fakeHead();
  head.setChoice(choice);
  onCleanUp(startRenewal(head.api, `${location.origin}/consent/`, 'jetfin'));
  return head;
}

function ownCookies(): string[] {
  return document.cookie.split('; ').filter((pair) => pair.startsWith('kelisim'));
}

function textOf(choice: Choice): string {
  return formatChoice(choice, 'a3f09c');
}

describe('renewal of the choice', () => {
  beforeEach(firstVisit);

  it('asks the own server with scope, term and domain, sends the cookie along, and leaves no probe', async () => {
    const asked = server();
    start(ALL);
    expect(asked).to.have.length(1);
    const [{ url, body, init }] = asked as [Asked];
    expect(url).to.equal(`${location.origin}/consent/v1/sites/jetfin/renew`);
    expect(body).to.deep.equal({ v: 1, scope: 'a3f09c', termDays: 180, domain: body.domain });
    expect(['', 'localhost']).to.include(body.domain);
    expect(init.credentials).to.equal('same-origin');
    expect(ownCookies()).to.deep.equal([]);
  });

  it('asks once a day, again on a later day, and not before there is a choice', async () => {
    const asked = server();
    start(null);
    expect(asked).to.have.length(0);
    start(ALL);
    asked[0]!.answer();
    await until(() => localStorage.getItem(RENEWED) === `${TODAY} ${textOf(ALL)}`);
    start(ALL);
    expect(asked).to.have.length(1);
    localStorage.setItem(RENEWED, `${TODAY - 1} ${textOf(ALL)}`);
    start(ALL);
    expect(asked).to.have.length(2);
  });

  it('is tried again on the next page when the server was down, and not when it said no', async () => {
    const asked = server();
    start(ALL);
    asked[0]!.answer(503);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(localStorage.getItem(RENEWED)).to.equal(null);
    start(ALL);
    asked[1]!.answer(404);
    await until(() => localStorage.getItem(RENEWED) !== null);
    start(ALL);
    expect(asked).to.have.length(2);
  });

  it('gives a request up when the visitor chooses anew, puts the newer choice back over a late answer, and asks for that one', async () => {
    const asked = server();
    const head = start(ALL);
    document.cookie = `kelisim=${textOf(NONE)};path=/`;
    head.decide(samplePending(), NONE);
    expect(asked[0]!.init.signal!.aborted).to.equal(true);
    // The answer was under way already: its cookie arrives.
    document.cookie = `kelisim=${textOf(ALL)};path=/`;
    await until(() => ownCookies().join() === `kelisim=${textOf(NONE)}`);
    await until(() => asked.length === 2);
    asked[1]!.answer();
    await until(() => localStorage.getItem(RENEWED) === `${TODAY} ${textOf(NONE)}`);
    expect(ownCookies()).to.deep.equal([`kelisim=${textOf(NONE)}`]);
  });
});
