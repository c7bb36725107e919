/** What the visitor's system asks for: forced colours, less motion, paper. Each with the control that shows the difference. */
import type { Locator } from '@playwright/test';
import { expect, test } from './story.ts';

/** A computed style of an element, or of what stands before its content. */
function styleOf(target: Locator, property: string, pseudo?: string): Promise<string> {
  return target.evaluate((element, [name, part]) => getComputedStyle(element, part).getPropertyValue(name!), [
    property,
    pseudo,
  ] as const);
}

/** What the system's colour is called in numbers. */
function systemColour(target: Locator, name: string): Promise<string> {
  return target.evaluate((element, colour) => {
    const probe = document.createElement('i');
    probe.style.cssText = `color:${colour};forced-color-adjust:none`;
    element.ownerDocument.body.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  }, name);
}

test('Under forced colours the three buttons keep borders in the system’s colours, and a switch that is on is told from one that is off.', async ({
  serve,
  visitor,
}) => {
  serve('jetfin');
  await visitor.page.emulateMedia({ forcedColors: 'active' });
  await visitor.open('https://jetfin.kz/');
  for (const action of ['accept-all', 'reject-all', 'settings']) {
    const button = visitor.bannerButton(action);
    expect(await styleOf(button, 'border-top-style')).toBe('solid');
    expect(await styleOf(button, 'background-color'), `${action} is not in the site's colours`).toBe(
      await systemColour(visitor.banner, 'ButtonFace'),
    );
    expect(await styleOf(button, 'color')).toBe(await systemColour(visitor.banner, 'ButtonText'));
  }
  await visitor.openSettings();
  const [on, off] = [visitor.switchOf('analytics'), visitor.switchOf('advertising')];
  await on.check();
  const highlight = await systemColour(visitor.settings, 'Highlight');
  expect(await styleOf(on, 'background-color')).toBe(highlight);
  expect(await styleOf(off, 'background-color')).not.toBe(highlight);
  expect(await styleOf(on, 'translate', '::before'), 'the knob stands on the other side').not.toBe(
    await styleOf(off, 'translate', '::before'),
  );
  await visitor.tabTo(off);
  expect(await styleOf(off, 'outline-style'), 'the focus is to be seen').toBe('solid');
});

test('Without forced colours the buttons wear the site’s own, and less motion means that no switch slides.', async ({
  serve,
  visitor,
}) => {
  serve('jetfin');
  await visitor.page.emulateMedia({ reducedMotion: 'no-preference' });
  await visitor.open('https://jetfin.kz/');
  expect(await styleOf(visitor.bannerButton('accept-all'), 'background-color')).not.toBe(
    await systemColour(visitor.banner, 'ButtonFace'),
  );
  await visitor.openSettings();
  const analytics = visitor.switchOf('analytics');
  expect(await styleOf(analytics, 'transition-duration', '::before')).not.toBe('0s');
  await visitor.page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await styleOf(analytics, 'transition-duration', '::before')).toBe('0s');
});

test('On paper the page comes without the banner; with the settings open they are all that is printed, in full and without buttons.', async ({
  serve,
  visitor,
}) => {
  serve('jetfin');
  await visitor.open('https://jetfin.kz/');
  await expect(visitor.banner).toBeVisible();
  await visitor.page.emulateMedia({ media: 'print' });
  await expect(visitor.banner).toBeHidden();
  await expect(visitor.page.locator('h1').first()).toBeVisible();

  await visitor.page.emulateMedia({ media: 'screen' });
  await visitor.openSettings();
  await visitor.showServices();
  await visitor.page.emulateMedia({ media: 'print' });
  await expect(visitor.page.locator('h1').first()).toBeHidden();
  await expect(visitor.settingsButton('accept-all')).toBeHidden();
  const [top, scrolled, whole] = await visitor.settings.evaluate((dialog) => [
    dialog.getBoundingClientRect().top,
    Math.max(dialog.scrollHeight, ...[...dialog.querySelectorAll('.body')].map(({ scrollHeight }) => scrollHeight)),
    dialog.getBoundingClientRect().height,
  ]);
  expect(top, 'nothing is cut off above the sheet').toBe(0);
  expect(whole!, 'nothing is cut off below a scroll bar').toBeGreaterThanOrEqual(scrolled! - 1);
  // Browsers print no grounds unless they are told: a switch would look the same on and off.
  expect(await styleOf(visitor.switchOf('analytics'), 'print-color-adjust')).toBe('exact');
});
