// The HTTP application: every plugin and route of it, in one list. Does not listen.
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { answerError, problems } from './plugins/problem.ts';
import { securityHeaders } from './plugins/security-headers.ts';
import { askingRoutes } from './routes/asking.ts';
import { exportRoutes } from './routes/exports.ts';
import { faultRoutes } from './routes/faults.ts';
import { galleryRoutes } from './routes/gallery.ts';
import { pageRoutes } from './routes/page.ts';
import { probeRoutes } from './routes/probes.ts';
import { traceEventRoutes } from './routes/trace-events.ts';
import { traceRoutes } from './routes/traces.ts';
import type { Engine, Services } from './services.ts';
import type { TraceStore } from './store.ts';
import { createTraceRunner } from './trace-runner.ts';
import { type TransferProofs, openTransferProofs } from './transfer-proof.ts';

export interface AppSetup {
  /** Stays open when the application closes. */
  store: TraceStore;
  engine: Engine;
  /** apps/web/dist. */
  /** Absent: proofs that hold for this application only. */
  transferProofOf?: TransferProofs;
  pageDirectory: string;
  /** Null derives it from each request. */
  publicUrl: string | null;
  /** Where log lines go, as JSON; null for none. */
  logTo: NodeJS.WritableStream | null;
  /** Monotonic; for tests. */
  nowMs?: () => number;
}

/** The application over a store and an engine. Traces an earlier process left behind get their end here; closing it
 *  ends the running ones. */
export async function buildApp(setup: AppSetup): Promise<FastifyInstance> {
  const { store, engine, pageDirectory, publicUrl, logTo, nowMs } = setup;
  const app = Fastify({
    logger: logTo ? { level: 'warn', stream: logTo } : false,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 4 * 1024,
    requestTimeout: 15_000,
    http: { headersTimeout: 10_000 },
    forceCloseConnections: true,
    trustProxy: false,
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
    // A permalink ends in the name of the trace, whose octets may all be escaped.
    routerOptions: { maxParamLength: 1_024 },
  });
  const runner = createTraceRunner({
    store,
    startTrace: engine.startTrace,
    logError: (error, message) => app.log.error({ err: error }, message),
    ...(nowMs && { nowMs }),
  });
  const { words, gallery, profiles, faults, svg, isUp: isEngineUp = () => true } = engine;
  const { transferProofOf = openTransferProofs(':memory:') } = setup;
  const services: Services = {
    store,
    runner,
    words,
    gallery,
    profiles,
    transferProofOf,
    faults,
    svg,
    pageDirectory,
    publicUrl,
    isEngineUp,
  };

  await app.register(problems);
  await app.register(securityHeaders);
  await app.register(probeRoutes, services);
  await app.register(pageRoutes, services);
  await app.register(faultRoutes, services);
  // The zod compilers take no other schemas, so they stay in a scope of their own.
  await app.register(async (scope) => {
    scope.setValidatorCompiler(validatorCompiler);
    scope.setSerializerCompiler(serializerCompiler);
    await scope.register(traceRoutes, services);
    await scope.register(traceEventRoutes, services);
    await scope.register(exportRoutes, services);
    await scope.register(galleryRoutes, services);
    await scope.register(askingRoutes, services);
  });

  // Before the connections are cut, so that those who watch hear the end.
  app.addHook('preClose', () => runner.close());
  runner.recover();
  return app;
}
