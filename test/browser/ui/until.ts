/** Owns waiting in tests for what comes a moment later; fails with the condition's own text. */
import { assert } from '@esm-bundle/chai';

export async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition() && tries < 200; tries++) await new Promise((done) => setTimeout(done, 10));
  assert.isTrue(condition(), String(condition));
}
