/** Owns the real library of the package @amplitude/analytics-browser as a site's own bundle has it: on window, under the name that the catalogue's calls expect. */
import * as library from '@amplitude/analytics-browser';

Object.assign(window, { amplitude: library });
