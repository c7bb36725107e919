/** Plays the Yandex Advertising Network: context.js with `yaContextCb`, the request for a block, the counted impression. */
import { json, pixel, type Route, script } from '../answer.ts';

const VENDOR = 'yandex-ads';

function runLoader(): void {
  interface Block {
    blockId: string;
    renderTo: string;
  }
  const page = window as unknown as { Ya?: object; yaContextCb?: (() => void)[] | { push: (run: () => void) => void } };
  const render = (block: Block) => {
    void fetch(`https://an.yandex.ru/meta/${block.blockId}?target-ref=${encodeURIComponent(location.origin)}`, {
      credentials: 'include',
    })
      .then((response) => response.json() as Promise<{ text: string }>)
      .then((answer) => {
        const place = document.getElementById(block.renderTo);
        if (place) place.textContent = answer.text;
        new Image().src = `https://yabs.yandex.ru/count/${block.blockId}?impression=1`;
      })
      // Refused or offline: the place simply stays empty, as with the real one.
      .catch(() => undefined);
  };
  page.Ya = { Context: { AdvManager: { render } } };
  const waiting = Array.isArray(page.yaContextCb) ? page.yaContextCb : [];
  page.yaContextCb = { push: (run: () => void) => run() };
  for (const run of waiting) run();
}

export const yandexAds: readonly Route[] = [
  { vendor: VENDOR, host: 'yandex.ru', path: '/ads/', answer: () => script(runLoader) },
  {
    vendor: VENDOR,
    host: 'an.yandex.ru',
    path: '/',
    answer: () => json({ text: 'Yandex Ads (stand-in)' }, 'yandexuid=stand-in'),
  },
  { vendor: VENDOR, host: 'yabs.yandex.ru', path: '/', answer: () => pixel('yabs-sid=stand-in') },
  { vendor: VENDOR, host: 'ads.adfox.ru', path: '/', answer: () => pixel() },
];
