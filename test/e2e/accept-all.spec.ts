/** Accepting: everything that was agreed comes, each once, in order; what was not agreed by that click stays closed. */
import { DEMO_SITES, LEVELS } from '../support/demo-world.ts';
import { ARRIVALS, NECESSARY_ON_APPLY, without } from './expected-arrivals.ts';
import { expect, test } from './story.ts';

for (const site of DEMO_SITES) {
  const { accepted, replay, replayOnNextPage, notOnApply } = ARRIVALS[site];
  const replayIds = Object.keys(replay);

  for (const level of LEVELS) {
    test(`"Accept all" on ${site}.kz at level ${level} brings every vendor once and no session replay; replay comes with its own switch, and nothing runs twice.`, async ({
      serve,
      visitor,
      proof,
      collector,
    }) => {
      serve(site, { level });
      await visitor.open(`https://${site}.kz/`);
      await proof.nothingArrives();

      await visitor.acceptAll();
      await visitor.hasDecided();
      await visitor.readToTheEnd();
      await proof.quiet();
      proof.eachOnce(accepted);

      await visitor.openSettings();
      await visitor.showServices();
      for (const id of replayIds) await expect(visitor.switchOf(id)).not.toBeChecked();
      await visitor.switchOn(...replayIds);
      await visitor.save();
      await proof.quiet();
      if (!replayOnNextPage) proof.eachOnce({ ...accepted, ...replay });

      proof.clear();
      await visitor.reload();
      await visitor.hasDecided();
      await visitor.readToTheEnd();
      await proof.quiet();
      proof.eachOnce({ ...accepted, ...replay });

      const [first, second, ...more] = collector.records();
      expect(more).toEqual([]);
      expect(first).toMatchObject({ action: 'accept-all', surface: 'banner', services: {}, previous: null, seq: 0 });
      expect(second).toMatchObject({
        action: 'save',
        surface: 'settings',
        services: Object.fromEntries(replayIds.map((id) => [id, true])),
        previous: first!.id,
        subject: first!.subject,
        seq: 1,
      });
      expect(visitor.lines).toEqual([]);
      expect(visitor.exceptions).toEqual([]);
    });
  }

  test(`On the application page of ${site}.kz advertising and replay that must not be there stay closed whatever was agreed; the rest comes once.`, async ({
    serve,
    visitor,
    proof,
  }) => {
    serve(site);
    await visitor.open(`https://${site}.kz/policy/`);
    await visitor.openSettings();
    await visitor.showServices();
    for (const summary of ['functional', 'analytics', 'advertising', 'personalised']) await visitor.switchOn(summary);
    await visitor.switchOn(...replayIds);
    await visitor.save();
    proof.clear();

    await visitor.open(`https://${site}.kz/apply/`);
    await visitor.readToTheEnd();
    await proof.quiet();
    // Maps and films stand on the home page only.
    const elsewhere = ['2gis', 'youtube-embed', 'google-maps'];
    proof.eachOnce(without({ ...accepted, ...replay, ...NECESSARY_ON_APPLY }, [...notOnApply, ...elsewhere]));
  });
}

test('Held scripts of one service run in document order however slow the first is, a failing one stops nothing, and other services do not wait.', async ({
  serve,
  visitor,
  proof,
  trouble,
}) => {
  const script = (id: string) =>
    `<script type="text/plain" data-kelisim="jivochat" src="https://code.jivosite.com/widget/${id}"></script>`;
  const inline = `<script type="text/plain" data-kelisim="jivochat">navigator.sendBeacon('https://telemetry.jivosite.com/visit/INLINE')</script>`;
  const marked = [script('SLOW'), inline, script('BROKEN'), script('LAST')].join('');
  serve('jetfin', { change: (html) => html.replace('</body>', `${marked}</body>`) });
  trouble({ host: 'code.jivosite.com', path: '/widget/SLOW', delayMs: 700 });
  trouble({ host: 'code.jivosite.com', path: '/widget/BROKEN', abort: true });
  await visitor.open('https://jetfin.kz/');
  await proof.nothingArrives();

  await visitor.acceptAll();
  await expect.poll(() => proof.count('telemetry.jivosite.com/visit/LAST')).toBe(1);
  await proof.quiet();

  const order = ['SLOW', 'INLINE', 'LAST'];
  for (const id of order) expect(proof.count(`telemetry.jivosite.com/visit/${id}`), id).toBe(1);
  // In which order the page sent them: two beacons of the same millisecond may overtake each other on the way.
  const sent = await visitor.page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry) => entry.name.includes('telemetry.jivosite.com/visit/'))
      .sort((a, b) => a.startTime - b.startTime)
      .map((entry) => entry.name.split('/').at(-1)),
  );
  expect(sent.filter((id) => id !== 'DEMO0001')).toEqual(order);
  const [slow] = proof.matching('telemetry.jivosite.com/visit/SLOW');
  const others = ['www.facebook.com/tr/', 'mc.yandex.ru/watch/', 'vk.com/rtrg', 'widgets.2gis.com/widget'];
  for (const address of others) expect(proof.matching(address)[0]?.number, address).toBeLessThan(slow!.number);
});
