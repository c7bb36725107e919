/**
 * Owns starting the generic head script, which carries the whole catalogue and finds the config in the page: in
 * `<script type="application/json" id="kelisim-config">` before its own tag, or behind `data-config` (one request later, all held till then).
 */
import { resolveSite } from '../core/resolve-site.ts';
import type { KelisimApi } from '../core/api.ts';
import { bannerStyle } from '../core/banner-style.ts';
import { noticeTexts } from '../core/notice-texts.ts';
import { createBanner } from './banner/banner.ts';
import { BANNER_TEXTS } from '../core/generated/banner-texts.ts';
import { startHead } from './head.ts';
import { isThere } from './is-there.ts';
import type { HeadData } from '../core/head-data.ts';
import { client } from './load-client.ts';
import type { NoticeFactory } from './notice.ts';
import { guarded, report } from './report.ts';
import { createPackedMatcher, packRules } from '../vendors/matcher.ts';
import type { VendorRules } from '../core/vendor.ts';
import type { HeadSite } from '../core/head-site.ts';
import { site } from './state.ts';

declare const KELISIM_DATA: HeadData;
declare const KELISIM_COOKIES: string;

function inlineConfig(): unknown {
  const element = document.getElementById('kelisim-config');
  if (!element) return undefined;
  try {
    return JSON.parse(element.textContent || '');
  } catch (_) {
    return 'not JSON';
  }
}

/** The catalogue comes packed; what the config itself names does not. `hosts.necessary` cannot open a vendor (resolve-site.ts). */
function resolved(config: unknown, catalogue: VendorRules): HeadSite {
  const found = resolveSite(config, catalogue, config ? 'config-shape' : 'config-missing');
  const known: Record<string, string> = {};
  for (const vendor of Object.keys(catalogue)) known[vendor] = catalogue[vendor]!.m;
  const match = createPackedMatcher(known);
  const rules = { ...found.rules };
  for (const { vendor } of found.services)
    if (Object.keys(known).indexOf(vendor) < 0) rules[vendor] = packRules(rules[vendor]!);
  const pass = found.pass.filter((text) => {
    const [host = '', path = '/'] = text.replace('*', 'x').split(/(?=\/)(.*)/);
    return !match(host, path, '');
  });
  return { ...found, rules, pass: pass.map(packRules) };
}

const makeBanner: NoticeFactory = (api, warmUp) =>
  (site.config.ui || {}).banner === false
    ? undefined
    : createBanner(api, warmUp, noticeTexts(site, BANNER_TEXTS, location.hostname), bannerStyle(site.config.ui));

/** The client says what is wrong with a config, by path and remedy; when it does not come, the code has to do. One line either way. */
function tellTrouble(): void {
  const { trouble } = site;
  const { kelisim } = window as unknown as { kelisim: KelisimApi };
  if (trouble)
    client(kelisim, 'start').catch(() =>
      report(`config: ${trouble.code} ${trouble.path}; what it is about stays closed, run "kelisim check"`),
    );
}

guarded(() => {
  if (isThere()) return;
  const data = KELISIM_DATA;
  const rules = data.rules!;
  const script = document.currentScript;
  const url = script && script.getAttribute('data-config');
  const config = inlineConfig();
  const later = startHead(data, resolved(config, rules), KELISIM_COOKIES, !!url, makeBanner);
  if (!url) return tellTrouble();
  void fetch(url)
    .then((answer) => answer.json())
    .catch(() => 'not JSON')
    .then((found) =>
      guarded(() => {
        // The trouble of having none yet is over.
        delete (window as unknown as { kelisim: { inner: { trouble?: unknown } } }).kelisim.inner.trouble;
        later(resolved(found, rules));
        tellTrouble();
      }),
    );
});
