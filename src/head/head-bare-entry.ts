/** Owns starting a site's head script without banner, for sites that draw their own first layer on `window.kelisim`. */
import { startHead } from './head.ts';
import type { HeadData } from '../core/head-data.ts';
import { guarded, report } from './report.ts';

declare const KELISIM_DATA: HeadData;

guarded(() => {
  if ('kelisim' in window) report('second tag ignored');
  else {
    const data = KELISIM_DATA;
    startHead(data, data.site!);
  }
});
