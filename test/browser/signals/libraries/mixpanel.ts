/** Owns the real library of the package mixpanel-browser as a site's own bundle has it: on window, under the name that the catalogue's calls expect. */
import library from 'mixpanel-browser';

Object.assign(window, { mixpanel: library });
