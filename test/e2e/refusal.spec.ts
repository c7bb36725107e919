/** Refusing: one click, remembered, proven by a row. */
import { DEMO_SITES, LEVELS } from '../support/demo-world.ts';
import { NECESSARY_ON_APPLY } from './expected-arrivals.ts';
import { expect, test } from './story.ts';

for (const site of DEMO_SITES) {
  // What holds is the same code at both levels; where they differ is before the choice.
  for (const level of site === 'jetfin' ? LEVELS : (['tag'] as const)) {
    test(`After "reject all" on ${site}.kz at level ${level} nothing arrives: not at once, not after a reload, not on a second page, and the banner does not come back.`, async ({
      serve,
      visitor,
      proof,
      collector,
    }) => {
      serve(site, { level });
      await visitor.open(`https://${site}.kz/`);
      await visitor.rejectAll();
      await visitor.hasDecided();
      await visitor.readToTheEnd();
      await proof.nothingArrives();

      await visitor.reload();
      await visitor.hasDecided();
      await visitor.readToTheEnd();
      await proof.nothingArrives();

      await visitor.open(`https://${site}.kz/apply/`);
      await visitor.hasDecided();
      await proof.quiet();
      proof.eachOnce(NECESSARY_ON_APPLY);
      expect(await visitor.choiceCookie()).toMatch(/^1\.[0-9a-f]{6}\.\d{5}\.0$/);

      const [record, ...more] = collector.records();
      expect(more).toEqual([]);
      expect(record).toMatchObject({
        action: 'reject-all',
        surface: 'banner',
        trusted: true,
        input: 'pointer',
        services: {},
      });
      const { necessary, ...asked } = record!.decisions;
      expect(necessary).toBe('necessary');
      expect(new Set(Object.values(asked)), 'decisions in the row of the database').toEqual(new Set(['denied']));
      expect(visitor.lines).toEqual([]);
      expect(visitor.exceptions).toEqual([]);
    });
  }
}
