/** Banner and settings, everything opened, without a finding of axe, in every language. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './story.ts';

const LANGUAGES = { kk: 'Қаз', ru: 'Рус', en: 'Eng' } as const;

for (const [code, name] of Object.entries(LANGUAGES)) {
  test(`axe finds nothing wrong with the banner and with the settings, opened out, in "${code}".`, async ({
    serve,
    visitor,
  }) => {
    serve('jetfin');
    const findings = async (element: string) => {
      const { violations, passes } = await new AxeBuilder({ page: visitor.page }).include(element).analyze();
      expect(passes.length, 'rules that had something to look at').toBeGreaterThan(5);
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
    };
    await visitor.open('https://jetfin.kz/');
    await visitor.banner.getByRole('button', { name, exact: true }).click();
    await expect(visitor.banner).toHaveAttribute('lang', code);
    expect(await findings('kelisim-banner')).toEqual([]);

    await visitor.openSettings();
    await visitor.showServices();
    await visitor.settings.locator('li summary').first().click();
    for (const part of ['terms', 'about', 'mine']) await visitor.settings.locator(`#${part} > summary`).click();
    await expect(visitor.settings.locator('[aria-busy=true]')).toHaveCount(0);
    await expect(visitor.settings).toHaveAttribute('lang', code);
    expect(await findings('kelisim-settings')).toEqual([]);
  });
}
