/** Owns starting a site's own head script: one call. KELISIM_DATA is put in by `kelisim build` (core/head-data.ts). */
import { createBanner } from './banner/banner.ts';
import { startHead } from './head.ts';
import type { HeadData } from '../core/head-data.ts';
import { guarded, report } from './report.ts';

declare const KELISIM_DATA: HeadData;

guarded(() => {
  if ('kelisim' in window) report('second tag ignored');
  else {
    const data = KELISIM_DATA;
    startHead(data, data.site!, false, (api, warmUp) => createBanner(api, warmUp, data.texts!));
  }
});
