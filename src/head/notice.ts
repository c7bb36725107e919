/** Owns what the head asks of a first layer. The banner is one; a site that draws its own builds without. */
import type { KelisimApi } from '../core/api.ts';

export interface Notice {
  /** Shows the first layer; `focus` when somebody asked for it; `failed` when the settings could not be loaded. */
  show(focus?: boolean, failed?: boolean): void;
  /** A choice was made: the banner goes, the launcher comes. */
  chosen(): void;
  /** Milliseconds since 1970, null before it was shown. */
  shownAt(): number | null;
}

/** @param warmUp first intent to open the settings. */
export type NoticeFactory = (api: KelisimApi, warmUp: () => void) => Notice | undefined;
