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
    msg('This could not be loaded.', { id: 'panel.load-failed' }),
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
    msg('The config has a fault', { id: 'panel.trouble' }),

    msg('Service', { id: 'panel.service' }),
    msg('Category', { id: 'panel.category' }),
    msg('Now', { id: 'panel.state', desc: 'Heading of the column with the state' }),
    msg('How often, when last', { id: 'panel.facts' }),
    msg('Why', { id: 'panel.why' }),
    msg('No tag of a known or unknown service so far.', { id: 'panel.nothing' }),

    msg('held', { id: 'panel.held', desc: 'An element that waits' }),
    msg('released', { id: 'panel.released', desc: 'Was held and has been let go' }),
    msg('allowed', { id: 'panel.allowed' }),
    msg('stopped', { id: 'panel.dropped', desc: 'A call that was refused and does not wait' }),
    msg('let through', { id: 'panel.let-through', desc: 'How often, of an unknown address' }),

    msg('Necessary', { id: 'panel.in-necessary' }),
    msg('Functional', { id: 'panel.in-functional' }),
    msg('Analytics', { id: 'panel.in-analytics' }),
    msg('Advertising', { id: 'panel.in-advertising' }),
    msg('Container', { id: 'panel.in-container' }),

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

    msg('Copy for a messenger', { id: 'panel.copy' }),
    msg('Copy as JSON', { id: 'panel.copy-json' }),
    msg('Services', { id: 'panel.view-services' }),
    msg('What happened when', { id: 'panel.view-timeline' }),
    msg('What Google was told', { id: 'panel.view-signals' }),
    msg('Try and check', { id: 'panel.view-tools' }),
    msg('blocked', { id: 'panel.is-blocked', desc: 'State of a service: held or stopped' }),
    msg('released', { id: 'panel.is-released', desc: 'State of a service: was held and has been let go' }),
    msg('allowed', { id: 'panel.is-allowed', desc: 'State of a service' }),
    msg('sent without consent', { id: 'panel.is-leaked', desc: 'State of a service' }),
    msg('not seen', { id: 'panel.is-not-seen', desc: 'State of a service: may run, and nothing of it was seen' }),
    msg('unknown, let through', { id: 'panel.is-unknown', desc: 'State of an address' }),
    msg('requests', { id: 'panel.sent', desc: 'How often, of requests that left: "requests ×3 12:03:04"' }),
    msg('Not on this page, and not expected', { id: 'panel.not-seen' }),
  ];
}

/** What is read after a click: details of a row, the other views, copying; the sentences of a leak and of what is missing. */
export function toolsTexts(): readonly string[] {
  return [
    msg('Only the newest {count} entries are kept.', { id: 'tools.limited' }),
    msg('The collector said last', { id: 'tools.last-error', desc: 'A code follows, as http-403' }),
    msg('script', { id: 'tools.kind-script' }),
    msg('script in the page', { id: 'tools.kind-inline' }),
    msg('image', { id: 'tools.kind-img' }),
    msg('frame', { id: 'tools.kind-iframe' }),
    msg('linked file', { id: 'tools.kind-link' }),
    msg('cookie', { id: 'tools.kind-cookie' }),
    msg('style', { id: 'tools.kind-style' }),
    msg('form', { id: 'tools.kind-form' }),
    msg('refused by the browser’s policy', { id: 'tools.kind-policy', desc: 'levels fence and header' }),
    msg('call', { id: 'tools.kind-call', desc: 'fetch, XMLHttpRequest, beacon or socket' }),
    msg('A choice is being tried. Nothing is recorded.', { id: 'tools.trial-runs' }),
    msg('End the trial', { id: 'tools.trial-end' }),
    msg('What the panel does not see', { id: 'tools.limits' }),
    msg(
      'Requests of workers, of frames of other sites and of the site’s own server; where a redirect led, and where a script sent a frame; sockets opened above Kelisim’s script; what leaves while the page is being closed; in Chrome, calls whose answer nobody reads; who set the cookies that were there before the panel; some requests that failed. An extension of your browser may stop what other browsers send. To be sure, run:',
      { id: 'tools.limits-text' },
    ),
    msg('The browser keeps only so many requests: some from before the panel was opened are missing.', {
      id: 'tools.limits-buffer',
    }),
    msg('Copied.', { id: 'tools.copied' }),
    msg('The browser did not allow copying.', { id: 'tools.copy-failed' }),
    msg('Each time', { id: 'tools.entries', desc: 'Heading of the single entries of a row' }),
    msg('Rule', { id: 'tools.rule', desc: 'Name of the rule that decided, a word in Latin letters follows' }),
    msg('Verdict', { id: 'tools.verdict', desc: 'What the audit says of it' }),
    msg('The config does not say which services this container brings, so it never opens. Name them, for example:', {
      id: 'tools.why-empty-container',
    }),
    msg(
      'The visitor agreed, but nothing of it was seen. Its tag is not on this page, or its mark is written wrongly.',
      { id: 'tools.why-not-there' },
    ),
    msg('It was let go, but nothing of it came: a browser extension stops it, or its file does not load.', {
      id: 'tools.why-no-request',
    }),
    msg(
      'It left without consent, and the page does not show what asked for it. The check on the command line names element and line.',
      { id: 'tools.why-leak-trouble' },
    ),
    msg(
      'It left without consent: the tag stands in the page above Kelisim’s script. Make Kelisim’s script the first thing in <head>, or mark the tag:',
      { id: 'tools.why-leak-above-gate' },
    ),
    msg(
      'It left without consent: the tag stands in the page without a mark, and the browser asked for it at once. Mark it:',
      { id: 'tools.why-leak-unmarked' },
    ),
    msg(
      'It went on after the visitor withdrew the consent: its code was loaded already. Let the page be loaded anew on withdrawal.',
      { id: 'tools.why-leak-keeps-running' },
    ),
    msg(
      'It came unasked: the config says something of this service that is not so, its category or that it does not record the screen. Correct it:',
      { id: 'tools.why-leak-own-category' },
    ),
    msg('A cookie of this service appeared without consent:', { id: 'tools.why-leak-comes-back' }),
    msg(
      'It left, though the config does not name it and visitors were not told about it. Take the tag out, or mark it and add to services:',
      { id: 'tools.why-leak-not-in-config' },
    ),
    msg('Choice on arrival', { id: 'tools.event-arrival', desc: 'Line of the timeline, the choice follows' }),
    msg('Choice', { id: 'tools.event-choice', desc: 'Line of the timeline, the choice follows' }),
    msg('request left', { id: 'tools.event-sent', desc: 'Timeline' }),
    msg('the page tried', { id: 'tools.event-tried', desc: 'Timeline: page code called fetch, a beacon, a cookie' }),
    msg('did not load', { id: 'tools.event-failed', desc: 'Timeline: a script' }),
    msg('cookie appeared', { id: 'tools.event-stored', desc: 'Timeline' }),
    msg('late: something was sent before it', { id: 'tools.late', desc: 'Of a consent default that Google was told' }),
    msg('Nothing happened so far.', { id: 'tools.no-events' }),
    msg('Google was told nothing: the page has no consent mode.', {
      id: 'tools.no-signals',
      desc: 'Google Consent Mode',
    }),
    msg('Try a choice without recording it', { id: 'tools.trial' }),
    msg(
      'The page is loaded anew as for a visitor who chose so. Nothing is recorded or sent to the collector. It ends when you leave the page; the cookies that its services set here are erased then.',
      { id: 'tools.trial-note' },
    ),
    msg('Accept all', { id: 'tools.trial-accept' }),
    msg('Reject all', { id: 'tools.trial-reject' }),
    msg('Only: {category}', { id: 'tools.trial-only' }),
    msg('The browser keeps no such cookie on this page, so a choice cannot be tried.', { id: 'tools.trial-failed' }),
    msg('Show the site as to a first visitor', { id: 'tools.first' }),
    msg(
      'This browser forgets the choice, the language and what the last choice was about, and the page is loaded anew. Records that wait to be sent and cookies of other services stay.',
      { id: 'tools.first-note' },
    ),
    msg('Forget and reload', { id: 'tools.first-yes' }),
    msg('Cancel', { id: 'tools.first-no' }),
    msg('Records of the choice', { id: 'tools.evidence' }),
    msg('Just made', { id: 'tools.pending', desc: 'Number of records' }),
    msg('Wait to be sent', { id: 'tools.waiting', desc: 'Number of records' }),
    msg('Given up', { id: 'tools.dead', desc: 'Number of records that the endpoint will not take' }),
    msg('Next try', { id: 'tools.next-try', desc: 'A time follows' }),
    msg('Text of the notice', { id: 'tools.notice' }),
    msg('on the server, the same that records name', { id: 'tools.notice-same' }),
    msg('differs from the one that records name: build again and upload everything', { id: 'tools.notice-differs' }),
    msg('not on the server: upload the folder notices', { id: 'tools.notice-missing' }),
    msg('records name none: the site uses the file without a build', { id: 'tools.notice-none' }),
    msg('could not be checked here', { id: 'tools.notice-unknown' }),
    msg('Came back after it was erased', { id: 'tools.returned', desc: 'Cookies and other names' }),
    msg('while the page stood', { id: 'tools.returned-same-page' }),
    msg('on a later page', { id: 'tools.returned-later-page' }),
  ];
}
