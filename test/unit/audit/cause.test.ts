import { describe, expect, it } from 'vitest';
import { causeOf } from '../../../src/audit/cause.ts';
import { at, chose, entry, entryOf, SITE } from './panel-site.ts';

describe('The cause of a verdict', () => {
  it('is the missing choice before there is one, and a call that was dropped does not wait', () => {
    expect(causeOf(entry({}), at())).toBe('no-choice');
    expect(causeOf(entry({ kind: 'beacon', verdict: 'dropped' }), at())).toBe('no-choice-call');
  });

  it('follows a refusal that came after the entry', () => {
    expect(causeOf(entry({ chosen: false }), at('/', chose('a')))).toBe('refused');
    expect(causeOf(entry({}), at('/', chose('ad', { 'meta-pixel': false })))).toBe('refused-service');
  });

  it('names what opened a service: its category, its own switch, or the container rule', () => {
    expect(causeOf(entry({ verdict: 'released', chosen: true }), at('/', chose('d')))).toBe('granted');
    expect(causeOf(entry({ verdict: 'allowed', chosen: true }), at('/', chose('', { 'meta-pixel': true })))).toBe(
      'granted-service',
    );
    const container = entryOf('google-tag-manager', { verdict: 'released', chosen: true });
    expect(causeOf(container, at('/', chose('a')))).toBe('granted-container');
  });

  it('says that something ran before it was withdrawn', () => {
    expect(causeOf(entry({ verdict: 'released', chosen: true }), at('/', chose('a')))).toBe('withdrawn');
  });

  it('tells an agreed element that still waits from a dropped call that does not come back', () => {
    expect(causeOf(entry({}), at('/', chose('d')))).toBe('agreed-waiting');
    expect(causeOf(entry({ kind: 'fetch', verdict: 'dropped' }), at('/', chose('d')))).toBe('allowed-late');
  });

  it('is the page when the config says where a service may run, whatever was agreed', () => {
    expect(causeOf(entryOf('criteo'), at('/loan/new', chose('d')))).toBe('not-on');
    expect(causeOf(entryOf('criteo'), at('/loans', chose('')))).toBe('refused');
    expect(causeOf(entryOf('recaptcha'), at('/'))).toBe('only-on');
    expect(causeOf(entryOf('recaptcha', { verdict: 'allowed' }), at('/apply'))).toBe('necessary');
  });

  it('is session replay until its own switch is on', () => {
    expect(causeOf(entryOf('yandex-webvisor'), at())).toBe('replay');
    expect(causeOf(entryOf('yandex-webvisor'), at('/', chose('a')))).toBe('replay');
    expect(causeOf(entryOf('yandex-webvisor'), at('/', chose('a', { 'yandex-webvisor': false })))).toBe(
      'refused-service',
    );
    const on = entryOf('yandex-webvisor', { verdict: 'released' });
    expect(causeOf(on, at('/', chose('', { 'yandex-webvisor': true })))).toBe('granted-service');
  });

  it('tells a container that may not open from one that never can', () => {
    expect(causeOf(entryOf('google-tag-manager'), at())).toBe('no-choice');
    expect(causeOf(entryOf('google-tag-manager'), at('/', chose('d')))).toBe('refused-container');
    expect(causeOf(entryOf('roistat'), at('/', chose('fad')))).toBe('empty-container');
  });

  it('is the catalogue or the config when one of them does not know the vendor', () => {
    const undeclared = entry({ vendor: 'hotjar', service: '', category: '', verdict: 'undeclared' });
    expect(causeOf(undeclared, at('/', chose('fad')))).toBe('not-in-config');
    const unknown = entry({ vendor: '', service: '', category: '', verdict: 'unlisted' });
    expect(causeOf(unknown, at())).toBe('not-in-catalogue');
    expect(causeOf({ ...unknown, verdict: 'held' }, at())).toBe('unlisted-blocked');
  });

  it('is the mark when it names a category, and a fault when it names nothing', () => {
    const marked = entry({ vendor: '', service: '', category: 'analytics' });
    expect(causeOf(marked, at())).toBe('no-choice');
    expect(causeOf({ ...marked, verdict: 'released' }, at('/', chose('a')))).toBe('granted');
    expect(causeOf({ ...marked, category: 'analitics' }, at('/', chose('fad')))).toBe('unknown-mark');
  });

  it('is the config when it cannot be read', () => {
    expect(causeOf(entry({}), { ...at('/', chose('d')), site: { ...SITE, broken: true } })).toBe('broken');
  });
});
