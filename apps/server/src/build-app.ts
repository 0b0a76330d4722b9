// The HTTP application: every plugin and route of it, in one list. Does not listen.
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { STARTING_TRACES, createClientLimits } from './client-limits.ts';
import { answerError, problems } from './plugins/problem.ts';
import { createRasterizer } from './pictures/rasterizer.ts';
import { readLimit } from './plugins/read-limit.ts';
import { securityHeaders } from './plugins/security-headers.ts';
import { askingRoutes } from './routes/asking.ts';
import { keepRetention } from './retention.ts';
import { badgeRoutes } from './routes/badges.ts';
import { compareRoutes } from './routes/compare.ts';
import { exportRoutes } from './routes/exports.ts';
import { faultRoutes } from './routes/faults.ts';
import { problemRoutes } from './routes/problems.ts';
import { galleryRoutes } from './routes/gallery.ts';
import { historyRoutes } from './routes/history.ts';
import { oEmbedRoutes } from './routes/oembed.ts';
import { pageRoutes } from './routes/page.ts';
import { pictureRoutes } from './routes/pictures.ts';
import { probeRoutes } from './routes/probes.ts';
import { resolverRoutes } from './routes/resolvers.ts';
import { retentionRoutes } from './routes/retention.ts';
import { traceEventRoutes } from './routes/trace-events.ts';
import { traceRoutes } from './routes/traces.ts';
import type { Engine, Services, Sharing } from './services.ts';
import type { TraceStore } from './store.ts';
import { createTracePictures } from './trace-pictures.ts';
import { createTraceRunner } from './trace-runner.ts';
import { type TransferProofs, openTransferProofs } from './transfer-proof.ts';
import { createUploads } from './uploads/uploads.ts';

export interface AppSetup {
  /** Stays open when the application closes. */
  store: TraceStore;
  engine: Engine;
  /** Absent: proofs that hold for this application only. */
  transferProofOf?: TransferProofs;
  /** apps/web/dist. */
  pageDirectory: string;
  /** Null derives it from each request. */
  publicUrl: string | null;
  sharing: Sharing;
  /** Reverse proxies whose `X-Forwarded-…` is believed; absent: nobody’s is. */
  trustedProxies?: readonly string[];
  /** Where log lines go, as JSON; null for none. */
  logTo: NodeJS.WritableStream | null;
  /** Monotonic; for tests. */
  nowMs?: () => number;
}

/** The application over a store and an engine. Traces an earlier process left behind get their end here; closing it
 *  ends the running ones. */
export async function buildApp(setup: AppSetup): Promise<FastifyInstance> {
  const { store, engine, pageDirectory, publicUrl, sharing, logTo } = setup;
  const { trustedProxies = [], nowMs = () => performance.now() } = setup;
  const app = Fastify({
    logger: logTo ? { level: 'warn', stream: logTo } : false,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 4 * 1024,
    requestTimeout: 15_000,
    http: { headersTimeout: 10_000 },
    forceCloseConnections: true,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
    // A permalink ends in the name of the trace, whose octets may all be escaped.
    routerOptions: { maxParamLength: 1_024 },
  });
  const logError = (error: unknown, message: string) => app.log.error({ err: error }, message);
  const startLimits = createClientLimits(nowMs, STARTING_TRACES);
  const runner = createTraceRunner({
    store,
    startTrace: engine.startTrace,
    logError,
    nowMs,
    limits: startLimits,
  });
  const uploads = createUploads(store);
  const { words, gallery, profiles, resolvers, faults, isUp: isEngineUp = () => true } = engine;
  const { transferProofOf = openTransferProofs(':memory:') } = setup;
  const rasterizer = createRasterizer();
  const pictures = createTracePictures({ store, words, rasterizer });
  const services: Services = {
    store,
    runner,
    uploads,
    startLimits,
    pictures,
    words,
    gallery,
    profiles,
    resolvers,
    transferProofOf,
    faults,
    sharing,
    pageDirectory,
    publicUrl,
    isEngineUp,
    nowMs,
  };

  await app.register(problems);
  await app.register(securityHeaders);
  await app.register(readLimit, { nowMs });
  await app.register(probeRoutes, services);
  await app.register(pageRoutes, services);
  await app.register(faultRoutes, services);
  await app.register(problemRoutes);
  // The zod compilers take no other schemas, so they stay in a scope of their own.
  await app.register(async (scope) => {
    scope.setValidatorCompiler(validatorCompiler);
    scope.setSerializerCompiler(serializerCompiler);
    await scope.register(traceRoutes, services);
    await scope.register(traceEventRoutes, services);
    await scope.register(exportRoutes, services);
    await scope.register(compareRoutes, services);
    await scope.register(pictureRoutes, services);
    await scope.register(retentionRoutes, services);
    await scope.register(resolverRoutes, services);
    await scope.register(oEmbedRoutes, services);
    await scope.register(badgeRoutes, services);
    await scope.register(historyRoutes, services);
    await scope.register(galleryRoutes, services);
    await scope.register(askingRoutes, services);
  });

  // Before the connections are cut, so that those who watch hear the end.
  app.addHook('preClose', () => runner.close());
  app.addHook('onListen', async () => void rasterizer.warmUp());
  app.addHook('onClose', () => rasterizer.close());
  app.addHook('onClose', () => uploads.close());
  runner.recover();
  const stopRetention = keepRetention({ store, retentionDays: sharing.retentionDays, logError });
  app.addHook('onClose', async () => stopRetention());
  return app;
}
