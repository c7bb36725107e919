import { describe, expect, it } from 'vitest';
import { belongsTo, checkDraft, sayFinding } from '../../../demo/builder/check-draft.ts';
import { coloursCss, START_COLOURS } from '../../../demo/builder/colours.ts';
import { setValueAt, valueAt } from '../../../demo/builder/config-path.ts';
import { contrast, contrastsOf } from '../../../demo/builder/contrast.ts';
import { Draft, emptyDraft } from '../../../demo/builder/draft.ts';
import { configScript, folderOf, markedTags } from '../../../demo/builder/output.ts';
import { previewConfig } from '../../../demo/builder/preview-page.ts';
import { tickVendor } from '../../../demo/builder/service-list.ts';
import { loadWords } from '../../../demo/builder/words.ts';

const LOOK = { language: 'kk', width: 'phone', shade: 'dark', view: 'banner' } as const;

function draftOf(config: Record<string, unknown>): Draft {
  return new Draft({ config, colours: {} }, () => undefined);
}

describe('A value at a path', () => {
  it('is made with the objects and lists around it, and takes those along that it leaves empty', () => {
    const root = { policy: {}, operators: [{}] };
    setValueAt(root, 'operators[0].name.kk', 'а');
    setValueAt(root, 'hosts.necessary', ['example.kz']);
    expect(root).toEqual({ policy: {}, operators: [{ name: { kk: 'а' } }], hosts: { necessary: ['example.kz'] } });
    setValueAt(root, 'operators[0].name.kk', undefined);
    setValueAt(root, 'hosts.necessary', undefined);
    expect(root).toEqual({ policy: {}, operators: [{}] });
  });

  it('replaces what an opened file has there of another kind', () => {
    const root = { operators: 'nobody' };
    expect(valueAt(root, 'operators[0].name')).toBeUndefined();
    setValueAt(root, 'operators[0].email', 'a@b.kz');
    expect(root).toEqual({ operators: [{ email: 'a@b.kz' }] });
  });

  it('of a list is taken out, and the others move up', () => {
    const root = { services: [{ vendor: 'a' }, { vendor: 'b' }] };
    setValueAt(root, 'services[0]', undefined);
    expect(root).toEqual({ services: [{ vendor: 'b' }] });
  });
});

describe('The findings of a draft', () => {
  it('name what an empty form still needs, and every one has words in every language', async () => {
    const findings = checkDraft(new Draft(emptyDraft(), () => undefined));
    expect(findings.map(({ path }) => path)).toEqual(['site', 'operators[0].name', 'policy.edition', 'policy.url']);
    for (const language of ['kk', 'ru', 'en'] as const) {
      const { say } = await loadWords(language);
      for (const finding of findings) expect(sayFinding(finding, say)).not.toBe('');
    }
  });

  it('stand at the field they are about: its own, an entry of its list, a part of what is missing', () => {
    const finding = { code: 'missing', path: 'operators[0].name', message: '' } as const;
    expect(belongsTo(finding, 'operators[0].name.kk')).toBe(true);
    expect(belongsTo(finding, 'operators[0].email')).toBe(false);
    expect(belongsTo({ ...finding, path: 'hosts.necessary[2]', code: 'bad-value' }, 'hosts.necessary')).toBe(true);
    expect(belongsTo({ ...finding, path: 'services[1]', code: 'incomplete-service' }, 'services[1].ids')).toBe(false);
  });

  it('say the rule of the field that was broken, in the language of the page', async () => {
    const { say } = await loadWords('ru');
    const [finding] = checkDraft(
      draftOf({
        version: 1,
        site: 'x',
        operators: [{ name: { kk: 'а', ru: 'а' }, email: 'info' }],
        policy: { edition: '1', url: { kk: '/', ru: '/' } },
        services: [],
      }),
    );
    expect(finding?.path).toBe('operators[0].email');
    expect(sayFinding(finding!, say)).toBe('Это значение не подходит. Напишите адрес вида info@example.kz.');
  });
});

describe('The BIN of an operator', () => {
  // The first stands in the policy of one of the demo sites.
  it.each([
    ['180940010094', []],
    ['180940010095', ['check-digit']],
    ['18094001009', ['bad-value']],
  ])('%s: %j', (bin, codes) => {
    const findings = checkDraft(draftOf({ operators: [{ bin }] })).filter(({ path }) => path === 'operators[0].bin');
    expect(findings.map(({ code }) => code)).toEqual(codes);
  });
});

describe('The list of services', () => {
  it('forgets a vendor everywhere when it is unticked', () => {
    const draft = draftOf({ services: [{ vendor: 'google-tag-manager', contains: ['hotjar'] }, { vendor: 'hotjar' }] });
    tickVendor(draft, 'hotjar', false);
    expect(draft.config).toEqual({ services: [{ vendor: 'google-tag-manager' }] });
  });

  it('keeps the line that is being typed, and writes only what is filled', () => {
    const draft = draftOf({ services: [] });
    draft.setLines('hosts.necessary', 'a.kz\n\n b.kz \n');
    expect(draft.get('hosts.necessary')).toEqual(['a.kz', 'b.kz']);
    expect(draft.lines('hosts.necessary')).toBe('a.kz\n\n b.kz \n');
    draft.leave('hosts.necessary');
    expect(draft.lines('hosts.necessary')).toBe('a.kz\nb.kz');
    draft.setLines('hosts.necessary', '');
    expect(draft.config).toEqual({ services: [] });
  });
});

describe('The contrast of colours', () => {
  it('is 21 of black on white, 1 of a colour on itself, and 4.48 of #777 on white, which is not enough', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#0f5c5c', '#0f5c5c')).toBe(1);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it('is enough in the colours an owner starts from', () => {
    for (const colours of Object.values(START_COLOURS))
      for (const { name, ratio, least } of contrastsOf(colours)) expect(ratio, name).toBeGreaterThanOrEqual(least);
  });

  it('comes out as CSS for the theme that is used, and as nothing without own colours', () => {
    expect(coloursCss({}, 'auto')).toBe('');
    expect(coloursCss(START_COLOURS, 'dark')).toMatch(/^:root \{\n {2}--kelisim-bg: #1b1d21;/);
    expect(coloursCss({ light: START_COLOURS.light }, 'dark')).toBe('');
    const both = coloursCss(START_COLOURS, 'auto');
    expect(both.match(/prefers-color-scheme: (?:light|dark)/g)).toHaveLength(2);
  });
});

describe('What an owner takes away', () => {
  it('cannot end the script element it stands in', () => {
    const text = configScript({ name: '</script><!--<script>' });
    expect(text.match(/<\/script/g)).toHaveLength(1);
    expect(text).not.toContain('<!--');
    const json = text.slice(text.indexOf('>') + 1, text.lastIndexOf('<'));
    expect(JSON.parse(json)).toEqual({ name: '</script><!--<script>' });
  });

  it('marks a frame as a frame and everything else as a script', async () => {
    const draft = draftOf({ services: [{ vendor: 'youtube-embed' }, { vendor: 'meta-pixel', id: 'pixel' }] });
    const tags = markedTags({ draft, words: await loadWords('en') });
    expect(tags).toContain('<iframe data-kelisim="youtube-embed" data-src=');
    expect(tags).toContain('<script type="text/plain" data-kelisim="pixel">');
  });

  it('goes to a path or a whole https address, nothing else', () => {
    expect(folderOf('/consent')).toBe('/consent/');
    expect(folderOf('https://static.example.kz/k/')).toBe('https://static.example.kz/k/');
    for (const text of ['consent', 'http://example.kz/', '/a b/', '/"><script>', '//example.kz/', 'javascript:/'])
      expect(folderOf(text), text).toBeNull();
  });
});

describe('The config of the preview', () => {
  it('sends nothing, decides nothing beforehand, and leaves the draft as it is', () => {
    const config = {
      site: 'x',
      sync: { endpoint: 'https://a.kz' },
      gpc: 'refuse',
      panel: { code: 'a' },
      services: [{ vendor: 'hotjar' }],
      ui: { banner: false, layout: 'box' },
    };
    const before = structuredClone(config);
    const shown = previewConfig(config, LOOK);
    expect(config).toEqual(before);
    expect(Object.keys(shown)).not.toEqual(expect.arrayContaining(['sync']));
    expect(shown['gpc']).toBeUndefined();
    expect(shown['panel']).toBeUndefined();
    expect(shown['ui']).toEqual({ layout: 'box', theme: 'dark' });
  });

  it('fills the gaps of an empty form, so that the sentences of the notice are whole', () => {
    const shown = previewConfig({ operators: [{}], services: [] }, LOOK);
    expect(shown['site']).toBe('preview');
    expect(shown['operators']).toEqual([{ name: { kk: '…', ru: '…', en: '…' } }]);
    expect(shown['services']).toHaveLength(1);
  });
});
