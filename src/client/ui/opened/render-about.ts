/**
 * Owns the part "About this consent": what a consent has to say by Law 94-V art. 8(4), as far as a site can state it (R09–R13, R18, R19, R22,
 * R28, R29, R31). What the config does not give is left out. Leaves to others: the single services, the choices made.
 */
import { type TemplateResult, html } from 'lit/html.js';
import type { OperatorConfig, PolicyConfig } from '../../../core/config.ts';
import type { Language, SiteText } from '../../../core/language.ts';
import { say, sayCode } from '../../i18n/localization.ts';
import { listed, renderLink, renderReview, renderRow } from './render-row.ts';
import { LANGUAGE_NAMES } from '../language-names.ts';
import { durationWords } from './lifetime.ts';
import { ownName, ownText, siteText } from '../own-text.ts';
import type { Scene } from '../scene.ts';
import { type ServiceView, viewOf } from './service-view.ts';
import { dateWords } from './date-words.ts';
import { fill } from './fill.ts';
import { collectedData, countriesAbroad, thirdParties } from './third-parties.ts';

export function renderAbout(scene: Scene): TemplateResult {
  const { inner, config, told, language, vendors } = scene;
  const { operators, about = {} } = told;
  const views = inner.services.map((service) => viewOf(service, scene));
  const texts = (list: readonly SiteText[] | undefined) =>
    list?.length && list.map((text) => html`<div>${ownText(text, language)}</div>`);
  return html`${operators.map((operator) => renderOperator(operator, language))}<dl aria-busy=${vendors === undefined}>${config.policy && renderRow('about.policy', policyWords(config.policy, language))}${renderRow(
    'mine.term',
    fill('mine.term-words', { term: durationWords(`P${inner.stamp.termDays}D`, language) }),
  )}${renderRow('mine.third-parties', renderThirdParties(scene))}${renderRow('mine.abroad', abroadWords(views, scene))}${renderRow(
    'mine.public',
    about.publicSources ? ownText(about.publicSources, language) : say('mine.public-none'),
  )}${renderRow('mine.scope', renderScope(scene))}${renderRow('mine.data', listed(...collectedData(views).map((code) => sayCode('data', code))))}${renderRow(
    'mine.review',
    about.humanReview && renderReview(about.humanReview, language),
  )}${renderRow('mine.deadlines', texts(about.deadlines))}${renderRow('mine.contracts', say('mine.separate'))}</dl>${vendors === null ? html`<p role="status">${say('settings.failed')}</p>` : ''}`;
}

function renderOperator(operator: OperatorConfig, language: Language): TemplateResult {
  const { name, bin, address, email, phone, withdrawal, policy } = operator;
  return html`<dl class="operator">${renderRow('about.operator', ownText(name, language))}${renderRow('about.bin', bin)}${renderRow(
    'mine.address',
    address && ownText(address, language),
  )}${renderRow('mine.email', email && html`<a href=${`mailto:${email}`}>${email}</a>`)}${renderRow(
    'mine.phone',
    // What is not a digit or a plus has no place in a `tel:` address (RFC 3966 §3).
    phone && html`<a href=${`tel:${phone.replace(/[^\d+]/g, '')}`}>${phone}</a>`,
  )}${renderRow(
    'mine.channels',
    withdrawal?.length && withdrawal.map((text) => html`<div>${ownText(text, language)}</div>`),
  )}${renderRow('about.policy', policy && policyWords(policy, language))}</dl>`;
}

/** Number and date as the languages state them: where they differ, both are shown and nobody guesses which is right (W01). */
function policyWords({ url, edition, number, date }: PolicyConfig, language: Language): TemplateResult {
  const here = (value: string | SiteText | undefined, of: Language) =>
    typeof value === 'object' ? siteText(value, of) : (value ?? '');
  const facts = (of: Language) => {
    const parts = [
      number && html`<bdi lang=${of}>${fill('mine.number', { number: here(number, of) })}</bdi>`,
      date && dateWords(here(date, of), language),
    ];
    return parts.filter(Boolean).map((part, i) => [i ? ', ' : '', part]);
  };
  const differs = [number, date].some((value) => here(value, 'kk') !== here(value, 'ru'));
  const stated = fill('mine.edition', { edition });
  const lines = differs
    ? html`<div>${stated}</div>${(['kk', 'ru'] as const).map((of) => html`<div><span lang=${of}>${LANGUAGE_NAMES[of]}</span>: ${facts(of)}</div>`)}`
    : html`<div>${stated}${number || date ? ', ' : ''}${facts(language)}</div>`;
  return html`${renderLink(siteText(url, language))}${lines}`;
}

function renderThirdParties(scene: Scene) {
  const { inner, language } = scene;
  // A service without addresses only keeps cookies of the site itself.
  const contacted = inner.services.filter(({ vendor }) => inner.rules[vendor] !== '');
  const parties = thirdParties(contacted.map((service) => viewOf(service, scene)));
  if (!parties.length) return '';
  const items = parties.map(({ name, country, services }) => {
    const place = country ? ` (${sayCode('country', country)})` : '';
    return html`<li>${ownName(name, language)}${place}${services.length ? `: ${services.join(', ')}` : ''}</li>`;
  });
  return html`<ul class="plain">${items}</ul><div>${say('mine.third-parties-note')}</div>`;
}

function abroadWords(views: readonly ServiceView[], { vendors }: Scene): string {
  // Before the disclosures are there nobody can say "none".
  if (!vendors) return '';
  const codes = countriesAbroad(views);
  return codes.length
    ? fill('mine.abroad-to', { countries: listed(...codes.map((code) => sayCode('country', code))) })
    : say('mine.abroad-none');
}

/** A consent does not spread to other companies by itself (R28). */
function renderScope({ told, language }: Scene): TemplateResult {
  const [one = '', several = ''] = fill('mine.scope-site', { host: location.hostname }).split('|');
  const { group } = told.about ?? {};
  return html`<div>${told.operators.length > 1 ? several : one}</div><div>${group ? ownText(group, language) : say('mine.scope-only')}</div>`;
}
