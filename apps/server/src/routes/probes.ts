// What a supervisor asks: is the process alive, and can it do its work.
import type { FastifyPluginAsync } from 'fastify';
import type { Services } from '../services.ts';
import { ProblemError } from '../problem.ts';

/** The write check waits for the disk, so it is not made for every visitor who asks. */
const CHECK_EVERY_MS = 1_000;

export const probeRoutes: FastifyPluginAsync<Services> = async (app, { store, isEngineUp }) => {
  let checkedAtMs = -Infinity;
  let writeError: unknown = null;

  app.get('/healthz', async () => ({ status: 'ok' }));

  app.get('/readyz', async () => {
    if (performance.now() - checkedAtMs >= CHECK_EVERY_MS) {
      checkedAtMs = performance.now();
      try {
        store.checkWritable();
        writeError = null;
      } catch (error) {
        writeError = error;
        app.log.error({ err: error }, 'the store cannot be written');
      }
    }
    if (writeError !== null) throw notReady('The store cannot be written.');
    if (!isEngineUp()) throw notReady('The lab is not up.');
    return { status: 'ok' };
  });
};

function notReady(detail: string): ProblemError {
  return new ProblemError({
    status: 503,
    code: 'not-ready',
    title: 'Not ready',
    detail,
    retryAfterSeconds: 5,
  });
}
