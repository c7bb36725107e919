/** A few runs of the faults that `npm run faults:collector` does many times; SQLite's own are in server.test.ts. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { crashPostgres, fillPostgresDisk, killUnderLoad, twoCollectors } from '../../faults/collector-faults.ts';
import { mayDoWithoutPostgres, PostgresServer } from '../../support/postgres-server.ts';

const NOTHING_WRONG = { lost: 0, twice: 0, miscounted: 0 };

describe.skipIf(mayDoWithoutPostgres())('On PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  }, 60_000);
  afterAll(() => server?.stop());

  test('a collector killed with SIGKILL under load has lost nothing that it acknowledged, and nothing is there twice.', async () => {
    const result = await killUnderLoad(server.makeDatabase('killed'), 3);
    expect(result).toMatchObject(NOTHING_WRONG);
    expect(result.acknowledged).toBeGreaterThan(0);
  }, 60_000);

  test('two collectors that get the same ids at once acknowledge each as stored once.', async () => {
    const result = await twoCollectors(server.makeDatabase('pair'), 2);
    expect(result).toMatchObject(NOTHING_WRONG);
    expect(result.acknowledged).toBeGreaterThan(0);
  }, 60_000);

  test('a collector whose server crashes and comes back answers 503 with Retry-After meanwhile, loses nothing and goes on.', async () => {
    const result = await crashPostgres(server, server.makeDatabase('crashed'), 1);
    expect(result).toMatchObject(NOTHING_WRONG);
    expect(result.note).toMatch(/^[1-9]\d* answers 503, 0 of them without Retry-After; [1-9]/);
  }, 60_000);

  test.runIf(process.platform === 'linux')(
    'a collector whose server can write no more answers 503 with Retry-After and loses nothing.',
    async () => {
      const result = await fillPostgresDisk(server, server.makeDatabase('full'));
      expect(result).toMatchObject(NOTHING_WRONG);
      expect(result.note).toMatch(/^[1-9]\d* answers 503, 0 of them without Retry-After; the collector goes on$/);
    },
    60_000,
  );
});
