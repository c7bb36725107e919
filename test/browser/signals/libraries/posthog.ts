/** Owns the real library of the package posthog-js as a site's own bundle has it: on window, under the name that the catalogue's calls expect. */
import library from 'posthog-js';

Object.assign(window, { posthog: library });
