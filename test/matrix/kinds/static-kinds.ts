/**
 * Owns the kinds that stand in the HTML of a page: unmarked tags, which the browser's look-ahead may take, and the same tags marked by their author.
 * `prefetch-rules` and `template-in-page` need a script to matter; they are static because the HTML carries the address.
 */
import { type Kind, staticKinds } from './kind.ts';

const LOOKAHEAD = { isLookahead: true } as const;

const SCRIPTS = staticKinds('scripts', 'Script tags', { type: 'js', ...LOOKAHEAD }, [
  ['static-script-async', '<script async src>', '<script async src="URL"></script>'],
  ['static-script-defer', '<script defer src>', '<script defer src="URL"></script>'],
  ['static-script-module', '<script type=module src>', '<script type="module" src="URL"></script>'],
  ['static-script-sync', '<script src>', '<script src="URL"></script>'],
  ['static-svg-script', '<script href> inside <svg>', '<svg width="1" height="1"><script href="URL"></script></svg>'],
]);

const INLINE = staticKinds('scripts', 'Inline code', { type: 'js' }, [
  [
    'static-inline-loader',
    'inline snippet that loads a script (tag manager, counter)',
    '<script>(function(d,t,s,f){s=d.createElement(t);s.async=1;s.src="URL";f=d.getElementsByTagName(t)[0];f.parentNode.insertBefore(s,f)})(document,"script")</script>',
  ],
  [
    'static-inline-pixel',
    'inline snippet that loads a pixel',
    '<script>new Image().src="URL"</script>',
    { type: 'gif' },
  ],
  [
    'static-template-cloned',
    '<template> in the page, cloned by an inline script',
    '<template id="static-template"><script src="URL"></script></template><script>document.head.appendChild(document.getElementById("static-template").content.cloneNode(true))</script>',
  ],
  [
    'static-noscript-img',
    '<noscript><img></noscript>, JavaScript on',
    '<noscript><img src="URL"></noscript>',
    { type: 'gif', silentIn: ['chromium', 'firefox', 'webkit'] },
  ],
]);

const MEDIA = staticKinds('media', 'Images and media in the HTML', {}, [
  ['static-img', '<img src>', '<img src="URL">', LOOKAHEAD],
  ['static-img-srcset', '<img srcset>', '<img srcset="URL 1x">', LOOKAHEAD],
  ['static-picture', '<picture><source srcset>', '<picture><source srcset="URL"><img></picture>', LOOKAHEAD],
  ['static-img-lazy', '<img loading=lazy src>', '<img loading="lazy" width="9" height="9" src="URL">'],
  ['static-video', '<video src>', '<video preload="auto" src="URL"></video>'],
  ['static-audio', '<audio src>', '<audio preload="auto" src="URL"></audio>'],
  ['static-source', '<video><source src>', '<video preload="auto"><source src="URL"></video>'],
  ['static-poster', '<video poster>', '<video poster="URL"></video>', LOOKAHEAD],
  ['static-input-image', '<input type=image src>', '<input type="image" src="URL">', LOOKAHEAD],
  [
    'static-svg-image',
    '<image href> inside <svg>',
    '<svg width="9" height="9"><image width="9" height="9" href="URL"/></svg>',
    LOOKAHEAD,
  ],
  ['static-td-background', '<td background>', '<table><tr><td background="URL">x</td></tr></table>', LOOKAHEAD],
  [
    'static-css-background-tag',
    'background image in a <style>',
    '<style>#static-styled{background:url(URL)}</style><p id="static-styled">x</p>',
    LOOKAHEAD,
  ],
  [
    'static-css-background-attribute',
    'background image in style=""',
    '<p style="background:url(URL)">x</p>',
    LOOKAHEAD,
  ],
]);

const FRAMES = staticKinds('links', 'Frames and objects in the HTML', { type: 'html' }, [
  ['static-iframe', '<iframe src>', '<iframe src="URL"></iframe>', LOOKAHEAD],
  ['static-iframe-lazy', '<iframe loading=lazy src>', '<iframe loading="lazy" src="URL"></iframe>'],
  [
    'static-iframe-srcdoc',
    '<iframe srcdoc> with a tracker inside',
    `<iframe srcdoc="<img src='URL'>"></iframe>`,
    { type: 'gif', ...LOOKAHEAD },
  ],
  ['static-embed', '<embed src>', '<embed type="text/html" src="URL">', LOOKAHEAD],
  ['static-object', '<object data>', '<object type="text/html" data="URL"></object>', LOOKAHEAD],
]);

const LINKS = staticKinds('links', 'Link tags and styles in the HTML', { type: 'js', ...LOOKAHEAD }, [
  ['static-preload', '<link rel=preload>', '<link rel="preload" as="script" href="URL">'],
  ['static-modulepreload', '<link rel=modulepreload>', '<link rel="modulepreload" href="URL">'],
  ['static-stylesheet', '<link rel=stylesheet>', '<link rel="stylesheet" href="URL">', { type: 'css' }],
  ['static-css-import', '@import in a <style>', '<style>@import url(URL);</style>', { type: 'css' }],
  ['static-prefetch', '<link rel=prefetch>', '<link rel="prefetch" href="URL">', { silentIn: ['webkit'] }],
  [
    'static-preconnect',
    '<link rel=preconnect>',
    '<link rel="preconnect" href="URL">',
    {
      type: 'txt',
      isConnection: true,
    },
  ],
  ['static-icon', '<link rel=icon>', '<link rel="icon" href="URL">', { type: 'gif', silentIn: ['chromium', 'webkit'] }],
  [
    'static-speculation-rules',
    '<script type=speculationrules>',
    '<script type="speculationrules">{"prefetch":[{"source":"list","urls":["URL"],"eagerness":"immediate"}]}</script>',
    { type: 'html', silentIn: ['firefox', 'webkit'] },
  ],
]);

/** Marked as the guide says: the plain tag is the control. */
const MARKED: readonly (readonly [id: string, title: string, type: Kind['type'], marked: string, plain: string])[] = [
  [
    'marked-script',
    'marked <script type=text/plain data-kelisim src>',
    'js',
    '<script type="text/plain" data-kelisim="advertising" src="URL"></script>',
    '<script src="URL"></script>',
  ],
  [
    'marked-inline',
    'marked inline snippet',
    'js',
    '<script type="text/plain" data-kelisim="advertising">var s=document.createElement("script");s.src="URL";document.head.appendChild(s)</script>',
    '<script>var s=document.createElement("script");s.src="URL";document.head.appendChild(s)</script>',
  ],
  [
    'marked-img',
    'marked <img data-kelisim data-src>',
    'gif',
    '<img data-kelisim="advertising" data-src="URL">',
    '<img src="URL">',
  ],
  [
    'marked-img-srcset',
    'marked <img data-kelisim data-srcset>',
    'gif',
    '<img data-kelisim="advertising" data-srcset="URL 1x">',
    '<img srcset="URL 1x">',
  ],
  [
    'marked-iframe',
    'marked <iframe data-kelisim data-src>',
    'html',
    '<iframe data-kelisim="advertising" data-src="URL"></iframe>',
    '<iframe src="URL"></iframe>',
  ],
  [
    'marked-link',
    'marked <link data-kelisim data-href>',
    'css',
    '<link rel="stylesheet" data-kelisim="advertising" data-href="URL">',
    '<link rel="stylesheet" href="URL">',
  ],
];

const MARKED_KINDS = MARKED.map(
  ([id, title, type, marked, plain]): Kind => ({
    id,
    form: 'marked',
    page: 'links',
    group: 'Marked tags',
    title,
    type,
    make: (url) => marked.replaceAll('URL', url),
    makeControl: (url) => plain.replaceAll('URL', url),
    release: 'same',
  }),
);

export const STATIC_KINDS: readonly Kind[] = [...SCRIPTS, ...INLINE, ...MEDIA, ...FRAMES, ...LINKS, ...MARKED_KINDS];
