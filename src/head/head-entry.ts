/** Owns starting a site's own head script: one call. KELISIM_DATA is put in by `kelisim build` (core/head-data.ts). */
import { createBanner } from './banner/banner.ts';
import { startHead } from './head.ts';
import { isThere } from './is-there.ts';
import type { HeadData } from '../core/head-data.ts';
import { guarded } from './report.ts';

declare const KELISIM_DATA: HeadData;
declare const KELISIM_COOKIES: string;

guarded(() => {
  if (!isThere()) {
    const data = KELISIM_DATA;
    startHead(data, data.site!, KELISIM_COOKIES, false, (api, warmUp) =>
      createBanner(api, warmUp, data.texts!, data.style!),
    );
  }
});
