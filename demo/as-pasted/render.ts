/** Owns turning the items into the page's parts: the tags themselves, and the table that says of each what leaves at which level. */
import { LANGUAGES, type Localised } from '../../src/core/language.ts';
import { type Engine, type Leaving, PASTED_ITEMS, type PastedItem, type Remedy } from './items.ts';

const ENGINES: readonly Engine[] = ['chromium', 'firefox', 'webkit'];
const ENGINE_NAMES: Readonly<Record<Engine, string>> = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKit' };
const LEAVINGS: readonly Leaving[] = ['yes', 'may', 'no'];
const OUTCOMES: Readonly<Record<Leaving, Localised>> = {
  no: { kk: 'кетпейді', ru: 'не уходит', en: 'no request' },
  may: { kk: 'кетуі мүмкін', ru: 'может уйти', en: 'may leave' },
  yes: { kk: 'кетеді', ru: 'уходит', en: 'leaves' },
};
const REMEDIES: Readonly<Record<Remedy, { code: string; text: Localised }>> = {
  type: { code: 'type="text/plain" data-kelisim="…"', text: { kk: 'белгілеу', ru: 'пометить', en: 'mark it' } },
  'data-src': { code: 'data-kelisim="…" data-src="…"', text: { kk: 'белгілеу', ru: 'пометить', en: 'mark it' } },
  'data-href': { code: 'data-kelisim="…" data-href="…"', text: { kk: 'белгілеу', ru: 'пометить', en: 'mark it' } },
  remove: { code: '', text: { kk: 'беттен алып тастау', ru: 'убрать со страницы', en: 'take it off the page' } },
  none: { code: '', text: { kk: 'ештеңе істеудің қажеті жоқ', ru: 'ничего делать не нужно', en: 'nothing to do' } },
};

/** Parts for `sitePage`: `items-head`, `items-body`, `items-table`. */
export function asPastedParts(): Readonly<Record<string, string>> {
  const tags = (place: PastedItem['place']) =>
    PASTED_ITEMS.filter((item) => item.place === place)
      .map((item) => item.html)
      .join('\n');
  return { 'items-head': tags('head'), 'items-body': tags('body'), 'items-table': PASTED_ITEMS.map(row).join('\n') };
}

function row(item: PastedItem): string {
  const remedy = REMEDIES[item.remedy];
  return `<tr id="${item.id}">
<th scope="row">${languages(item.name)}<code>${item.id}</code></th>
<td>${outcomes(item.leaves.tag)}</td>
<td>${outcomes(item.leaves.inline)}</td>
<td>${languages(remedy.text)}${remedy.code ? `<code>${escape(remedy.code)}</code>` : ''}</td>
</tr>`;
}

/** Engines with the same outcome stand together; all three need no names. */
function outcomes(by: Readonly<Record<Engine, Leaving>>): string {
  return LEAVINGS.map((leaving) => {
    const names = ENGINES.filter((engine) => by[engine] === leaving).map((engine) => ENGINE_NAMES[engine]);
    if (names.length === 0) return '';
    return `<div class="outcome ${leaving}">${names.length < ENGINES.length ? `<b>${names.join(', ')}</b>` : ''}${languages(OUTCOMES[leaving])}</div>`;
  }).join('');
}

function languages(text: Localised): string {
  return LANGUAGES.map((code) => `<span lang="${code}">${escape(text[code])}</span>`).join(' ');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
