/** Owns the question whether an address is one that only a recording of the session asks for. Pure; for panel and command. */

/** What only a recording sends, by the vendors that record. */
const RECORDINGS: Readonly<Record<string, RegExp>> = {
  hotjar: /^(?:wss?|https?):\/\/(?:ws[\w-]*\.hotjar\.com|content\.hotjar\.io)\//,
  'microsoft-clarity': /^https?:\/\/[\w-]+\.clarity\.ms\/collect/,
  contentsquare: /^https?:\/\/[\w.-]+\/(?:v2\/)?(?:recording|events)\b/,
  posthog: /^https?:\/\/[\w.-]+\/s\/(?:\?|$)/,
  'yandex-webvisor': /\/webvisor\//,
};

/** @param url whole; origin and path are enough. */
export function isRecording(vendor: string, url: string): boolean {
  return !!RECORDINGS[vendor]?.test(url);
}
