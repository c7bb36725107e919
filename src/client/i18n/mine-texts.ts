/**
 * Owns the English words of the parts of the settings that are loaded when they are opened: what cookies and pixels are, about this consent,
 * my choices. Nothing imports the function: it stands here so that the extraction finds the texts; they travel apart (`mine-<language>`).
 * Leaves to others: the titles of these parts (settings-texts.ts), what only the owner can say (`about` in the config).
 */
import { msg } from '@lit/localize';

export function mineTexts(): readonly string[] {
  return [
    msg(
      'Cookies (cookie files) are small text files in which the browser writes data about your visit to a site. They let sites remember their visitors, for example so as not to ask for login and password each time. Similar technologies, such as the browser’s storage, do the same.',
      { id: 'mine.cookies', desc: 'R01; modelled on clause 3.4 of the Jet Car policy' },
    ),
    msg(
      'A pixel (pixel tag) is a statistical script or a tiny picture of a service. It works on the pages where it is installed and collects:',
      { id: 'mine.pixel', desc: 'R02; modelled on clause 3.3 of the Jet Leasing policy' },
    ),
    msg(
      'IP address|information from cookies|information about the browser or another program|access time|page address|referrer (address of the previous page)',
      { id: 'mine.pixel-items', desc: 'Six items, separated by |' },
    ),
    msg(
      'The site works without cookies and pixels that are not necessary. What stops then is said at each category and service.',
      { id: 'mine.without' },
    ),
    msg('Address', { id: 'mine.address' }),
    msg('E-mail', { id: 'mine.email' }),
    msg('Phone', { id: 'mine.phone' }),
    msg('Other ways to withdraw the consent', { id: 'mine.channels' }),
    msg('edition {edition}', { id: 'mine.edition', desc: 'Keep {edition}' }),
    msg('No. {number}', { id: 'mine.number', desc: 'Keep {number}' }),
    msg('Term of the consent', { id: 'mine.term' }),
    msg('{term} from the day of the choice; then you are asked again', { id: 'mine.term-words', desc: 'Keep {term}' }),
    msg('Third parties that receive data', { id: 'mine.third-parties' }),
    msg('Those that are not necessary receive data only after you agree.', { id: 'mine.third-parties-note' }),
    msg('Cross-border transfer', { id: 'mine.abroad' }),
    msg('Data are transferred to: {countries}.', { id: 'mine.abroad-to', desc: 'Keep {countries}' }),
    msg('None of the services named here transfers data abroad.', { id: 'mine.abroad-none' }),
    msg('Public sources', { id: 'mine.public' }),
    msg('The site does not disseminate these data in public sources.', { id: 'mine.public-none' }),
    msg('What the consent covers', { id: 'mine.scope' }),
    msg('The site {host} and the operator named above.|The site {host} and the operators named above.', {
      id: 'mine.scope-site',
      desc: 'Keep {host}; one operator | several',
    }),
    msg('It does not extend to other companies.', { id: 'mine.scope-only' }),
    msg('Data that are collected', { id: 'mine.data' }),
    msg('Automated decisions', { id: 'mine.review' }),
    msg('Deadlines for requests', { id: 'mine.deadlines' }),
    msg('Your contracts', { id: 'mine.contracts' }),
    msg(
      'This consent is about cookies and pixels only and is separate from loan obligations: it can always be withdrawn here, and that changes nothing in your contracts.',
      { id: 'mine.separate' },
    ),
    msg('You have not chosen yet. Only what is necessary works.', { id: 'mine.none' }),
    msg('Your choice of {date} stands; its record is not on this device.', {
      id: 'mine.unrecorded',
      desc: 'Keep {date}',
    }),
    msg('Date and time', { id: 'mine.when' }),
    msg('Record number', { id: 'mine.id' }),
    msg('Valid until', { id: 'mine.until' }),
    msg('Allowed', { id: 'mine.granted' }),
    msg('Not allowed', { id: 'mine.refused' }),
    msg('nothing', { id: 'mine.nothing', desc: 'After "Allowed:" and "Not allowed:"' }),
    msg('Where', { id: 'mine.where' }),
    msg('in the first notice', { id: 'mine.at-banner' }),
    msg('in these settings', { id: 'mine.at-settings' }),
    msg('at embedded content', { id: 'mine.at-placeholder' }),
    msg('with a button of the page', { id: 'mine.at-api' }),
    msg('Delivery', { id: 'mine.delivery' }),
    msg('delivered to the operator', { id: 'mine.delivered' }),
    msg('waiting for delivery, kept in this browser', { id: 'mine.waiting' }),
    msg('not taken by the operator’s server, kept in this browser', { id: 'mine.given-up' }),
    msg('kept only on this device', { id: 'mine.kept' }),
    msg('Accepted all', { id: 'mine.did-accept-all' }),
    msg('Rejected all', { id: 'mine.did-reject-all' }),
    msg('Choice saved', { id: 'mine.did-save' }),
    msg('Consent withdrawn', { id: 'mine.did-withdraw' }),
    msg('Loaded once', { id: 'mine.did-load-once' }),
    msg('This browser keeps nothing for this site: the records below are gone when the page is closed.', {
      id: 'mine.memory',
    }),
    msg('Earlier records on this device', { id: 'mine.history' }),
    msg('Withdraw all', { id: 'mine.withdraw', desc: 'Button' }),
    msg('Your consent is withdrawn. What is not necessary is switched off.', { id: 'mine.withdrawn' }),
    msg('Nothing is allowed now, so there is nothing to withdraw.', { id: 'mine.nothing-given' }),
    msg(
      'Withdrawal counts at once: the services are stopped and told, and their cookies and storage are erased as far as this site can reach them. Where a loaded script cannot be stopped otherwise, the page is reloaded.',
      { id: 'mine.does' },
    ),
    msg(
      'It does not affect processing that took place while the consent was valid, nor processing on other grounds. Cookies on the providers’ own sites can only be erased in the browser.',
      { id: 'mine.does-not' },
    ),
    msg(
      'Earlier records are not erased by a withdrawal: they prove what you chose. A record holds no name, phone number or IP address.',
      { id: 'mine.proof' },
    ),
    msg('Erased after your refusal, there again, and erased once more: {names}. The site itself may be writing them.', {
      id: 'mine.returners',
      desc: 'Keep {names}',
    }),
    msg('Download (JSON)', { id: 'mine.download', desc: 'Button' }),
    msg('Print', { id: 'mine.print', desc: 'Button' }),
  ];
}
