/**
 * Owns what is done in a page to find what the gate costs per operation. Runs inside the browser: `runOperations` is handed over as text, so it
 * may use nothing from outside its own body. Leaves to others: opening pages (measure-overhead.ts), limits (limits.ts).
 */

export interface OperationUrls {
  /** Of a vendor that was refused. */
  readonly closed: string;
  /** Of a vendor that was granted. */
  readonly open: string;
  /** Of the page's own origin. */
  readonly same: string;
  /** Likewise, never from a cache. */
  readonly answer: string;
}

export interface OperationOptions {
  readonly urls: OperationUrls;
  /** What a run may take, roughly: much longer than the browser's clock is coarse. */
  readonly runMs: number;
  /** Timed runs of each operation; the median is what the page reports. */
  readonly runs: number;
  /** Most pictures per run. */
  readonly pictures: number;
  /** Sequential requests per run. */
  readonly requests: number;
}

/** Nanoseconds per operation by its name; `ms` in a name: milliseconds for the whole. */
export type OperationTimes = Readonly<Record<string, number>>;

/** Resolves with the median of the runs, by operation. Times include what the page's own observer does in the microtask that follows. */
export async function runOperations(options: OperationOptions): Promise<OperationTimes> {
  const { urls, runMs, runs, pictures, requests } = options;
  const times: Record<string, number> = {};
  const WARM_UP_PART = 20;
  const SIZE_LEAST = 10;
  // In the document, not drawn: layout is the browser's, and would be in both columns.
  const stage = document.body.appendChild(document.createElement('div'));
  stage.hidden = true;
  const make = (tag: string) => document.createElement(tag);
  const words = Array.from({ length: 16 }, (_, i) => `word${i} more`);
  const links = words.map((_, i) => `/offers/${i}?from=list`);
  const lefts = words.map((_, i) => `${i}px`);
  const paragraph = '<p class="text"><b>Loan</b> for a car, <a href="/offers/4">see the offer</a> and the terms</p>';
  const kilobyte = `<article class="card">${paragraph.repeat(9)}</article>`;

  const wallNow = async () => performance.now();
  // The main thread's own time, where the driver can tell it: waiting for a core does not count.
  const threadNow = (globalThis as { benchClock?: () => Promise<number> }).benchClock ?? wallNow;

  const clear = async () => {
    stage.textContent = '';
    await Promise.resolve();
  };
  /** @param count how often at most; times are taken for fewer when they are long. @param work does its thing so many times. */
  async function time(
    name: string,
    count: number,
    work: (count: number) => unknown,
    { isWhole = false, now = threadNow } = {},
  ): Promise<void> {
    (globalThis as { benchAt?: string }).benchAt = name;
    const found: number[] = [];
    // The first run warms up, and says how many fit into the time there is.
    let size = Math.ceil(isWhole ? count : count / WARM_UP_PART);
    for (let run = 0; run <= runs; run++) {
      const start = await now();
      await work(size);
      // After the observer, whose microtask was queued before this one.
      await Promise.resolve();
      const ms = (await now()) - start;
      if (run > 0) found.push(isWhole ? ms : (ms * 1e6) / size);
      else if (!isWhole) size = Math.ceil(Math.min(count, Math.max(SIZE_LEAST, (size * runMs) / ms)));
      await clear();
      // Loading of what got a URL is not to fall into the next run; and the browser may breathe.
      await new Promise((done) => setTimeout(done, 4));
    }
    times[name] = found.sort((a, b) => a - b)[found.length >> 1]!;
  }
  const each = (act: (i: number) => void) => (count: number) => {
    for (let i = 0; i < count; i++) act(i);
  };
  const append = each(() => stage.appendChild(make('div')));

  // First: later the browser is still busy with pictures.
  const ask = () => {
    const request = new XMLHttpRequest();
    request.open('GET', urls.answer);
    return request;
  };
  await time('XMLHttpRequest.open', 6000, each(ask));
  await time(
    'fetch, same origin, until read',
    requests,
    async (count) => {
      for (let i = 0; i < count; i++) await (await fetch(urls.answer)).text();
    },
    { now: wallNow },
  );
  await time(
    'XMLHttpRequest, same origin, until read',
    requests,
    async (count) => {
      for (let i = 0; i < count; i++)
        await new Promise((done) => {
          const request = ask();
          request.onloadend = done;
          request.send();
        });
    },
    { now: wallNow },
  );
  // Twice, and the second counts: the first finds the page's code not compiled yet.
  for (let i = 0; i < 2; i++) await time('createElement + appendChild', 20_000, append);
  await time('createElement + appendChild, class set', 20_000, (count) => {
    for (let i = 0; i < count; i++) {
      const made = make('div');
      made.className = 'card';
      stage.appendChild(made);
    }
  });
  await time(
    'createElement + insertBefore',
    20_000,
    each(() => stage.insertBefore(make('span'), stage.firstChild)),
  );
  // Not in the document: the observer sees nothing of it.
  const loose = make('div');
  await time('createElement + appendChild, detached', 20_000, (count) => {
    each(() => loose.appendChild(make('div')))(count);
    loose.textContent = '';
  });
  const frames = Array.from({ length: 3 }, () => document.body.appendChild(make('iframe')));
  await time('createElement + appendChild, 3 frames in the page', 20_000, append);
  for (const frame of frames) frame.remove();

  const box = stage.parentNode!.appendChild(make('div'));
  box.hidden = true;
  await time(
    'setAttribute(class)',
    200_000,
    each((i) => box.setAttribute('class', words[i & 15]!)),
  );
  const link = document.body.appendChild(make('a'));
  await time(
    'setAttribute(href)',
    200_000,
    each((i) => link.setAttribute('href', links[i & 15]!)),
  );
  await time(
    'style.left =',
    60_000,
    each((i) => (box.style.left = lefts[i & 15]!)),
  );
  await time(
    'textContent =',
    60_000,
    each((i) => (box.textContent = words[i & 15]!)),
  );

  for (const where of ['closed', 'open', 'same'] as const) {
    const name = where === 'same' ? 'same origin' : `${where} vendor`;
    const url = urls[where];
    // Never put into the document: nothing is fetched.
    await time(`script.src =, ${name}`, 6000, (count) => {
      for (let i = 0; i < count; i++) (make('script') as HTMLScriptElement).src = url;
    });
    // One element: Chromium loads once per turn, whatever is set; Firefox each time.
    const image = new Image();
    await time(
      `img.src =, ${name}`,
      pictures,
      each(() => (image.src = url)),
    );
  }

  await time(
    'innerHTML, 1 kB',
    2000,
    each(() => (stage.innerHTML = kilobyte)),
  );
  await time('ms: 10 000 nodes one by one', 10_000, append, { isWhole: true });
  const many = '<p class="row">x</p>'.repeat(10_000);
  await time('ms: 10 000 nodes by innerHTML', 1, () => (stage.innerHTML = many), { isWhole: true });

  // Whatever is done about a small change must not depend on how large the page is.
  const rest = document.body.appendChild(make('div'));
  rest.hidden = true;
  rest.innerHTML = many;
  await time(
    'innerHTML, 20 B, in a page of 10 000 nodes',
    2000,
    each((i) => (box.innerHTML = `<b>${words[i & 15]!}</b>`)),
  );
  rest.remove();

  return times;
}
