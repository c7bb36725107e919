/** What may be asked of `kelisim head` at once, and the sentence for what may not. */
import { describe, expect, test } from 'vitest';
import { type HeadOptions, levelOf, refusalOf } from '../../../src/cli/head-options.ts';

const options = (change: Partial<HeadOptions>): HeadOptions => ({
  config: 'site.json',
  publicPath: '/kelisim/',
  ...change,
});

describe('kelisim head', () => {
  test.each<[Partial<HeadOptions>, string]>([
    [{}, 'fence'],
    [{ nginx: true }, 'header'],
    [{ level: 'tag' }, 'tag'],
    [{ level: 'inline', quietLookahead: true, preload: 'a.js' }, 'inline'],
    [{ level: 'fence', preload: 'a.js', nonce: '{{ n }}', form: 'inline', forms: true }, 'fence'],
    [{ level: 'header', form: 'tag' }, 'header'],
    [{ level: 'header', nginx: true, forms: true }, 'header'],
    [{ reportOnly: true }, 'fence'],
    [{ reportOnly: true, nginx: true }, 'header'],
    [{ nonce: '<?= $nonce ?>' }, 'fence'],
  ])('takes %j as level %s', (change, level) => {
    expect(refusalOf(options(change))).toBeNull();
    expect(levelOf(options(change))).toBe(level);
  });

  test.each<[Partial<HeadOptions>, RegExp]>([
    [{ level: 'strict' }, /the levels are tag, inline, fence, header/],
    [{ form: 'module' }, /a tag or inline/],
    [{ level: 'tag', form: 'tag' }, /--form/],
    [{ level: 'fence', nginx: true }, /--nginx prints the maps of level header/],
    [{ level: 'inline', reportOnly: true }, /--report-only/],
    [{ level: 'tag', forms: true }, /--forms/],
    [{ level: 'fence', quietLookahead: true }, /the fence does the same by itself/],
    [{ level: 'tag', quietLookahead: true }, /belongs to level inline/],
    [{ level: 'header', preload: 'a.js' }, /level header keeps it/],
    [{ level: 'inline', preload: 'a.js' }, /level inline keeps it/],
    [{ nginx: true, nonce: 'x' }, /--nonce is for the block/],
    [{ reportOnly: true, preload: 'a.js' }, /--preload is for the block/],
    [{ nginx: true, form: 'inline' }, /--form is for the block/],
    [{ nonce: '"><script>' }, /--nonce/],
  ])('refuses %j in one sentence', (change, why) => {
    const refusal = refusalOf(options(change));
    expect(refusal).toMatch(why);
    expect(refusal).toMatch(/^[^\n]+\.$/);
  });
});
