/**
 * Owns the seed of property tests: the same in every run of `npm test`, so that a red run can be repeated and a green one says the same
 * everywhere. `KELISIM_SEED=random npm run test:unit` looks further.
 */
import fc from 'fast-check';

const DEFAULT_SEED = 20261120;
const wish = process.env['KELISIM_SEED'];

if (wish !== 'random') fc.configureGlobal({ seed: wish === undefined ? DEFAULT_SEED : Number(wish) });
