// Takes what the widget sends with "acknowledge": "status". A 2xx means: written down. `save` is yours: it inserts each record under its id
// once (INSERT … ON CONFLICT DO NOTHING), and resolves when it is on disk.
import express from 'express';

export function recordsRouter(save) {
  const router = express.Router();
  router.post(
    '/v1/sites/:site/records',
    express.text({ type: '*/*', limit: '48kb' }),
    async (request, response, next) => {
      try {
        const { records } = JSON.parse(request.body) ?? {};
        await save(request.params.site, records);
        response.json({});
      } catch (error) {
        if (error instanceof SyntaxError) response.status(400).json({ code: 'malformed-json' });
        else next(error);
      }
    },
  );
  return router;
}
