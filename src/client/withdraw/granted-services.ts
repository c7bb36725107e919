/**
 * Owns which services a choice grants whatever page it is asked on: `onlyOn` and `notOn` close a service for a page,
 * they do not take the consent away, so its cookies stay.
 */
import { isGranted, type Choice, type DecidableService } from '../../core/choice.ts';

function pageless<T extends DecidableService>(service: T): Omit<T, 'onlyOn' | 'notOn'> {
  const { onlyOn: _onlyOn, notOn: _notOn, ...rest } = service;
  return rest;
}

function grantedIds(services: readonly DecidableService[], choice: Choice | null): Set<string> {
  const plain = new Map(services.map((service) => [service.id, pageless(service)]));
  return new Set(
    [...plain.values()]
      .filter((service) => isGranted(service, choice, '/', (id) => plain.get(id)))
      .map((service) => service.id),
  );
}

export function refusedServices<T extends DecidableService>(services: readonly T[], choice: Choice | null): T[] {
  const granted = grantedIds(services, choice);
  return services.filter((service) => !granted.has(service.id));
}
