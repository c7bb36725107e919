/**
 * Owns the English words of what changed since an earlier choice; the banner shows them below its own sentence (banner.again). Nothing imports
 * the function: it stands here so that the extraction finds the texts. Label and value, so that no language has to bend a name or a date.
 */
import { msg } from '@lit/localize';

export function againTexts(): readonly string[] {
  return [
    msg('Date of your choice: {date}', { id: 'again.chosen' }),
    msg('It was valid until: {date}', { id: 'again.expired', desc: 'It: the choice' }),
    msg('This browser no longer keeps it.', { id: 'again.lost', desc: 'It: the choice' }),
    msg('Privacy policy: edition {to}, before: {from}.', { id: 'again.policy' }),
    msg('New services: {names}.', { id: 'again.added' }),
    msg('Services no longer used: {names}.', { id: 'again.removed' }),
    msg('Services with another purpose: {names}.', { id: 'again.moved' }),
    msg('New purposes: {names}.', { id: 'again.purposes' }),
    msg('extra functions', { id: 'again.purpose-functional', desc: 'As it reads in {names} of again.purposes' }),
    msg('visit analysis', { id: 'again.purpose-analytics' }),
    msg('advertising', { id: 'again.purpose-advertising' }),
    msg('Days the consent is valid: {to}, before: {from}.', { id: 'again.term' }),
    msg('Until you choose, only what is necessary works. In the settings, what you refused is off.', {
      id: 'again.kept',
    }),
  ];
}
