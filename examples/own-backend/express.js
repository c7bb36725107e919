// @ts-nocheck: Express is not installed in this repository.
// Takes what the widget sends with "acknowledge": "status". A 2xx means: written down. `save` is yours: it inserts each record under its id
// once (INSERT … ON CONFLICT DO NOTHING), and resolves when it is on disk.
import express from 'express';

export function recordsRouter(save) {
  const router = express.Router();
  router.post('/v1/sites/:site/records', express.text({ type: '*/*', limit: '48kb' }), (request, response, next) => {
    let records;
    try {
      ({ records } = JSON.parse(request.body));
    } catch {
      return response.status(400).json({ code: 'malformed-json' });
    }
    if (!Array.isArray(records)) return response.status(400).json({ code: 'malformed-batch' });
    save(request.params.site, records).then(() => response.json({}), next);
  });
  return router;
}
