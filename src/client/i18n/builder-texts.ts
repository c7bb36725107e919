/**
 * Owns the English words of the config builder (demo/builder): the page, the findings, the preview and what the owner takes away. Nothing imports the function: it stands here
 * so that the extraction finds the texts. Readers are owners of sites, not programmers.
 * Leaves to others: the other languages (locales/), names and purposes of vendors (vendors/data).
 */
import { msg } from '@lit/localize';

export function builderTexts(): readonly string[] {
  return [
    msg('Consent notice builder', { id: 'builder.title' }),
    msg(
      'Fill in the form and watch the notice beside it. Then take the file site.json and the tag for your pages. Nothing you write leaves this browser.',
      { id: 'builder.intro' },
    ),
    msg('Language of this page', { id: 'builder.page-language' }),
    msg('Steps', { id: 'builder.steps' }),
    msg('Open site.json', { id: 'builder.open-file' }),
    msg('Or drop the file anywhere on this page.', { id: 'builder.open-hint' }),
    msg('Opened: {name}', { id: 'builder.opened' }),
    msg('{name} is no JSON file with settings; nothing was changed.', { id: 'builder.not-json' }),
    msg('Start anew', { id: 'builder.clear' }),
    msg('Everything written here will be removed from this browser.', { id: 'builder.clear-ask' }),
    msg('Remove everything', { id: 'builder.clear-yes' }),
    msg('Keep it', { id: 'builder.clear-no' }),
    msg('The draft is removed.', { id: 'builder.cleared' }),
    msg('The draft is kept in this browser.', { id: 'builder.kept' }),
    msg('This browser keeps nothing: download the file before you leave.', { id: 'builder.not-kept' }),
    msg('Remove', { id: 'builder.remove' }),
    msg('Remove: {name}', { id: 'builder.remove-of' }),
    msg('Add', { id: 'builder.add' }),
    msg('optional', { id: 'builder.optional' }),

    msg('Preview', { id: 'builder.preview' }),
    msg('The real notice with your data. No service is contacted, nothing is sent.', { id: 'builder.preview-hint' }),
    msg('Sample page with the notice', { id: 'builder.preview-frame' }),
    msg('Language of the sample page', { id: 'builder.preview-language' }),
    msg('Width', { id: 'builder.width' }),
    msg('phone', { id: 'builder.phone-width' }),
    msg('computer', { id: 'builder.desk-width' }),
    msg('Show', { id: 'builder.show' }),
    msg('Notice', { id: 'builder.show-banner' }),
    msg('Settings', { id: 'builder.show-settings' }),
    msg('Your site', { id: 'builder.sample-title' }),
    msg('This is a sample page. Press the buttons of the notice: here they change nothing outside this window.', {
      id: 'builder.sample-text',
    }),

    msg('To fix: {count}', { id: 'builder.to-fix' }),
    msg('Everything is filled in and checked.', { id: 'builder.all-right' }),
    msg('What is missing or wrong', { id: 'builder.findings' }),
    msg('Fill this in.', { id: 'builder.f-missing' }),
    msg('Write it in this language too: no other language stands in for it.', { id: 'builder.f-one-language' }),
    msg('This field is not known: remove it.', { id: 'builder.f-unknown-key' }),
    msg('Something else is expected here: write it anew.', { id: 'builder.f-wrong-type' }),
    msg('This value does not fit.', { id: 'builder.f-bad-value' }),
    msg('This points to something that is not there: choose again.', { id: 'builder.f-unknown-name' }),
    msg('There is one with this id already: write another.', { id: 'builder.f-duplicate-id' }),
    msg('Describe the service: id, name, hosts, category and purpose.', { id: 'builder.f-incomplete-service' }),
    msg('Remove this field', { id: 'builder.key-remove' }),
    msg('1 to 40 lower-case Latin letters, digits or hyphens, no hyphen at either end.', { id: 'builder.rule-slug' }),
    msg('Write its 12 digits.', { id: 'builder.rule-bin' }),
    msg('Write an address such as info@example.kz.', { id: 'builder.rule-email' }),
    msg('https://… or a path that starts with /', { id: 'builder.rule-link' }),
    msg('One path per line, from /, without ? and #, as /apply', { id: 'builder.rule-path' }),
    msg('One per line, without https://, as metrics.example.kz, *.example.kz, example.kz/path', {
      id: 'builder.rule-host',
    }),
    msg('One name per line; 4 or more characters and a * stand for all names that begin so.', {
      id: 'builder.rule-cookies',
    }),
    msg('One whole name per line.', { id: 'builder.rule-keep' }),
    msg('One per line, as in the address of its script: G-…, 100001', { id: 'builder.rule-ids' }),
    msg('Two capital Latin letters, as KZ.', { id: 'builder.rule-country' }),
    msg('A whole number from 1 to 400; 180 when it is empty.', { id: 'builder.rule-days' }),
    msg('A whole number from 0 to 10000.', { id: 'builder.rule-wait' }),
    msg('https://host or https://host/path, without ? and #.', { id: 'builder.rule-endpoint' }),
    msg('Latin letters, digits, - or _.', { id: 'builder.rule-code' }),
    msg('At most 80 characters.', { id: 'builder.rule-edition' }),

    msg('Result', { id: 'builder.s-result' }),
    msg('Download site.json', { id: 'builder.download' }),
    msg('Faults in the file: {count}. It can be opened here again, but no site can be built from it yet.', {
      id: 'builder.download-faults',
    }),
    msg('Downloaded: {name}', { id: 'builder.downloaded' }),
    msg('Ready files for your site', { id: 'builder.route-files' }),
    msg('The best way without Node: your settings stand inside the script.', { id: 'builder.route-files-hint' }),
    msg('Where the folder will lie on your site', { id: 'builder.public-path' }),
    msg('A path that starts with /, or a whole https:// address.', { id: 'builder.rule-public-path' }),
    msg('Make the files (.zip)', { id: 'builder.make-files' }),
    msg('Unpack the archive into that folder. Then paste this first in the head of every page:', {
      id: 'builder.files-steps',
    }),
    msg('head.html in the archive is the same script inline: stronger and faster.', { id: 'builder.files-inline' }),
    msg('First fix what is listed above.', { id: 'builder.fix-first' }),
    msg('The browser computes the hashes only at https:// or localhost: open this page there.', {
      id: 'builder.insecure',
    }),
    msg('The files could not be made: {reason}', { id: 'builder.files-failed' }),
    msg('A tag with the settings in the page', { id: 'builder.route-tag' }),
    msg(
      'Unpack the folders head and client into that folder, and paste this first in the head of every page. The script carries the whole catalogue and is larger.',
      { id: 'builder.route-tag-hint' },
    ),
    msg('Download head and client (.zip)', { id: 'builder.tag-folders' }),
    msg('With Node', { id: 'builder.route-node' }),
    msg('In the folder with site.json:', { id: 'builder.route-node-hint' }),
    msg('Mark the tags in your pages', { id: 'builder.marks' }),
    msg('What stands in the HTML itself is marked with its service. What scripts add is held without a mark.', {
      id: 'builder.marks-hint',
    }),
    msg('A link that opens the settings, for the footer:', { id: 'builder.open-link' }),
    msg('Cookie settings', { id: 'builder.open-link-words' }),
    msg('Colours for your stylesheet', { id: 'builder.colours-css' }),
    msg('Copy', { id: 'builder.copy' }),
    msg('Copied.', { id: 'builder.copied' }),
    msg('The browser did not allow copying: the text is selected.', { id: 'builder.copy-failed' }),
  ];
}
