/**
 * Owns the English words of the placeholders. Nothing imports the function: it stands here so that the extraction finds the texts.
 * A placeholder may be small: short sentences. {name} is the service, {provider} its provider and country.
 */
import { msg } from '@lit/localize';

export function embedTexts(): readonly string[] {
  return [
    msg('{name}: not loaded without your consent', {
      id: 'embed.label',
      desc: 'Name of the box for screen readers, and its first line',
    }),
    msg('When this is loaded, your IP address and other data go to the provider: {provider}.', { id: 'embed.goes' }),
    msg('This is a cross-border transfer.', { id: 'embed.abroad' }),
    msg('Load once', { id: 'embed.once', desc: 'Button' }),
    msg('Always allow', { id: 'embed.always', desc: 'Button' }),
    msg('Settings', { id: 'embed.settings', desc: 'Button that opens the cookie settings' }),
    msg('“Load once”: for this page view only; next time you are asked again.', { id: 'embed.once-means' }),
    msg('“Always allow”: your consent is saved for {name}; your other choices stay as they are.', {
      id: 'embed.always-means',
    }),
    msg(
      '“Always allow”: your consent is saved for {name} only; everything else stays refused until you change it in the settings.',
      { id: 'embed.always-first', desc: 'Before any choice was made' },
    ),
    msg('You can withdraw the consent in the settings at any time.', { id: 'embed.withdraw' }),
    msg('The page is loaded anew for this.', { id: 'embed.reloads' }),
    msg('category “{name}”', { id: 'embed.category', desc: 'In place of {name} in the sentences on "Always allow"' }),
  ];
}
