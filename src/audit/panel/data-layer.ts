/** Owns reading `dataLayer`, where pages talk to Google's tags. Leaves to others: what its items mean. */

/** Everything in `dataLayer` that is an object; the page may have put anything under that name. */
export function dataLayerItems(): readonly object[] {
  const { dataLayer } = globalThis as { dataLayer?: unknown };
  if (!Array.isArray(dataLayer)) return [];
  return (dataLayer as unknown[]).filter((item): item is object => typeof item === 'object' && item !== null);
}
