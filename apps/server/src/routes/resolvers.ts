// What resolvers say now, beside a trace that has ended: on request only, and stored nowhere.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ASKING_WINDOWS, createClientLimits } from '../client-limits.ts';
import { ProblemError } from '../problem.ts';
import type { ResolverSays } from '../resolver-desk.ts';
import type { Services } from '../services.ts';
import { existingTrace, stateOf } from '../stored-trace.ts';

const TraceParams = z.object({ id: z.string() });

const ResourceRecord = z.object({ name: z.string(), type: z.string(), ttl: z.number(), data: z.string() });
const AdvisedStep = z.object({
  sentence: z.string(),
  commands: z.array(z.object({ program: z.string(), command: z.string() })),
});
const Comparison = z.object({
  resolvers: z.array(
    z.object({
      name: z.string(),
      address: z.string(),
      askedAt: z.string(),
      elapsedMs: z.number(),
      rcode: z.string().nullable(),
      transport: z.enum(['udp', 'tcp']).nullable(),
      authenticated: z.boolean(),
      records: z.array(ResourceRecord),
      ttlSeconds: z.number().nullable(),
      extendedErrors: z.array(z.string()),
      kind: z.string(),
      code: z.string().nullable(),
      title: z.string(),
      sentence: z.string(),
      todo: z.array(AdvisedStep),
    }),
  ),
});

/** In an incident everybody asks the same: within this time one asking is for all. */
const JOIN_MS = 5_000;

export const resolverRoutes: FastifyPluginAsyncZod<Services> = async (app, { store, resolvers, nowMs }) => {
  const limits = createClientLimits(nowMs, {
    code: 'too-many-comparisons',
    title: 'Too many comparisons',
    atATime: { most: 2, words: (whose) => `comparisons with resolvers of ${whose} are under way` },
    windows: ASKING_WINDOWS,
    act: 'ask the resolvers',
    counted: 'times',
  });
  const latest = new Map<string, { startedAtMs: number; asking: Promise<ResolverSays[]> }>();

  app.post(
    '/api/traces/:id/resolvers',
    { schema: { params: TraceParams, response: { 200: Comparison } } },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const trace = existingTrace(store, request.params.id);
      if (resolvers.namesOf(trace.profile).length === 0) throw notOffered(trace.profile);
      if (!trace.ended) throw stillRunning();
      for (const [id, { startedAtMs }] of latest) if (nowMs() - startedAtMs >= JOIN_MS) latest.delete(id);
      const joined = latest.get(trace.id);
      if (joined) return { resolvers: await plain(joined.asking) };

      const state = stateOf(store, trace);
      limits.admit(request.ip);
      const asking = resolvers.compare(state).finally(() => limits.release(request.ip));
      latest.set(trace.id, { startedAtMs: nowMs(), asking });
      return { resolvers: await plain(asking) };
    },
  );
};

/** The lists as ones that could be changed, as zod has them. */
async function plain(asking: Promise<ResolverSays[]>) {
  return (await asking).map((says) => ({
    ...says,
    records: [...says.records],
    extendedErrors: [...says.extendedErrors],
    todo: says.todo.map(({ sentence, commands }) => ({ sentence, commands: [...commands] })),
  }));
}

function notOffered(profile: string): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'resolvers-not-offered',
    title: 'Not offered here',
    detail: `This server compares traces of the profile “${profile}” with no resolver; its operator can allow it with RESOLVERS.`,
  });
}

function stillRunning(): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'trace-running',
    title: 'The trace still runs',
    detail: 'Resolvers are asked when the trace has ended, so that there is something to compare with.',
  });
}
