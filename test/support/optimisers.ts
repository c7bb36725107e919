/**
 * Owns what the optimisers of Bitrix, WordPress and Cloudflare do to a finished page, as far as scripts go: which they leave alone, where they
 * put the others, and the code that runs those later. Written after their observable rules (which attribute, which type, which comment spares a
 * script), without their code. Leaves to others: the pages (test/pages/install), what then reaches a vendor (test/e2e/install-*.spec.ts).
 */

interface ScriptTag {
  readonly whole: string;
  /** Everything between `<script` and `>`. */
  readonly attributes: string;
  readonly code: string;
  /** Of the `type` attribute, '' without one. */
  readonly type: string;
  /** Of the `src` attribute, undefined without one. */
  readonly src: string | undefined;
}

const SCRIPT = /<script([^>]*)>([\s\S]*?)<\/script>/gi;
const PLAIN_TYPES = ['', 'text/javascript', 'application/javascript'];

function valueOf(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*("[^"]*"|'[^']*'|[^\\s"'>]+)`, 'i').exec(attributes)?.[1];
  return found?.replace(/^["']|["']$/g, '');
}

function eachScript(html: string, change: (script: ScriptTag) => string): string {
  return html.replace(SCRIPT, (whole: string, attributes: string, code: string) => {
    const type = valueOf(attributes, 'type')?.toLowerCase() ?? '';
    return change({ whole, attributes, code, type, src: valueOf(attributes, 'src') });
  });
}

function beforeBodyEnd(html: string, what: string): string {
  const end = html.toLowerCase().lastIndexOf('</body>');
  return html.slice(0, end) + what + html.slice(end);
}

/** Makes the scripts of a made-up type anew, one after the other, at an event. */
function runner(typePrefix: string, kept: string, events: string): string {
  return `<script data-runner>(() => {
    const begin = async () => {
      for (const old of document.querySelectorAll('script[type^="${typePrefix}"]')) {
        const made = document.createElement('script');
        for (const { name, value } of old.attributes) if (name !== 'type' && name !== '${kept}') made.setAttribute(name, value);
        made.async = false;
        const address = old.getAttribute('${kept}');
        if (!address) { made.textContent = old.textContent; old.replaceWith(made); continue; }
        await new Promise((done) => { made.onload = made.onerror = done; made.src = address; old.replaceWith(made); setTimeout(done, 1000); });
      }
    };
    let begun;
    for (const type of '${events}'.split(' ')) addEventListener(type, () => { if (!begun) begin(begun = true); });
  })()</script>`;
}

/** Bitrix, "move all JavaScript to the end of the page": plain scripts without `data-skip-moving`, in their order. */
export function bitrixMover(html: string): string {
  let moved = '';
  const rest = eachScript(html, ({ whole, attributes, type }) => {
    if (attributes.includes('data-skip-moving') || !PLAIN_TYPES.includes(type)) return whole;
    moved += whole;
    return '';
  });
  return beforeBodyEnd(rest, moved);
}

/** WP Rocket, "delay JavaScript execution": every script (modules too) in whose text none of the exclusions stands, until a movement. */
export function wpRocketDelay(html: string, exclusions: readonly string[] = []): string {
  const spares = ['nowprocket', ...exclusions].map((text) => text.toLowerCase());
  const changed = eachScript(html, ({ whole, type, src }) => {
    if (spares.some((text) => whole.toLowerCase().includes(text))) return whole;
    if (![...PLAIN_TYPES, 'module'].includes(type)) return whole;
    const open = whole
      .replace(/\stype=("[^"]*"|'[^']*')/i, '')
      .replace(/^<script/i, '<script type="rocketlazyloadscript"');
    return src === undefined ? open : open.replace(/\ssrc=/i, ' data-rocket-src=');
  });
  return beforeBodyEnd(changed, runner('rocketlazyloadscript', 'data-rocket-src', 'mousemove keydown touchstart'));
}

/** WP Rocket, "load JavaScript deferred": files without async or defer whose address none of the exclusions names. */
export function wpRocketDefer(html: string, exclusions: readonly string[] = []): string {
  return eachScript(html, ({ whole, attributes, src }) => {
    if (src === undefined || exclusions.some((text) => src.includes(text)) || /\s(?:async|defer)/i.test(attributes))
      return whole;
    return whole.replace('>', ' defer>');
  });
}

/** LiteSpeed Cache, JS "delayed": plain scripts without its own marks, until a movement. */
export function liteSpeedDelay(html: string): string {
  const changed = eachScript(html, ({ whole, attributes, type, src }) => {
    const spared = valueOf(attributes, 'data-no-optimize') || valueOf(attributes, 'data-cfasync') === 'false';
    if (spared || !['', 'text/javascript'].includes(type) || attributes.includes('data-no-defer')) return whole;
    const open = whole
      .replace(/\stype=("[^"]*"|'[^']*')/i, '')
      .replace(/^<script/i, '<script type="litespeed/javascript"');
    return src === undefined ? open : open.replace(/\ssrc=/i, ' data-src=');
  });
  return beforeBodyEnd(changed, runner('litespeed/', 'data-src', 'mousemove keydown touchstart'));
}

/** Cloudflare Rocket Loader: every plain script but those with `data-cfasync="false"`, when the page was read. */
export function rocketLoader(html: string): string {
  const changed = eachScript(html, ({ whole, attributes, type, src }) => {
    if (valueOf(attributes, 'data-cfasync') === 'false' || !PLAIN_TYPES.includes(type)) return whole;
    const open = whole
      .replace(/\stype=("[^"]*"|'[^']*')/i, '')
      .replace(/^<script/i, '<script type="c0ffee-text/javascript"');
    return src === undefined ? open : open.replace(/\ssrc=/i, ' data-cf-src=');
  });
  return beforeBodyEnd(changed, runner('c0ffee-', 'data-cf-src', 'DOMContentLoaded'));
}

export interface Aggregated {
  readonly html: string;
  /** New files by path. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Autoptimize, "aggregate JS files", inline code too: the site's own files and inline scripts go into one deferred file at the end. A file
 * that is excluded (`data-noptimize`) stays where it is but is served as a minified copy; what stands between noptimize comments is not seen.
 */
export function autoptimize(html: string, read: (path: string) => string): Aggregated {
  const files: Record<string, string> = {};
  const hidden: string[] = [];
  let bundle = '';
  const seen = html.replace(
    /<!--\s?noptimize\s?-->[\s\S]*?<!--\s?\/\s?noptimize\s?-->/gi,
    (block) => `<!--hidden${hidden.push(block) - 1}-->`,
  );
  const changed = eachScript(seen, ({ whole, code, type, src }) => {
    if (!PLAIN_TYPES.includes(type)) return whole;
    const own = src?.startsWith('/') && !src.startsWith('//') ? src.replace(/\?.*/, '') : undefined;
    if (src !== undefined && own === undefined) return whole;
    const spared = whole.includes('data-noptimize');
    if (spared && own) {
      const copy = `/wp-content/cache/autoptimize/js/autoptimize_single_${own.length}.js`;
      files[copy] = `${read(own).trim()};`;
      return whole.replace(src!, copy);
    }
    if (spared) return whole;
    bundle += `${own ? read(own) : code};\n`;
    return '';
  });
  files['/wp-content/cache/autoptimize/js/autoptimize_0.js'] = bundle;
  const tag = '<script defer src="/wp-content/cache/autoptimize/js/autoptimize_0.js"></script>';
  const end = beforeBodyEnd(changed, tag);
  return { html: end.replace(/<!--hidden(\d+)-->/g, (_, i: string) => hidden[Number(i)]!), files };
}
