import { assert } from '@esm-bundle/chai';
import { until } from '../ui/until.ts';
import { fakePanelApi } from './fake-panel-api.ts';
import { removePanel, shown } from './panel-harness.ts';

/** Of a known vendor, and of this machine: RFC 6761 §6.3. */
const PIXEL = 'http://www.facebook.com.localhost:1/tr?id=7&em=a@b.kz';

async function ask(url: string): Promise<void> {
  await fetch(url, { mode: 'no-cors' }).catch(() => undefined);
}

describe('panel, wire', () => {
  afterEach(removePanel);

  it('shows what page code tries with its keys and without values, once the calls are watched, and stops when it is closed', async () => {
    const panel = await shown(fakePanelApi());
    panel.button('What happened when').click();
    await until(() => panel.text.includes('Nothing happened so far.'));
    await ask(PIXEL);
    await until(() => panel.text.includes('the page tried'));
    assert.include(panel.text, 'www.facebook.com.localhost:1/tr?id&em');
    assert.notInclude(panel.text, 'a@b.kz');
    panel.button('Close the panel').click();
    await ask(PIXEL);
    const again = await shown(fakePanelApi());
    again.button('What happened when').click();
    await until(() => again.text.includes('Nothing happened so far.') || again.text.includes('request left'));
    assert.notInclude(again.text, 'the page tried');
  });

  it('changes nothing of what page code gets back from the calls it watches', async () => {
    const panel = await shown(fakePanelApi());
    panel.button('Table').focus();
    await until(() => panel.text.includes('What the panel does not see'));
    assert.equal((await fetch(location.href)).status, 200);
    const error = await fetch('http://').then(
      () => null,
      (reason: unknown) => reason,
    );
    assert.instanceOf(error, TypeError);
    assert.throws(() => new WebSocket('ftp://nowhere'), DOMException);
    const request = new XMLHttpRequest();
    request.open('GET', location.href, false);
    request.send();
    assert.equal(request.status, 200);
    assert.isTrue(navigator.sendBeacon(location.href, ''));
    document.cookie = 'panel-probe=1';
    assert.include(document.cookie, 'panel-probe=1');
    document.cookie = 'panel-probe=;max-age=0';
    assert.equal(await new Response(new Blob(['text'])).text(), 'text');
  });

  it('tells of a script that does not load, whatever its server said', async () => {
    const panel = await shown(fakePanelApi());
    panel.button('What happened when').click();
    const script = document.createElement('script');
    script.src = 'http://connect.facebook.net.localhost:1/en_US/fbevents.js';
    document.head.append(script);
    try {
      await until(() => /Meta Pixel · did not load · script/.test(panel.text));
    } finally {
      script.remove();
    }
  });

  it('says of a cookie of a refused service that it appeared without consent', async () => {
    const api = fakePanelApi();
    Object.assign(api.inner, {
      services: api.inner.services.map((service) =>
        service.id === 'jivochat' ? { ...service, cookies: 'jv_probe' } : service,
      ),
    });
    const panel = await shown(api);
    document.cookie = 'jv_probe=1;path=/';
    try {
      await until(() => panel.names.includes('JivoChat'));
      assert.equal(panel.row('JivoChat')[2], 'sent without consent');
      await until(() => panel.row('JivoChat')[4]!.includes('A cookie of this service appeared without consent:'));
      assert.equal(panel.element.panelVerdicts()['jivochat'], 'leaked');
    } finally {
      document.cookie = 'jv_probe=;path=/;max-age=0';
    }
  });

  it('misses nothing where the page empties the list of the browser, or has more on it than a browser keeps by default', async () => {
    const draw = (name: string): Promise<unknown> => {
      const image = new Image();
      return new Promise((resolve) => {
        image.onload = image.onerror = resolve;
        // The same server under its other name: another site, as far as anybody can tell.
        image.src = `http://${location.hostname === 'localhost' ? '127.0.0.1' : 'localhost'}:${location.port}/favicon.ico?${name}`;
      });
    };
    performance.clearResourceTimings();
    const panel = await shown(fakePanelApi());
    panel.button('What happened when').click();
    await draw('before');
    // An entry is on the list a moment after the answer.
    await until(() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('before')));
    performance.clearResourceTimings();
    assert.isEmpty(performance.getEntriesByType('resource'));
    await draw('after');
    // Alike neighbours are counted.
    await until(() => panel.text.includes('request left · image · ×2'));
    for (let i = 0; i < 300; i += 1) await draw(`many${i}`);
    await until(() => panel.text.includes('request left · image · ×302'));
    performance.clearResourceTimings();
    performance.setResourceTimingBufferSize(250);
  });

  it('sees what a frame of the same origin asked for', async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const panel = await shown(fakePanelApi());
    panel.button('Table').focus();
    try {
      // The same server under its other name: another site, as far as anybody can tell.
      const other = location.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
      const image = frame.contentDocument!.createElement('img');
      image.src = `http://${other}:${location.port}/favicon.ico?frame`;
      frame.contentDocument!.body.append(image);
      await until(() => panel.names.includes(other));
    } finally {
      frame.remove();
    }
  });

  it('lists what Google was told in its order, and says of a default that came too late that it is late', async () => {
    const page = window as { dataLayer?: unknown[] };
    page.dataLayer = [
      ['config', 'G-1'],
      ['consent', 'default', { ad_storage: 'denied' }],
      ['consent', 'update', { ad_storage: 'granted' }],
    ];
    try {
      const panel = await shown(fakePanelApi());
      panel.button('What Google was told').click();
      await until(() => panel.root.querySelectorAll('#body ol li').length === 2);
      assert.deepEqual(
        [...panel.root.querySelectorAll<HTMLElement>('#body ol li')].map((item) => item.innerText),
        [
          'Google: default: ad_storage denied (late: something was sent before it)',
          'Google: update: ad_storage granted',
        ],
      );
    } finally {
      delete page.dataLayer;
    }
  });
});
