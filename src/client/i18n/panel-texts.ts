/**
 * Owns the English words of the panel. Nothing imports the function: it stands here so that the extraction finds the texts.
 * Readers are marketers and compliance people: no words of programmers but the ones they have to write into the config.
 * Leaves to others: the other languages (locales/), which sentence is said when (audit/cause.ts).
 */
import { msg } from '@lit/localize';

export function panelTexts(): readonly string[] {
  return [
    msg('Kelisim: tags on this page', { id: 'panel.title' }),
    msg('Language', { id: 'panel.language' }),
    msg('This language could not be loaded.', { id: 'panel.language-failed' }),
    msg('Copy as text', { id: 'panel.copy' }),
    msg('Copied.', { id: 'panel.copied' }),
    msg('The browser did not allow copying.', { id: 'panel.copy-failed' }),
    msg('Table', { id: 'panel.table', desc: 'Button that folds the table away and brings it back' }),
    msg('Close the panel', { id: 'panel.close' }),

    msg('Site', { id: 'panel.site' }),
    msg('Page', { id: 'panel.page' }),
    msg('Version', { id: 'panel.version', desc: 'Version of Kelisim' }),
    msg("Visitor's choice", { id: 'panel.choice' }),
    msg('not made yet', { id: 'panel.no-choice' }),
    msg('agreed', { id: 'panel.agreed', desc: 'As in "Analytics: agreed"' }),
    msg('refused', { id: 'panel.refused', desc: 'As in "Analytics: refused"' }),
    msg('switched on separately', { id: 'panel.switched-on', desc: 'Of one service, against its category' }),
    msg('switched off separately', { id: 'panel.switched-off', desc: 'Of one service, against its category' }),
    msg('Consent records to be sent', { id: 'panel.records' }),
    msg('none', { id: 'panel.none' }),
    msg('waiting to be sent', { id: 'panel.in-outbox', desc: 'Their number is not known here' }),
    msg('The config has a fault', { id: 'panel.trouble' }),

    msg('Service', { id: 'panel.service' }),
    msg('Category', { id: 'panel.category' }),
    msg('Now', { id: 'panel.state', desc: 'Heading of the column with the state' }),
    msg('How often, when last', { id: 'panel.facts' }),
    msg('Why', { id: 'panel.why' }),
    msg('Each time', { id: 'panel.entries', desc: 'Heading of the single entries of a row' }),
    msg('No tag of a known or unknown service so far.', { id: 'panel.nothing' }),
    msg('Not seen on this page', { id: 'panel.not-seen' }),
    msg('Only the newest {count} entries are kept.', { id: 'panel.limited' }),

    msg('held', { id: 'panel.held', desc: 'An element that waits' }),
    msg('released', { id: 'panel.released', desc: 'Was held and has been let go' }),
    msg('allowed', { id: 'panel.allowed' }),
    msg('stopped', { id: 'panel.dropped', desc: 'A call that was refused and does not wait' }),
    msg('stopped: not in the config', { id: 'panel.undeclared' }),
    msg('let through: unknown', { id: 'panel.unlisted' }),
    msg('let through', { id: 'panel.let-through', desc: 'How often, of an unknown address' }),

    msg('Necessary', { id: 'panel.in-necessary' }),
    msg('Functional', { id: 'panel.in-functional' }),
    msg('Analytics', { id: 'panel.in-analytics' }),
    msg('Advertising', { id: 'panel.in-advertising' }),
    msg('Container', { id: 'panel.in-container' }),

    msg('script', { id: 'panel.kind-script' }),
    msg('script in the page', { id: 'panel.kind-inline' }),
    msg('image', { id: 'panel.kind-img' }),
    msg('frame', { id: 'panel.kind-iframe' }),
    msg('linked file', { id: 'panel.kind-link' }),
    msg('cookie', { id: 'panel.kind-cookie' }),
    msg('style', { id: 'panel.kind-style' }),
    msg('form', { id: 'panel.kind-form' }),
    msg('refused by the browser’s policy', { id: 'panel.kind-policy', desc: 'levels fence and header' }),
    msg('call', { id: 'panel.kind-call', desc: 'fetch, XMLHttpRequest, beacon or socket' }),

    msg('Necessary for the site, needs no consent.', { id: 'panel.why-necessary' }),
    msg('The visitor agreed to this category.', { id: 'panel.why-granted' }),
    msg('The visitor switched this service on.', { id: 'panel.why-granted-service' }),
    msg('The visitor agreed to a service that this container brings.', { id: 'panel.why-granted-container' }),
    msg('The visitor agreed, but it still waits: an earlier script has not finished, or the tag lacks the nonce.', {
      id: 'panel.why-agreed-waiting',
    }),
    msg('Allowed now. Calls that were stopped earlier are not repeated.', { id: 'panel.why-allowed-late' }),
    msg("Waits for the visitor's choice.", { id: 'panel.why-no-choice' }),
    msg('The visitor has not chosen yet. A stopped call is not repeated.', { id: 'panel.why-no-choice-call' }),
    msg('The visitor refused this category.', { id: 'panel.why-refused' }),
    msg('The visitor switched this service off.', { id: 'panel.why-refused-service' }),
    msg('None of the services that this container brings may run here now.', { id: 'panel.why-refused-container' }),
    msg('It ran before the visitor withdrew the consent. From now on it is held.', { id: 'panel.why-withdrawn' }),
    msg('Records what happens on the screen: off until the visitor switches it on.', { id: 'panel.why-replay' }),
    msg('The config lets it run only on these pages: {paths}', { id: 'panel.why-only-on' }),
    msg('The config keeps it closed on these pages: {paths}', { id: 'panel.why-not-on' }),
    msg('The config does not say which services this container brings, so it never opens. Name them, for example:', {
      id: 'panel.why-empty-container',
    }),
    msg(
      'Kelisim knows this service, but the config does not name it. Visitors were not told about it, so it never runs. To ask for consent, add to services:',
      { id: 'panel.why-not-in-config' },
    ),
    msg(
      'Kelisim does not know this address and let it through. If it follows visitors, describe it in services with its hosts:',
      { id: 'panel.why-not-in-catalogue' },
    ),
    msg(
      'Kelisim does not know this address, and the config stops unknown ones. If the site needs it, add to hosts.necessary:',
      { id: 'panel.why-unlisted-blocked' },
    ),
    msg('The mark on this tag names no category and no service of the config, so it never opens:', {
      id: 'panel.why-unknown-mark',
    }),
    msg('The config cannot be read, so nothing is let go.', { id: 'panel.why-broken' }),
  ];
}
