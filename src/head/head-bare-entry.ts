/** Owns starting a site's head script without banner, for sites that draw their own first layer on `window.kelisim`. */
import { startHead } from './head.ts';
import { isThere } from './is-there.ts';
import type { HeadData } from '../core/head-data.ts';
import { guarded } from './report.ts';

declare const KELISIM_DATA: HeadData;
declare const KELISIM_COOKIES: string;

guarded(() => {
  if (!isThere()) {
    const data = KELISIM_DATA;
    startHead(data, data.site!, KELISIM_COOKIES);
  }
});
