/**
 * Owns the sample page that the preview shows: the very tag an owner would paste, with the generic head script and the draft as its config.
 * Leaves to others: showing it and clearing up after it (preview.ts).
 */
import { isLanguage } from '../../src/core/language.ts';
import { isObject } from '../../src/core/resolve-site.ts';
import { configScript } from './output.ts';
import type { PreviewLook } from './scene.ts';
import type { Words } from './words.ts';

/** An id that no check would pass is no reason to show nothing. */
const SITE = /^[a-z0-9-]{1,40}$/;

/** Stands where the owner has not written yet: the notice's sentences are whole all the same. */
const GAP = { kk: '…', ru: '…', en: '…' };
const GAP_CATEGORY = { id: 'preview', name: GAP, purpose: GAP };
const GAP_SERVICE = { id: 'preview', name: '…', hosts: ['preview.invalid'], category: 'preview', purpose: GAP };

/** The draft as the preview runs it: nothing is sent, nothing is decided beforehand, the theme is the one looked at. */
export function previewConfig(config: Readonly<Record<string, unknown>>, look: PreviewLook): Record<string, unknown> {
  const { sync: _sync, gpc: _gpc, panel: _panel, site, ui, languages, operators, ...rest } = structuredClone(config);
  const { banner: _banner, theme, ...layout } = isObject(ui) ? ui : {};
  const named = Array.isArray(languages) ? languages.filter(isLanguage) : [];
  const asking = (Array.isArray(operators) ? operators : []).filter(isObject);
  const isEmpty = !Array.isArray(rest['services']) || rest['services'].length === 0;
  return {
    ...rest,
    site: typeof site === 'string' && SITE.test(site) ? site : 'preview',
    ...(named.length && { languages: named }),
    operators: asking.map((operator) => ({
      ...operator,
      name: { ...GAP, ...(operator['name'] as object | undefined) },
    })),
    ...(isEmpty && { services: [GAP_SERVICE], categories: [GAP_CATEGORY] }),
    ui: { ...layout, theme: theme === 'light' || theme === 'dark' ? theme : look.shade },
  };
}

/** @param words in the language of the sample page. */
export function previewPage(config: Readonly<Record<string, unknown>>, look: PreviewLook, words: Words): string {
  const { language } = words;
  const lines = ['wide', 'wide', 'short'].map((width) => `<i class="${width}"></i>`).join('');
  // The texts are ours; what the owner wrote stands in the config only, where it cannot end its element.
  return `<!doctype html>
<html lang="${language}" data-shade="${look.shade}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
${configScript(previewConfig(config, look))}
<script src="files/head/kelisim.js"></script>
<title>${words.say('sample-title')}</title>
<link rel="stylesheet" href="preview.css">
</head>
<body>
<header><b>${words.say('sample-title')}</b><nav aria-hidden="true"><i></i><i></i><i></i></nav></header>
<main><h1>${words.say('sample-title')}</h1><p>${words.say('sample-text')}</p>
<div class="skeleton" aria-hidden="true">${lines}</div><div class="cards" aria-hidden="true"><div>${lines}</div><div>${lines}</div><div>${lines}</div></div>
<div class="skeleton" aria-hidden="true">${lines}${lines}</div></main>
</body></html>`;
}
