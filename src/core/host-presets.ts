/**
 * Owns the hosts that a site system or payment page needs to work at all, by the name an owner knows (`hosts.presets`): at levels fence and
 * header, and with `unlisted: "block"`, what is not listed is refused, and nobody knows the hosts of their own site builder by heart.
 * No tracker is among them: such a host belongs into `services` (Tilda's and Jetpack's statistics, Bitrix24's widget). Facts: the payment
 * systems' public documentation and what pages of these systems load; `kelisim head --report-only` finds the rest. A whole zone stands here
 * only where the system keeps its statistics elsewhere: `stat.tildacdn.com` lies beside `static.tildacdn.com`.
 * Leaves to others: everything else a config says (resolve-site.ts). The ready-made head file does not carry this list (273 bytes of every
 * page view for what matters there only with `unlisted: "block"`): it then says so, and the client prints the hosts to write down.
 */

/** Where Tilda keeps the same files, by the zone of the project (`data-tilda-root-zone`). */
const TILDA_ZONES = ['com', 'net', 'info', 'biz', 'pro', 'one', 'pub', 'ink'];

export const HOST_PRESETS = {
  /** Bitrix itself stands on the site's own host; this is its file network ("CDN"). */
  bitrix: ['*.1c-bitrix-cdn.ru'],
  /** Pages, pictures and fonts; forms, shop and news feeds. */
  tilda: [
    ...['static', 'thb', 'optim'].flatMap((name) => TILDA_ZONES.map((zone) => `${name}.tildacdn.${zone}`)),
    ...['forms', 'store', 'feeds'].flatMap((name) => [`${name}.tildaapi.com`, `${name}.tildaapi.one`]),
    'neo.tildacdn.com',
    'ws.tildacdn.com',
    'static3.tildacdn.com',
    'forms.tildacdn.com',
  ],
  /** Emoji, avatars, pictures and files by Jetpack. */
  wordpress: ['s.w.org', '*.gravatar.com', 'i0.wp.com', 'i1.wp.com', 'i2.wp.com', 'c0.wp.com'],
  /** The shop button and the payment page. */
  kaspi: ['kaspi.kz/kaspibutton', 'pay.kaspi.kz'],
  /** ePay of Halyk Bank. */
  halyk: ['epay.homebank.kz', 'epay-oauth.homebank.kz'],
  tiptoppay: ['widget.tiptoppay.kz', 'api.tiptoppay.kz'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type HostPreset = keyof typeof HOST_PRESETS;

function isPreset(name: unknown): name is HostPreset {
  return Object.keys(HOST_PRESETS).includes(String(name));
}

/** The hosts of these presets, each once; names that are none are left out. */
export function presetHosts(names: unknown): string[] {
  const known = Array.isArray(names) ? names.filter(isPreset) : [];
  return [...new Set(known.flatMap((name): readonly string[] => HOST_PRESETS[name]))];
}

/** The same config with the hosts of its presets in `hosts.necessary`. Anything that is no config comes back as it was. */
export function expandPresets(config: unknown): unknown {
  const { hosts } = (config ?? {}) as { hosts?: { necessary?: unknown; presets?: unknown } };
  if (hosts?.presets === undefined) return config;
  const { presets, necessary, ...rest } = hosts;
  const own = Array.isArray(necessary) ? (necessary as unknown[]) : [];
  return { ...(config as object), hosts: { ...rest, necessary: [...own, ...presetHosts(presets)] } };
}
