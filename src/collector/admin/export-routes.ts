/**
 * Owns taking evidence out: `GET /v1/admin/exports?format=…` streams the file, its manifest stands at `GET /v1/admin/exports/{id}` when the last
 * byte is out (the answer's Link header names it). Manifests are kept in memory, the latest ones; whoever needs one later exports again.
 * Leaves to others: the forms of the file (evidence/export-rows.ts), the page (export-page.ts).
 */
import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import { type ExportManifest, exportRows, type RunningExport } from '../evidence/export-rows.ts';
import { pageLanguage } from '../page.ts';
import { failureCode, refuse } from '../refuse.ts';
import type { Access } from './access.ts';
import type { CollectorHono } from '../collector-environment.ts';
import type { AdminEnvironment } from './admin-environment.ts';
import { sendAdminPage } from './admin-page.ts';
import { exportBody, exportTitle } from './export-page.ts';
import { logAdmin } from './log-admin.ts';
import { ADMIN_FORMATS, type AdminFormat, type ExportState, RecentExports } from './recent-exports.ts';
import { readFilter } from './record-query.ts';

const ROUTE = '/v1/admin/exports';
const CONTENT_TYPES: Readonly<Record<AdminFormat, string>> = {
  jsonl: 'application/jsonl; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
};

export function addExportRoutes(app: Hono<CollectorHono>, access: Access, environment: AdminEnvironment): void {
  const { storage, now, log } = environment;
  const recent = new RecentExports();
  const mayExport = access.needs('export');

  app.get('/exports', mayExport, (c) => {
    const language = pageLanguage(c);
    return sendAdminPage(c, exportTitle(language), exportBody(recent.list(), language));
  });

  app.get(ROUTE, mayExport, async (c) => {
    // Hono answers HEAD by the same handler, and nobody would read the stream.
    if (c.req.method === 'HEAD') return refuse(c, 405, 'method-not-allowed');
    const { format } = c.req.query();
    if (!isFormat(format)) return refuse(c, 400, 'invalid-query', { more: { field: 'format' } });
    const read = readFilter(c.req.query(), ['lang', 'format']);
    if (!read.ok) return refuse(c, 400, 'invalid-query', { more: { field: read.field } });
    const filter = read.value;
    const exportedAt = new Date(now()).toISOString();
    // Before the first byte: an export that is broken off is known too.
    await logAdmin(environment, c, `export ${format} begun`, 0);
    const running = exportRows(storage.rows(filter), {
      format,
      filter,
      exportedAt,
      findNotice: (hash) => storage.findNotice(hash),
    });
    const id = randomBytes(8).toString('hex');
    recent.set(id, { format, exportedAt, manifest: null });

    const settle = async (manifest: NonNullable<ExportState['manifest']>, failure: unknown) => {
      recent.set(id, { format, exportedAt, manifest });
      if (failure) log({ method: 'GET', route: ROUTE, status: 503, failure: failureCode(failure) });
      if (manifest === 'broken-off') return logAdmin(environment, c, `export ${format} broken off`, 0);
      return logAdmin(environment, c, `export ${format}`, manifest.rows);
    };
    const body = await streamOf(running, settle);
    const name = `kelisim-${exportedAt.slice(0, 19).replaceAll(':', '')}Z.${format}`;
    return c.body(body, 200, {
      'Content-Type': CONTENT_TYPES[format],
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
      // The server under us would otherwise read ahead, and answer a failure there with its message (@hono/node-server 2.1).
      'Transfer-Encoding': 'chunked',
      Link: `</v1/admin/exports/${id}>; rel="describedby"; type="application/json"`,
    });
  });

  app.get('/v1/admin/exports/:id', mayExport, (c) => {
    const state = recent.get(c.req.param('id'));
    if (!state) return refuse(c, 404, 'not-found');
    if (state.manifest === null) return refuse(c, 409, 'export-running');
    if (state.manifest === 'broken-off') return refuse(c, 410, 'export-broken-off');
    return c.json(state.manifest, 200, { 'Cache-Control': 'no-store' });
  });
}

/**
 * The first chunk is read before anything is answered: a storage that fails at once gets a proper refusal.
 *
 * @param settle called once: with the manifest, or with what broke the file off
 */
async function streamOf(
  running: RunningExport,
  settle: (manifest: ExportManifest | 'broken-off', failure: unknown) => Promise<void>,
): Promise<ReadableStream<Uint8Array>> {
  const iterator = running.chunks[Symbol.asyncIterator]();
  let settled = false;
  const end = async (manifest: () => ExportManifest | 'broken-off', failure: unknown = null) => {
    if (settled) return;
    settled = true;
    await settle(manifest(), failure);
  };
  const read = () =>
    iterator.next().catch(async (error: unknown) => {
      await end(() => 'broken-off', error);
      throw error;
    });
  let first: IteratorResult<Uint8Array> | null = await read();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = first ?? (await read());
        first = null;
        if (!done) return controller.enqueue(value);
        await end(() => running.manifest());
        controller.close();
      } catch {
        // Ends the connection without the last chunk: a cut file does not look like a whole one. The cause may quote data: it stays here.
        throw new Error('export broken off');
      }
    },
    async cancel() {
      await iterator.return?.();
      await end(() => 'broken-off');
    },
  });
}

function isFormat(text: string | undefined): text is AdminFormat {
  return (ADMIN_FORMATS as readonly (string | undefined)[]).includes(text);
}
