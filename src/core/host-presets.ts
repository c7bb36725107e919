/**
 * Owns the hosts that a site system or payment page needs to work at all, by the name an owner knows (`hosts.presets`): at levels fence and
 * header everything that is not listed is refused, and nobody knows the hosts of their own site builder by heart.
 * No tracker is among them: such a host belongs into `services`. Facts: the vendors' public documentation; `kelisim discover` finds the rest.
 */

export const HOST_PRESETS = {
  bitrix: [],
  tilda: [],
  wordpress: [],
  kaspi: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type HostPreset = keyof typeof HOST_PRESETS;
