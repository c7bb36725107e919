/** The inline lines of levels fence, header and quiet look-ahead in the browser: cookie, path, policy, what they leave for the head. */
import { assert } from '@esm-bundle/chai';
import type { FenceState } from '../../../src/core/fence-state.ts';
import { dayOf } from '../../../src/core/choice-cookie.ts';
import { policyFor, strictestPolicy } from '../../../src/core/fence-policy.ts';
import { newestChoice } from '../../../src/core/newest-choice.ts';
import { fenceOf, sourcesIn } from '../../unit/cli/fence-site.ts';
import {
  COUNTING_VECTORS,
  IGNORED_VECTORS,
  onDay,
  SCOPE,
  SEVERAL_VECTORS,
  TERM_DAYS,
  TOLERATED_VECTORS,
} from '../../unit/core/choice-cookie-vectors.ts';

interface FencedWindow extends Window {
  readonly kelisimFence?: FenceState;
  readonly wentOn?: boolean;
  readonly eval: (text: string) => unknown;
}

const FULL = fenceOf();
const today = dayOf(Date.now());
/** Nothing answers there, and nothing has to: what is refused by a policy is never asked for. */
const OTHER = 'http://127.0.0.1:9';
const PATIENCE_MS = 8000;
const frames: HTMLIFrameElement[] = [];

async function open(path: string, query: Record<string, string>): Promise<FencedWindow> {
  const frame = document.createElement('iframe');
  frames.push(frame);
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  frame.src = `${path}?${new URLSearchParams(query)}`;
  document.body.append(frame);
  await loaded;
  return frame.contentWindow as FencedWindow;
}

/** Policies of ours that the browser took from the page, as they stand in it. */
function metas(page: FencedWindow): string[] {
  return [...page.document.querySelectorAll('meta[http-equiv="Content-Security-Policy"]')].map(
    (meta) => (meta as HTMLMetaElement).content,
  );
}

function setCookies(texts: readonly string[]): void {
  // Of one name there is one per path: the longer is sent first.
  const paths = ['/', '/apply', '/apply/step'].slice(0, texts.length).reverse();
  texts.forEach((text, i) => (document.cookie = `kelisim=${text};path=${paths[i]}`));
}

async function until(holds: () => boolean): Promise<void> {
  const start = Date.now();
  while (!holds() && Date.now() - start < PATIENCE_MS) await new Promise((resolve) => setTimeout(resolve, 20));
}

afterEach(() => {
  for (const frame of frames.splice(0)) frame.remove();
  for (const path of ['/', '/apply', '/apply/step']) document.cookie = `kelisim=;path=${path};max-age=0`;
});

describe('the choice cookie in the inline line', () => {
  for (const { text, choice, why } of [...COUNTING_VECTORS, ...TOLERATED_VECTORS]) {
    it(`${text} counts: ${why}`, async () => {
      const made = onDay(text, today);
      setCookies([made]);
      for (const path of ['/home', '/apply']) {
        const page = await open(path, { fence: 'fence' });
        const policy = policyFor(FULL, choice, path);
        assert.deepEqual(metas(page), policy === null ? [] : [policy]);
        assert.deepEqual(page.kelisimFence, { v: 1, choice: made, closed: policy !== null, fixed: false, blocked: [] });
      }
    });
  }

  // WebKitGTK keeps a cookie up to the first letter that is not ASCII only; nginx gets that vector whole.
  for (const { text, why } of IGNORED_VECTORS.filter(({ text: made, isCut }) => !isCut && !/[^\0-\x7f]/.test(made))) {
    it(`${text} counts as no choice: ${why}`, async () => {
      setCookies([onDay(text, today)]);
      const page = await open('/home', { fence: 'fence' });
      assert.deepEqual(metas(page), [strictestPolicy(FULL)]);
      assert.deepEqual(page.kelisimFence, { v: 1, choice: '', closed: true, fixed: false, blocked: [] });
    });
  }

  for (const { texts, counts, why } of SEVERAL_VECTORS) {
    it(`of several the newest counts: ${why}`, async () => {
      const made = texts.map((text) => onDay(text, today));
      setCookies(made);
      const page = await open('/apply/step', { fence: 'fence' });
      const found = newestChoice(made, SCOPE, today, TERM_DAYS);
      assert.equal(page.kelisimFence!.choice, counts === null ? '' : onDay(counts, today));
      assert.deepEqual(metas(page), [policyFor(FULL, found && found.choice, '/apply/step')!]);
    });
  }
});

describe('the line of level fence', () => {
  it('without a cookie writes the policy of this page, and the static one is swallowed', async () => {
    const page = await open('/apply', { fence: 'fence' });
    assert.deepEqual(metas(page), [policyFor(FULL, null, '/apply')!]);
    assert.include(metas(page)[0], 'captcha.example');
    assert.isTrue(page.wentOn);
  });

  it('writes no policy when everything is granted', async () => {
    setCookies([`1.${SCOPE}.${today}.ad`]);
    const page = await open('/home', { fence: 'fence', site: 'small' });
    assert.deepEqual(metas(page), []);
    assert.isFalse(page.kelisimFence!.closed);
    assert.isTrue(page.wentOn);
  });

  it('that does not run leaves the strictest policy, with consent too, and the page goes on', async () => {
    setCookies([`1.${SCOPE}.${today}.ad`]);
    const page = await open('/home', { fence: 'fence', site: 'small', broken: '1' });
    assert.equal(metas(page).length, 1);
    assert.deepEqual(
      sourcesIn(metas(page)[0]!)!.filter((source) => source.includes('counter')),
      [],
    );
    assert.isUndefined(page.kelisimFence);
    assert.isTrue(page.wentOn);
  });

  it('run again, late, writes nothing over the page', async () => {
    const page = await open('/home', { fence: 'fence', html: '<p id="here">x</p>' });
    const before = page.kelisimFence;
    const script = page.document.createElement('script');
    script.src = '/fence-line.js';
    const done = new Promise((resolve) => script.addEventListener('load', resolve));
    page.document.head.append(script);
    await done;
    assert.isNotNull(page.document.getElementById('here'));
    assert.equal(page.kelisimFence, before);
  });

  it('leaves what the page cannot put something else in place of', async () => {
    const page = await open('/home', { fence: 'fence' });
    const before = page.kelisimFence;
    page.eval('try { self.kelisimFence = {} } catch (_) {}; try { delete self.kelisimFence } catch (_) {}');
    assert.equal(page.kelisimFence, before);
  });

  it('has no policy stand in the page that the choice did not ask for, whatever else is in the cookies', async () => {
    document.cookie = 'xkelisim=1;path=/';
    document.cookie = 'a="kelisim=<script>";path=/';
    const page = await open('/home', { fence: 'fence' });
    assert.deepEqual(metas(page), [strictestPolicy(FULL)]);
    document.cookie = 'xkelisim=;path=/;max-age=0';
    document.cookie = 'a=;path=/;max-age=0';
  });
});

describe('what the browser refused', () => {
  const IMAGES = ['a', 'b'].map((name) => `<img src="${OTHER}/${name}.gif">`).join('');

  it('is collected from the first moment, each address once, and told to who asks later', async () => {
    const page = await open('/home', { fence: 'fence', html: IMAGES + IMAGES });
    const { blocked } = page.kelisimFence!;
    await until(() => blocked.length >= 2);
    assert.deepEqual([...blocked].sort(), [`${OTHER}/a.gif`, `${OTHER}/b.gif`]);
    const told: string[] = [];
    page.kelisimFence!.tell = (url) => void told.push(url);
    page.eval(`new Image().src = '${OTHER}/c.gif'; new Image().src = '${OTHER}/a.gif'`);
    await until(() => told.length >= 1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.deepEqual(told, [`${OTHER}/c.gif`]);
  });

  it('is ours only: neither what the policy of the site refuses nor what is only reported', async () => {
    setCookies([`1.${SCOPE}.${today}.ad`]);
    const csp = `img-src 'self'; script-src * 'unsafe-inline' 'unsafe-eval'`;
    const page = await open('/home', {
      fence: 'fence',
      site: 'small',
      csp,
      report: strictestPolicy(FULL),
      html: IMAGES,
    });
    const seen: string[] = page.eval(
      `self.seen = []; addEventListener('securitypolicyviolation', (e) => seen.push(e.disposition)); seen`,
    ) as string[];
    page.eval(`new Image().src = '${OTHER}/d.gif'`);
    await until(() => seen.includes('enforce') && seen.includes('report'));
    assert.includeMembers(seen, ['enforce', 'report'], 'control: both were refused or reported');
    assert.deepEqual(page.kelisimFence!.blocked, []);
  });

  it('by a policy in the header is collected by the line of level header', async () => {
    const page = await open('/home', { fence: 'header', csp: strictestPolicy(FULL), html: IMAGES });
    await until(() => page.kelisimFence!.blocked.length >= 2);
    assert.deepEqual([...page.kelisimFence!.blocked].sort(), [`${OTHER}/a.gif`, `${OTHER}/b.gif`]);
  });
});

describe('the line of level header', () => {
  it('tells for which choice the server sent its policy, and puts none into the page', async () => {
    const cookie = `1.${SCOPE}.${today}.a`;
    setCookies([cookie]);
    const page = await open('/home', { fence: 'header' });
    assert.deepEqual(metas(page), []);
    assert.deepEqual(page.kelisimFence, { v: 1, choice: cookie, closed: true, fixed: false, blocked: [] });
  });

  it('tells that nothing is closed when everything is granted', async () => {
    const cookie = `1.${SCOPE}.${today}.ad`;
    setCookies([cookie]);
    const page = await open('/home', { fence: 'header', site: 'small' });
    assert.deepEqual(page.kelisimFence, { v: 1, choice: cookie, closed: false, fixed: false, blocked: [] });
  });
});

describe('the line of quiet look-ahead', () => {
  it('always swallows the policy, choice or none, and leaves nothing behind', async () => {
    for (const texts of [[], [`1.${SCOPE}.${today}.0`], [`1.${SCOPE}.${today}.ad`]]) {
      setCookies(texts);
      const page = await open('/home', { fence: 'quiet' });
      assert.deepEqual(metas(page), []);
      assert.isUndefined(page.kelisimFence);
      assert.isTrue(page.wentOn);
    }
  });
});
