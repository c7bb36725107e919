/**
 * A page's own code, as TypeScript users of the package write it. Compiled by pack.test.ts against the packed package and never run:
 * each `@ts-expect-error` is a wrong use, and the compiler complains when it is none.
 */
import {
  type Choice,
  type DataLayerEvent,
  type Decision,
  type Kelisim,
  type Language,
  loadSite,
  type SiteData,
} from 'kelisim';

const analytics: boolean = window.kelisim?.has('analytics') ?? false;
const bare: boolean | undefined = kelisim?.has('analytics');
// @ts-expect-error The head script may not have come.
window.kelisim.has('analytics');
// @ts-expect-error Nobody replaces it.
window.kelisim = undefined;

export function listen(own: Kelisim): () => void {
  const stop: () => void = own.on('choice', ({ granted, choice }) => {
    const state: boolean | undefined = granted['analytics'];
    const day: number = choice.day;
    // @ts-expect-error A choice is read, not written.
    choice.day = day + Number(state);
  });
  own.on('language', (language) => {
    const known: Language = language;
    // @ts-expect-error kk, ru and en alone.
    const other: 'de' = known;
    return other;
  });
  // @ts-expect-error No such event.
  own.on('consent', () => undefined);
  // @ts-expect-error What the client shares with the head is not for pages.
  const hidden = own.inner;
  return hidden ?? stop;
}

export function decide(own: Kelisim, event: MouseEvent): boolean[] {
  const decisions: Decision[] = ['accept-all', 'reject-all', { categories: { analytics: true } }];
  // @ts-expect-error Neither all nor nothing.
  own.decide('accept');
  // @ts-expect-error A category is on or off.
  own.decide({ categories: { analytics: 'yes' } });
  // @ts-expect-error No such surface.
  own.withdraw({ surface: 'footer', event });
  return decisions.map((decision) => own.decide(decision, { surface: 'api', event }));
}

export async function words(own: Kelisim): Promise<readonly string[]> {
  const site: SiteData = await loadSite(own);
  const language: Language = own.site.language();
  const choice: Choice | null = own.site.choice();
  const { vendors } = await site.disclosures(language);
  own.site.setLanguage('kk');
  // @ts-expect-error kk, ru and en alone.
  own.site.setLanguage('uz');
  // @ts-expect-error A visitor without a choice has no day.
  const day: number = choice.day;
  return own.site.services.map(({ id, vendor, category }) => vendors[vendor]?.purpose ?? id + category + day);
}

document.addEventListener('kelisim:choice', ({ detail }) => {
  const advertising: boolean | undefined = detail.granted['advertising'];
  // @ts-expect-error It is a boolean.
  const wrong: string = detail.granted['advertising'];
  return [advertising, wrong];
});
document.addEventListener('kelisim:returned', ({ detail }) => detail.map(({ name, services }) => [name, ...services]));

export function isOurs(entry: { readonly event?: string }): entry is DataLayerEvent {
  return entry.event === 'kelisim.choice';
}

export function read(entry: DataLayerEvent): boolean {
  // @ts-expect-error The state stands under `kelisim`.
  const wrong = entry.analytics;
  return entry.kelisim['analytics'] ?? wrong ?? bare ?? analytics;
}
