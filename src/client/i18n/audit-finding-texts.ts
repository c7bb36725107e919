/**
 * Owns the English sentences of the audit's findings: how bad, what was found, why, what to change; one for each code of audit/verdict.ts
 * (`audit.severity-`, `cell-`, `found-`, `why-`, `data-`, `in-`, `name-`, `fix-`). Readers are marketers and compliance people: no jargon that has a plain word.
 * Nothing imports the function: it stands here so that the extraction finds the texts. Sentences begin with `{vendor}: ` where they name one,
 * since Kazakh would bend the name.
 */
import { msg } from '@lit/localize';

export function auditFindingTexts(): readonly string[] {
  return [
    msg('As expected', { id: 'audit.severity-none' }),
    msg('Note', { id: 'audit.severity-note' }),
    msg('Warning', { id: 'audit.severity-warning' }),
    msg('Fault', { id: 'audit.severity-error' }),
    msg('stopped', { id: 'audit.cell-ok-blocked' }),
    msg('fired', { id: 'audit.cell-ok-fired' }),
    msg('nothing', { id: 'audit.cell-ok-silent' }),
    msg('SENT', { id: 'audit.cell-leaked' }),
    msg('tried', { id: 'audit.cell-attempted' }),
    msg('did not fire', { id: 'audit.cell-missing' }),
    msg('twice', { id: 'audit.cell-double' }),
    msg('wrong signal', { id: 'audit.cell-signal-mismatch' }),
    msg('late default', { id: 'audit.cell-late-default' }),
    msg('left behind', { id: 'audit.cell-residual' }),
    msg('not in config', { id: 'audit.cell-undeclared' }),
    msg('unknown', { id: 'audit.cell-unlisted' }),
    msg('personal data', { id: 'audit.cell-personal-data' }),
    msg('not certain', { id: 'audit.cell-inconclusive' }),
    msg('{vendor}: a request went out or something was stored, although the visitor had not agreed.', {
      id: 'audit.found-leaked',
    }),
    msg('{vendor}: it tried to send before the visitor agreed, and was stopped.', { id: 'audit.found-attempted' }),
    msg('{vendor}: the visitor agreed, but it did not fire. Marketing gets no data.', { id: 'audit.found-missing' }),
    msg('{vendor}: it fired twice for the same thing, so it is counted twice.', { id: 'audit.found-double' }),
    msg('{vendor}: it was told something else than what the visitor chose.', { id: 'audit.found-signal-mismatch' }),
    msg('{vendor}: it was called before the page had set the consent default.', { id: 'audit.found-late-default' }),
    msg('{vendor}: something of it stayed or went on after the visitor had withdrawn the consent.', {
      id: 'audit.found-residual',
    }),
    msg('{vendor}: a known service that the site’s config does not name. Visitors are not told of it.', {
      id: 'audit.found-undeclared',
    }),
    msg('{vendor}: an address of a third party that neither the catalogue nor the config names.', {
      id: 'audit.found-unlisted',
    }),
    msg('{vendor}: personal data of the visitor were sent to it.', { id: 'audit.found-personal-data' }),
    msg('{vendor}: what was seen does not allow a certain answer.', { id: 'audit.found-inconclusive' }),
    msg('Its tag stands in the page above the Kelisim script, so it ran before anything could hold it.', {
      id: 'audit.why-above-gate',
    }),
    msg('The tag is written straight into the page and carries no mark, so the browser loads it by itself.', {
      id: 'audit.why-unmarked',
    }),
    msg(
      'The tag is marked, but the mark is written wrongly (type, data-kelisim or the name of the service) and has no effect.',
      { id: 'audit.why-mark-typo' },
    ),
    msg('The Kelisim script does not run first: it has async, defer or type=module, or an optimiser moved it.', {
      id: 'audit.why-head-late',
    }),
    msg('The Kelisim script did not load on this page.', { id: 'audit.why-head-missing' }),
    msg('The pixel stands in noscript: with JavaScript off the browser loads it, and nobody asks.', {
      id: 'audit.why-noscript',
    }),
    msg('The container was released for another category, and this tag in it has no consent condition of its own.', {
      id: 'audit.why-container-tag',
    }),
    msg('The same tag stands there twice: in the page and in a container, or pasted two times.', {
      id: 'audit.why-second-copy',
    }),
    msg('The order in the page is wrong: the tag comes first, the default after it.', { id: 'audit.why-late-default' }),
    msg('Code of the page tells the service something else than the visitor’s choice.', {
      id: 'audit.why-wrong-signal',
    }),
    msg('It was erased after the withdrawal, and a script wrote it again.', { id: 'audit.why-comes-back' }),
    msg('Nobody erases it: the config does not name this cookie or this entry of the storage.', {
      id: 'audit.why-not-erased',
    }),
    msg('Code that was loaded before goes on sending after the withdrawal.', { id: 'audit.why-keeps-running' }),
    msg('The site puts them into an address, into the page’s title or into what is sent with the request.', {
      id: 'audit.why-personal-data',
    }),
    msg('The address looks like one of the site, but in DNS (CNAME) it leads to the service.', {
      id: 'audit.why-cname',
    }),
    msg('The request went to another address first and was redirected from there.', { id: 'audit.why-redirect' }),
    msg('The data travel by an address of the site itself, which passes them on to the service.', {
      id: 'audit.why-first-party-proxy',
    }),
    msg('The request was made in a worker, where a script of the page has no say.', { id: 'audit.why-worker' }),
    msg('The request was made in the service worker, where a script of the page has no say.', {
      id: 'audit.why-service-worker',
    }),
    msg('The request was made in a frame that is embedded in the page.', { id: 'audit.why-frame' }),
    msg('The tag was inserted when the visitor moved on within the page, without loading it anew.', {
      id: 'audit.why-route',
    }),
    msg('A script wrote a choice that the visitor had not made.', { id: 'audit.why-forged-choice' }),
    msg(
      'The config says something of this service that is not so: its category, or that it does not record the screen.',
      { id: 'audit.why-own-category' },
    ),
    msg('It is in Kelisim’s catalogue, but not among the services of site.json.', { id: 'audit.why-not-in-config' }),
    msg('Nobody has described it yet: who gets the data, and what for, is not known.', {
      id: 'audit.why-not-in-catalogue',
    }),
    msg('The tag is not in the page, or its id or type is wrong.', { id: 'audit.why-not-there' }),
    msg('The site’s own Content-Security-Policy forbids it.', { id: 'audit.why-blocked-by-policy' }),
    msg('Its file could not be loaded.', { id: 'audit.why-failed-to-load' }),
    msg('It was held and not released after the consent.', { id: 'audit.why-held-forever' }),
    msg('The site’s own server sets the cookie, before any script can run.', { id: 'audit.why-server-cookie' }),
    msg('Nothing on this page holds tags back until the visitor has chosen.', { id: 'audit.why-no-gate' }),
    msg('The repeated visits did not show the same.', { id: 'audit.why-unstable' }),
    msg('The visits were disturbed, so nothing certain follows from them.', { id: 'audit.why-trouble' }),
    msg('phone number', { id: 'audit.data-phone' }),
    msg('IIN', { id: 'audit.data-iin' }),
    msg('e-mail address', { id: 'audit.data-email' }),
    msg('card number', { id: 'audit.data-card' }),
    msg('number of an application', { id: 'audit.data-application' }),
    msg('address', { id: 'audit.in-url' }),
    msg('body of the request', { id: 'audit.in-body' }),
    msg('address of the previous page', { id: 'audit.in-referrer' }),
    msg('title of the page', { id: 'audit.in-title' }),
    msg('Names in storage', { id: 'audit.name-cookies' }),
    msg('Kind of data', { id: 'audit.name-data' }),
    msg('Field', { id: 'audit.name-field' }),
    msg('Setting', { id: 'audit.name-setting' }),
    msg('Sent', { id: 'audit.name-sent' }),
    msg('Expected', { id: 'audit.name-expected' }),
    msg('Container', { id: 'audit.name-container' }),
    msg('Tag', { id: 'audit.name-tag' }),
    msg('Script', { id: 'audit.name-script' }),
    msg('Redirected from', { id: 'audit.name-from' }),
    msg('Address', { id: 'audit.name-host' }),
    msg('Path', { id: 'audit.name-path' }),
    msg('Set by the answer of', { id: 'audit.name-header' }),
    msg('Page', { id: 'audit.name-page' }),
    msg('Directive', { id: 'audit.name-directive' }),
    msg('Where in the request', { id: 'audit.name-where' }),
    msg('Seen in visits', { id: 'audit.name-share' }),
    msg('What was seen', { id: 'audit.name-verdict' }),
    msg('Likely cause', { id: 'audit.name-cause' }),
    msg('Service in the config', { id: 'audit.name-service' }),
    msg('Written', { id: 'audit.name-wrong' }),
    msg('Probably meant', { id: 'audit.name-meant' }),
    msg('Event', { id: 'audit.name-event' }),
    msg('Line', { id: 'audit.name-line' }),
    msg('Trouble', { id: 'audit.name-trouble' }),
    msg('Error', { id: 'audit.name-error' }),
    msg('Mark the tag, so that it waits for the consent.', { id: 'audit.fix-mark' }),
    msg('Correct the mark of the tag.', { id: 'audit.fix-correct-mark' }),
    msg('Move the tag below the Kelisim script.', { id: 'audit.fix-move-below' }),
    msg('Make the Kelisim script the first one in head, without async, defer and type=module.', {
      id: 'audit.fix-move-head',
    }),
    msg('Paste the Kelisim script first in head of this page.', { id: 'audit.fix-paste-head' }),
    msg('Take this tag out.', { id: 'audit.fix-take-out' }),
    msg('Take the noscript part out: it cannot wait for a consent.', { id: 'audit.fix-take-out-noscript' }),
    msg('In the container, give the tag a consent condition, so that it fires only for its category.', {
      id: 'audit.fix-container-consent',
    }),
    msg('Tell the service what the visitor chose: correct or take out the call that contradicts it.', {
      id: 'audit.fix-signal-update',
    }),
    msg('Set the consent default before the first call.', { id: 'audit.fix-default-first' }),
    msg('Add the service to services in site.json, so that visitors are told of it and asked.', {
      id: 'audit.fix-add-service',
    }),
    msg('Name these in the service’s cookies in site.json, so that they are erased after a refusal.', {
      id: 'audit.fix-add-cookies',
    }),
    msg('Name the address in site.json.', { id: 'audit.fix-add-host' }),
    msg('Find out who stands behind the address and describe the service in site.json.', {
      id: 'audit.fix-catalogue-entry',
    }),
    msg('Allow the address in the site’s Content-Security-Policy.', { id: 'audit.fix-allow-in-policy' }),
    msg('Install Kelisim at level fence or header: there the browser itself holds it.', {
      id: 'audit.fix-level-fence',
    }),
    msg('Take the personal data out of what is sent.', { id: 'audit.fix-without-value' }),
    msg('Let the page be loaded anew after a withdrawal.', { id: 'audit.fix-reload-on-withdrawal' }),
    msg('Write the tag into the page, or correct its id and type.', { id: 'audit.fix-write-tag' }),
    msg('Correct site.json.', { id: 'audit.fix-correct-config' }),
    msg('Run the audit again. If it stays so, look at this visit by hand.', { id: 'audit.fix-look-again' }),
  ];
}
