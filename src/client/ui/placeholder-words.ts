/**
 * Owns the words of one placeholder: who provides what is held, where data would go, what each button means. Pure apart from the page's own title.
 * Leaves to others: drawing them (kelisim-placeholder).
 */
import type { Inner } from '../../core/api.ts';
import type { SiteConfig } from '../../core/config.ts';
import type { Language } from '../../core/language.ts';
import type { Disclosures } from '../../core/vendor.ts';
import type { TextId } from '../i18n/generated/text-id.ts';
import type { Embed } from './held-embeds.ts';

export interface PlaceholderWords {
  readonly language: Language;
  /** The frame's own title, '' without one, and the language of the page around it. */
  readonly title: string;
  readonly titleLanguage: string;
  readonly label: string;
  /** Who gets the data, where. */
  readonly goes: string;
  /** Buttons; '' is not offered. */
  readonly once: string;
  readonly always: string;
  readonly settings: string;
  /** What the buttons mean. */
  readonly more: string;
}

/** What the words are made of, in one language. */
export interface PlaceholderTexts {
  readonly language: Language;
  readonly texts: Readonly<Record<string, string>>;
  readonly config: Partial<SiteConfig>;
  readonly vendors: Disclosures;
}

export function placeholderWords(
  { element, service, category, parts }: Embed,
  { language, texts, config, vendors }: PlaceholderTexts,
  inner: Pick<Inner, 'choice' | 'fence'>,
): PlaceholderWords {
  const say = (id: TextId, values: Readonly<Record<string, string>> = {}): string =>
    // A function: a name may hold `$&`.
    (texts[id] ?? '').replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '');
  const own = config.services?.find((item) => (item.id ?? item.vendor) === service?.id);
  const known = service && vendors[service.vendor];
  const name = own?.name ?? known?.name ?? service?.id ?? new URL(parts[0]!.address, document.baseURI).hostname;
  const provider = own?.provider?.name ?? known?.provider ?? name;
  const country = own?.provider?.country ?? known?.country;
  const title = (element.title || element.ariaLabel || '').trim();
  const isFenced = !!inner.fence?.closed;
  const ownCategory = config.categories?.find(({ id }) => id === category)?.name;
  const categoryName = ownCategory
    ? (ownCategory[language] ?? ownCategory.ru)
    : say(`category.${category}` as TextId) || category;
  const granted = category ? say('embed.category', { name: categoryName! }) : name;
  const sentences = (...list: (string | false)[]): string => list.filter(Boolean).join(' ');
  return {
    language,
    // One that is the service's name says nothing more.
    title: title === name ? '' : title,
    titleLanguage: element.closest<HTMLElement>('[lang]')?.lang ?? '',
    label: say('embed.label', { name }),
    goes: sentences(
      say('embed.goes', {
        provider: country ? `${provider}, ${say(`country.${country}` as TextId) || country}` : provider,
      }),
      !!country && country !== 'KZ' && say('embed.abroad'),
    ),
    // The browser's own policy holds it as well; it is made anew with the page only.
    once: isFenced ? '' : say('embed.once'),
    always: say('embed.always'),
    settings: say('embed.settings'),
    more: sentences(
      !isFenced && say('embed.once-means'),
      say(inner.choice() ? 'embed.always-means' : 'embed.always-first', { name: granted }),
      isFenced && say('embed.reloads'),
      say('embed.withdraw'),
    ),
  };
}
