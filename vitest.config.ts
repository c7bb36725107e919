/** Unit tests: pure logic and Node programs, in Node. Whatever needs a browser is in test/browser or test/e2e. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    setupFiles: ['test/support/fixed-seed.ts'],
    include: ['test/{unit,matrix}/**/*.test.ts'],
    environment: 'node',
    // A test that hangs is told by name; a machine that is busy with other things is no failure.
    testTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: 'test-results/unit.json' }]],
  },
});
