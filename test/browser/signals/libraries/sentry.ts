/** Owns the real library of the package @sentry/browser as a site's own bundle has it: on window, under the name that the catalogue's calls expect. */
import * as library from '@sentry/browser';

Object.assign(window, { Sentry: library });
