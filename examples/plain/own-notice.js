/**
 * A notice of the site's own on `window.kelisim`: banner, settings with switches, two languages. No framework, no build.
 * Kelisim decides, holds, releases and records; this file draws and asks.
 */
import { say } from '../own-words.js';

/** @import { Kelisim, SiteData } from 'kelisim' */

const notice = /** @type {HTMLElement} */ (document.querySelector('#notice'));
const dialog = /** @type {HTMLDialogElement} */ (document.querySelector('dialog'));
const switches = /** @type {HTMLElement} */ (document.querySelector('#switches'));

// The script may not have come. Marked tags stay closed then, and there is nothing to ask.
if (window.kelisim) start(window.kelisim);

/** @param {Kelisim} kelisim */
function start(kelisim) {
  const { site } = kelisim;

  /** Words of the vendors: in a file of the site, loaded when the settings are opened.
   * @type {Promise<SiteData> | undefined} */
  let words;

  function draw() {
    const language = site.language();
    for (const part of [notice, dialog, document.querySelector('footer')]) part?.setAttribute('lang', language);
    for (const element of document.querySelectorAll('[data-text]'))
      element.textContent = say(element.getAttribute('data-text') ?? '', language).replace(
        '{days}',
        `${site.termDays}`,
      );
    for (const element of document.querySelectorAll('[data-label]'))
      element.setAttribute('aria-label', say(element.getAttribute('data-label') ?? '', language));
    for (const button of document.querySelectorAll('[data-language]'))
      button.setAttribute('aria-pressed', `${button.getAttribute('data-language') === language}`);
    document.querySelector('#policy')?.setAttribute('href', say('policy-address', language));
    const hadFocus = notice.contains(document.activeElement);
    notice.hidden = site.choice() !== null;
    // Who pressed a button that is gone now goes on where the settings can be found again.
    if (hadFocus && notice.hidden) /** @type {HTMLElement} */ (document.querySelector('footer button')).focus();
  }

  /**
   * @param {string} name category or service
   * @param {string} id
   * @param {string} label
   * @param {boolean} on
   */
  function makeSwitch(name, id, label, on) {
    const row = document.createElement('label');
    const input = document.createElement('input');
    Object.assign(input, { type: 'checkbox', role: 'switch', name, value: id, checked: on });
    row.append(input, ` ${label}`);
    return row;
  }

  async function openSettings() {
    const language = site.language();
    words ??= import(`${site.base}${site.siteModule}`);
    const data = await words;
    const { vendors } = await data.disclosures(language);
    const { letters = '', services = {} } = site.choice() ?? {};
    const asked = site.categories.filter(({ letter }) => letter);
    const groups = asked.map(({ id, letter }) => {
      const group = document.createElement('fieldset');
      const isOn = letters.includes(letter);
      const own = site.services.filter((service) => service.category === id && !service.contains);
      group.append(
        makeSwitch('category', id, say(id, language), isOn),
        ...own.map((service) => {
          const label = `${data.names?.[service.vendor] ?? service.id}. ${vendors[service.vendor]?.purpose ?? ''}`;
          // Session replay waits for its own switch.
          return makeSwitch('service', service.id, label, services[service.id] ?? (isOn && !service.replay));
        }),
      );
      return group;
    });
    switches.replaceChildren(...groups.filter((group) => group.children.length > 1));
    dialog.showModal();
  }

  /** @param {string} name */
  function switchedIn(name) {
    const inputs = [...switches.querySelectorAll('input')].filter((input) => input.name === name);
    return Object.fromEntries(inputs.map((input) => [input.value, input.checked]));
  }

  // A category switches its services, but never a replay on.
  switches.addEventListener('change', ({ target }) => {
    const input = /** @type {HTMLInputElement} */ (target);
    if (input.name !== 'category') return;
    const replays = site.services.filter((service) => service.replay).map(({ id }) => id);
    for (const other of input.closest('fieldset')?.querySelectorAll('input') ?? [])
      if (other !== input) other.checked = input.checked && !replays.includes(other.value);
  });

  document.addEventListener('click', (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest('button');
    const { language, do: action } = button?.dataset ?? {};
    if (language === 'kk' || language === 'ru') site.setLanguage(language);
    if (action === 'settings') return void openSettings();
    // First: the focus goes back to where it came from, and on from there when the banner goes.
    if (action) dialog.close();
    // The event goes along: the record then says that a person pressed, and with what.
    if (action === 'accept-all' || action === 'reject-all') kelisim.decide(action, { event });
    if (action === 'save')
      kelisim.decide({ categories: switchedIn('category'), services: switchedIn('service') }, { event });
  });

  // Also when another tab decided, and at once when a choice is stored.
  kelisim.on('choice', draw);
  kelisim.on('language', draw);
  draw();
}
