/** Owns loading what still stands of a choice that does not count any more (again/earlier-choice.ts): only who is asked again has one. */
import type { KelisimApi } from '../../core/api.ts';
import type { Choice } from '../../core/choice.ts';

/** Null when there is none, or its file does not arrive. */
export async function loadEarlier({ inner }: KelisimApi): Promise<Choice | null> {
  if (!inner.again) return null;
  const module = await import('../again/earlier-choice.ts').catch(() => null);
  return module && module.startingChoice(inner);
}
