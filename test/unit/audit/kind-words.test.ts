/** Every kind of contact that the gate names itself has words in the panel; an element's local name is shown as its tag. */
import { describe, expect, it } from 'vitest';
import { kindWords } from '../../../src/audit/panel/kind-words.ts';
import { loadPanelWords } from '../../../src/audit/panel/panel-words.ts';
import { LANGUAGES } from '../../../src/core/language.ts';

const KINDS = ['inline', 'fetch', 'xhr', 'beacon', 'socket', 'events', 'form', 'style', 'cookie', 'policy'];

describe('the words of a kind', () => {
  it.each(LANGUAGES)('are there in %s for all that is no element', async (language) => {
    const words = await loadPanelWords(language, true);
    for (const kind of KINDS) expect(kindWords(kind, words), kind).not.toMatch(/^</);
    expect(kindWords('video', words)).toBe('<video>');
  });
});
