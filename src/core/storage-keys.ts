/**
 * Owns the names Kelisim uses in the visitor's browser (disclosed as necessary, R27).
 * Head and client, which may be of different ages, both read them: never rename, only add.
 */

/** The choice cookie; its text is choice-cookie.ts. */
export const CHOICE_COOKIE_NAME = 'kelisim';
/** localStorage: one pending record each, `<prefix><key>` → PendingRecord as JSON. Head writes, client moves to the outbox. */
export const PENDING_PREFIX = 'kelisim.pending.';
/** localStorage: `1` while the outbox has rows to deliver; tells the head to load the client. */
export const OUTBOX_FLAG = 'kelisim.outbox';
/** localStorage: `<subject> <record id> <seq>` of this device's last record; kept by the client. */
export const LAST_RECORD = 'kelisim.last';
/** localStorage: `<prefix><language of the page>` → the language a visitor switched to on such pages. */
export const LANGUAGE_SWITCH = 'kelisim.language.';
/** localStorage: what the last choice was about (client/again/choice-basis.ts); kept by the client, tells the head that there was a choice. */
export const CHOICE_BASIS = 'kelisim.basis';
/** localStorage: `<day> <value of the choice cookie>` of the last renewal by the site's own server; kept by the client, only where the endpoint shares the page's origin. */
export const RENEWED = 'kelisim.renewed';
/** Cookie that is there for one turn: on which domain the browser keeps cookies (client/renew/renew-choice.ts). */
export const DOMAIN_PROBE = 'kelisim.probe';
/** localStorage: written at each choice so that other tabs look at the cookie. */
export const CHOICE_TICK = 'kelisim.tick';
/** sessionStorage: `1` while the panel is open; kept by the panel. */
export const PANEL_OPEN = 'kelisim.panel';
/** sessionStorage: what the panel has to put back after a trial (audit/panel/trial.ts), as JSON; kept by the panel while one runs. */
export const PANEL_TRIAL = 'kelisim.trial';
/** sessionStorage: value of the choice cookie for which this tab was reloaded last, a space, and when (milliseconds since 1970): one reload per choice. */
export const RELOADED_FOR = 'kelisim.reloaded';
/** localStorage: names that were erased after a withdrawal (client/withdraw/erased-names.ts); tells the head to load the client, which looks again. */
export const ERASED_NAMES = 'kelisim.erased';
/** IndexedDB database of the outbox. */
export const OUTBOX_DATABASE = 'kelisim';
/** File name of a built site's own module (full config, disclosures), beside the client in a folder named by its content. */
export const SITE_MODULE = 'site.js';
