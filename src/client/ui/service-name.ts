/** Owns what a service is called: as the owner calls it, as its vendor does, or by its id. */
import type { ResolvedService } from '../../core/api.ts';
import type { ServiceConfig } from '../../core/config.ts';
import type { Scene } from './scene.ts';

/** What the config says of a service. */
export function configured({ id }: ResolvedService, { config }: Scene): ServiceConfig | undefined {
  return config.services?.find((item) => (item.id ?? item.vendor) === id);
}

export function serviceName(service: ResolvedService, scene: Scene): string {
  const { names, vendors } = scene;
  return configured(service, scene)?.name ?? names[service.vendor] ?? vendors?.[service.vendor]?.name ?? service.id;
}
