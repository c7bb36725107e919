/**
 * Owns what stands on the as-pasted page and what of it is requested before a choice: the measured facts as data, one row per shape.
 * The page is rendered from it (render.ts) and the end-to-end test expects it. Every address carries `item=<id>`, so that the log tells the
 * shapes apart. Measured in one-chunk delivery with Chromium 156, Firefox ESR 153 and WebKitGTK 2.50; the Chromium column again with the
 * shipped gate, 12 loads a level. It looks at no style: a CSS background leaves.
 */
import type { Localised } from '../../src/core/language.ts';

export type Engine = 'chromium' | 'firefox' | 'webkit';

/** Before a choice: no request ever; a request in some loads; a request in every load. */
export type Leaving = 'no' | 'may' | 'yes';

/** How the owner makes it certain. */
export type Remedy = 'type' | 'data-src' | 'data-href' | 'remove' | 'none';

export interface PastedItem {
  readonly id: string;
  readonly place: 'head' | 'body';
  readonly html: string;
  readonly name: Localised;
  /** With the script tag first in head (`tag.html`) and with the inline script (`head.html`). */
  readonly leaves: {
    readonly tag: Readonly<Record<Engine, Leaving>>;
    readonly inline: Readonly<Record<Engine, Leaving>>;
  };
  readonly remedy: Remedy;
  /** Its code runs although nothing was chosen: only where the gate cannot or, by the config, does not hold it. */
  readonly runs?: true;
}

function engines(chromium: Leaving, firefox: Leaving, webkit: Leaving): Readonly<Record<Engine, Leaving>> {
  return { chromium, firefox, webkit };
}

const HELD = { tag: engines('no', 'no', 'no'), inline: engines('no', 'no', 'no') };
/** The look-ahead of Chromium and Firefox sees the tag before the gate has run; WebKit's only while it waits for a script file. */
const STATIC_SCRIPT = { tag: engines('yes', 'yes', 'yes'), inline: engines('yes', 'yes', 'no') };
const ALWAYS = { tag: engines('yes', 'yes', 'yes'), inline: engines('yes', 'yes', 'yes') };

export const PASTED_ITEMS: readonly PastedItem[] = [
  {
    id: 'script-async',
    place: 'head',
    leaves: STATIC_SCRIPT,
    remedy: 'type',
    html: '<script async src="https://www.googletagmanager.com/gtag/js?id=G-DEMO0009&amp;item=script-async"></script>',
    name: { kk: 'Сыртқы скрипт, async', ru: 'Внешний скрипт, async', en: 'External script, async' },
  },
  {
    id: 'script-defer',
    place: 'head',
    leaves: STATIC_SCRIPT,
    remedy: 'type',
    html: '<script defer src="https://code.jivosite.com/widget/DEMO0009?item=script-defer"></script>',
    name: { kk: 'Сыртқы скрипт, defer', ru: 'Внешний скрипт, defer', en: 'External script, defer' },
  },
  {
    id: 'script-module',
    place: 'head',
    leaves: STATIC_SCRIPT,
    remedy: 'type',
    html: '<script type="module" src="https://mc.yandex.ru/metrika/tag.js?item=script-module"></script>',
    name: { kk: 'Сыртқы скрипт, module', ru: 'Внешний скрипт, module', en: 'External script, module' },
  },
  {
    id: 'script-plain',
    place: 'head',
    leaves: STATIC_SCRIPT,
    remedy: 'type',
    html: '<script src="https://top-fwz1.mail.ru/js/code.js?item=script-plain"></script>',
    name: { kk: 'Сыртқы скрипт, атрибутсыз', ru: 'Внешний скрипт без атрибутов', en: 'External script, blocking' },
  },
  {
    id: 'script-undeclared',
    place: 'head',
    leaves: STATIC_SCRIPT,
    remedy: 'remove',
    html: '<script async src="https://dynamic.criteo.com/js/ld/ld.js?a=100009&amp;item=script-undeclared"></script>',
    name: {
      kk: 'Баптауда жоқ провайдердің скрипті: келісімнен кейін де іске қосылмайды',
      ru: 'Скрипт провайдера, которого нет в настройках: не запустится и после согласия',
      en: 'Script of a provider the config does not name: never runs, whatever is agreed',
    },
  },
  {
    id: 'script-unlisted',
    place: 'head',
    leaves: ALWAYS,
    remedy: 'none',
    runs: true,
    html: '<script async src="https://badge.example.net/badge.js?item=script-unlisted"></script>',
    name: {
      kk: 'Каталогта жоқ мекенжай: unlisted: allow болғандықтан өткізіледі',
      ru: 'Адрес, которого нет в каталоге: пропускается, потому что unlisted: allow',
      en: 'An address in no catalogue: let through, because unlisted is "allow"',
    },
  },
  {
    id: 'link-preload',
    place: 'head',
    remedy: 'remove',
    leaves: { tag: engines('may', 'yes', 'may'), inline: engines('may', 'yes', 'may') },
    html: '<link rel="preload" as="script" href="https://analytics.tiktok.com/i18n/pixel/events.js?sdkid=DEMO9&amp;item=link-preload">',
    name: { kk: 'Алдын ала жүктеу (preload)', ru: 'Предзагрузка (preload)', en: 'Preload' },
  },
  {
    id: 'link-modulepreload',
    place: 'head',
    remedy: 'remove',
    leaves: { tag: engines('yes', 'yes', 'may'), inline: engines('yes', 'yes', 'may') },
    html: '<link rel="modulepreload" href="https://www.clarity.ms/tag/demo09?item=link-modulepreload">',
    name: {
      kk: 'Модульді алдын ала жүктеу (modulepreload)',
      ru: 'Предзагрузка модуля (modulepreload)',
      en: 'Module preload',
    },
  },
  {
    id: 'link-prefetch',
    place: 'head',
    remedy: 'remove',
    leaves: { tag: engines('may', 'no', 'no'), inline: engines('may', 'no', 'no') },
    html: '<link rel="prefetch" href="https://www.youtube.com/iframe_api?item=link-prefetch">',
    name: { kk: 'Болашаққа жүктеу (prefetch)', ru: 'Загрузка впрок (prefetch)', en: 'Prefetch' },
  },
  {
    id: 'link-stylesheet',
    place: 'head',
    leaves: ALWAYS,
    remedy: 'data-href',
    html: '<link rel="stylesheet" href="https://cdn-ru.bitrix24.kz/b10000009/crm/form.css?item=link-stylesheet">',
    name: { kk: 'Стильдер кестесі', ru: 'Таблица стилей', en: 'Style sheet' },
  },
  {
    id: 'style-import',
    place: 'head',
    leaves: ALWAYS,
    remedy: 'remove',
    html: '<style>@import "https://cdn-ru.bitrix24.kz/b10000009/crm/widget.css?item=style-import";</style>',
    name: { kk: 'Стильдегі @import', ru: '@import в стилях', en: '@import in a style' },
  },
  {
    id: 'loader',
    place: 'head',
    leaves: HELD,
    remedy: 'none',
    html: `<script>
  (function (d) {
    var tag = d.createElement('script'), first = d.getElementsByTagName('script')[0];
    tag.async = true; tag.src = 'https://cloud.roistat.com/api/site/1.0/demo0009/init?item=loader';
    first.parentNode.insertBefore(tag, first);
  })(document);
</script>`,
    name: {
      kk: 'Скриптті өзі қосатын код (insertBefore)',
      ru: 'Код, который сам вставляет скрипт (insertBefore)',
      en: 'Snippet that inserts its script (insertBefore)',
    },
  },
  {
    id: 'document-write',
    place: 'head',
    leaves: HELD,
    remedy: 'none',
    html: `<script>document.write('<script src="https://mod.calltouch.ru/init.js?id=demo09&item=document-write"><\\/script>');</script>`,
    name: {
      kk: 'document.write арқылы жазылған скрипт',
      ru: 'Скрипт через document.write',
      en: 'Script written by document.write',
    },
  },
  {
    id: 'image-object',
    place: 'head',
    leaves: HELD,
    remedy: 'none',
    html: `<script>new Image().src = 'https://googleads.g.doubleclick.net/pagead/viewthroughconversion/100000009/?item=image-object';</script>`,
    name: { kk: 'new Image() пикселі', ru: 'Пиксель new Image()', en: 'Pixel by new Image()' },
  },
  {
    id: 'fetch-call',
    place: 'head',
    leaves: HELD,
    remedy: 'none',
    html: `<script>fetch('https://collector.roistat.com/api/visit?item=fetch-call', { method: 'POST', body: '{}' }).catch(function () {});</script>`,
    name: { kk: 'fetch шақыруы', ru: 'Вызов fetch', en: 'Call of fetch' },
  },
  {
    id: 'send-beacon',
    place: 'head',
    leaves: HELD,
    remedy: 'none',
    html: `<script>navigator.sendBeacon('https://www.google-analytics.com/g/collect?v=2&tid=G-DEMO0009&en=scroll&item=send-beacon');</script>`,
    name: { kk: 'sendBeacon шақыруы', ru: 'Вызов sendBeacon', en: 'Call of sendBeacon' },
  },
  {
    id: 'dynamic-import',
    place: 'head',
    leaves: ALWAYS,
    remedy: 'type',
    runs: true,
    html: `<script>import('https://static.hotjar.com/c/hotjar-1000009.js?sv=6&item=dynamic-import').catch(function () {});</script>`,
    name: {
      kk: 'import(): беттегі ешбір скрипт оны тоқтата алмайды, осы код блогын белгілеңіз',
      ru: 'import(): ни один скрипт страницы его не остановит, пометьте сам блок кода',
      en: 'import(): no page script can stop it, mark the block itself',
    },
  },
  {
    id: 'img-src',
    place: 'body',
    remedy: 'data-src',
    leaves: { tag: engines('may', 'yes', 'yes'), inline: engines('may', 'may', 'yes') },
    html: '<img src="https://www.facebook.com/tr?id=100000000000009&amp;ev=PageView&amp;item=img-src" width="1" height="1" alt="">',
    name: { kk: 'Пиксель-сурет', ru: 'Пиксель-картинка', en: 'Pixel as an image' },
  },
  {
    id: 'img-srcset',
    place: 'body',
    remedy: 'data-src',
    leaves: { tag: engines('may', 'yes', 'yes'), inline: engines('may', 'yes', 'yes') },
    html: '<img srcset="https://vk.com/rtrg?p=VK-RTRG-DEMO-9&amp;item=img-srcset" width="1" height="1" alt="">',
    name: { kk: 'srcset бар сурет', ru: 'Картинка с srcset', en: 'Image with srcset' },
  },
  {
    id: 'picture',
    place: 'body',
    remedy: 'data-src',
    leaves: { tag: engines('may', 'yes', 'yes'), inline: engines('may', 'yes', 'yes') },
    html: '<picture><source srcset="https://vk.com/rtrg?p=VK-RTRG-DEMO-9&amp;item=picture"><img alt="" width="1" height="1"></picture>',
    name: { kk: 'picture элементі', ru: 'Элемент picture', en: 'Picture element' },
  },
  {
    id: 'img-noscript',
    place: 'body',
    leaves: HELD,
    remedy: 'remove',
    html: '<noscript><img src="https://top-fwz1.mail.ru/counter?id=1000009;js=na&amp;item=img-noscript" width="1" height="1" alt=""></noscript>',
    name: {
      kk: 'noscript ішіндегі сурет: JavaScript өшірулі болса ғана кетеді',
      ru: 'Картинка в noscript: уходит только при выключенном JavaScript',
      en: 'Image in noscript: leaves only where JavaScript is off',
    },
  },
  {
    id: 'iframe-src',
    place: 'body',
    remedy: 'data-src',
    leaves: { tag: engines('may', 'no', 'no'), inline: engines('may', 'no', 'no') },
    html: '<iframe src="https://www.youtube.com/embed/DEMO09?item=iframe-src" title="YouTube" width="320" height="180"></iframe>',
    name: { kk: 'Кірістірілген жақтау (iframe)', ru: 'Встроенный фрейм (iframe)', en: 'Embedded frame (iframe)' },
  },
  {
    id: 'iframe-srcdoc',
    place: 'body',
    leaves: ALWAYS,
    remedy: 'remove',
    html: `<iframe srcdoc="<img src='https://mc.yandex.ru/watch/100000009?item=iframe-srcdoc' alt=''>" title="srcdoc" width="320" height="40"></iframe>`,
    name: {
      kk: 'Ішінде пикселі бар srcdoc жақтауы',
      ru: 'Фрейм srcdoc с пикселем внутри',
      en: 'srcdoc frame with a pixel inside',
    },
  },
  {
    id: 'object-data',
    place: 'body',
    remedy: 'remove',
    leaves: { tag: engines('may', 'may', 'no'), inline: engines('may', 'may', 'no') },
    html: '<object data="https://widgets.2gis.com/widget?item=object-data" type="text/html" width="320" height="60"></object>',
    name: { kk: 'object элементі', ru: 'Элемент object', en: 'Object element' },
  },
  {
    id: 'video-poster',
    place: 'body',
    remedy: 'remove',
    leaves: { tag: engines('may', 'may', 'may'), inline: engines('may', 'may', 'yes') },
    html: '<video poster="https://i.ytimg.com/vi/demo/hqdefault.jpg?item=video-poster" width="320" height="60"></video>',
    name: { kk: 'Бейненің мұқабасы (poster)', ru: 'Обложка видео (poster)', en: 'Video poster' },
  },
  {
    id: 'css-background',
    place: 'body',
    remedy: 'remove',
    leaves: { tag: engines('may', 'yes', 'may'), inline: engines('may', 'yes', 'may') },
    html: `<p style="background-image:url('https://ads.adfox.ru/demo/background.png?item=css-background')">&nbsp;</p>`,
    name: { kk: 'CSS фоны', ru: 'Фон в CSS', en: 'CSS background' },
  },
];
