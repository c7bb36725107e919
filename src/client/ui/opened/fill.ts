/** Owns putting facts into a text with {placeholders}. A function as replacement: a fact may hold `$&`. */
import type { TextId } from '../../i18n/generated/text-id.ts';
import { say } from '../../i18n/localization.ts';

export function fill(id: TextId, facts: Readonly<Record<string, string>>): string {
  return say(id).replace(/\{(\w+)\}/g, (whole, name: string) => facts[name] ?? whole);
}
