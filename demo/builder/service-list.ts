/** Owns changing the list of services and naming its entries. Leaves drawing to section-services.ts. */
import type { Draft } from './draft.ts';
import type { Scene } from './scene.ts';

/** Puts a vendor of the catalogue into the config, or takes it out, also of the containers that brought it. */
export function tickVendor(draft: Draft, vendor: string, on: boolean): void {
  const services = draft.list('services');
  if (on) return draft.add('services', { vendor });
  const gone = services.flatMap((_, i) =>
    draft.get(`services[${i}].vendor`) === vendor ? [serviceIdAt(draft, i)] : [],
  );
  draft.set(
    'services',
    services.filter((_, i) => draft.get(`services[${i}].vendor`) !== vendor),
  );
  draft.list('services').forEach((_, i) => {
    const path = `services[${i}].contains`;
    const rest = draft.list(path).filter((id) => !gone.includes(String(id)));
    if (rest.length < draft.list(path).length) draft.set(path, rest.length ? rest : undefined);
  });
}

/** The id other services point to: its own, else the vendor's. */
export function serviceIdAt(draft: Draft, i: number): string {
  return draft.text(`services[${i}].id`) || draft.text(`services[${i}].vendor`);
}

export function serviceNameAt({ draft, words }: Pick<Scene, 'draft' | 'words'>, i: number): string {
  const own = draft.text(`services[${i}].name`);
  const vendor = draft.text(`services[${i}].vendor`);
  return own || words.vendors[vendor]?.name || serviceIdAt(draft, i) || words.say('own-service');
}
