// Asks the configured resolvers what they say now, and judges it by a trace. Nothing of it enters a trace or the store: a
// trace is what name servers said then, and never changes; what a cache says is another matter the next minute.
import { readFile } from 'node:fs/promises';
import {
  type AdvisedStep,
  type ResolverVerdict,
  extendedErrorText,
  resolverVerdict,
} from '@delegraph/diagnosis';
import type { Exchange, Resolver, ResolverReply, ResourceRecord, TraceState } from '@delegraph/model';
import { type AddressMap, askResolver, systemClock } from '@delegraph/tracer';
import { type ConfiguredResolver, systemResolvers } from './resolver-list.ts';

/** What one resolver says, and what that is beside the trace. */
export interface ResolverSays {
  name: string;
  address: string;
  /** ISO 8601, UTC. */
  askedAt: string;
  elapsedMs: number;
  /** Null without a reply. */
  rcode: string | null;
  transport: 'udp' | 'tcp' | null;
  /** Whether it says that it has validated the answer (AD). RFC 4035 3.2.3. */
  authenticated: boolean;
  /** Its answer, without signatures. */
  records: readonly ResourceRecord[];
  /** The least TTL of them. */
  ttlSeconds: number | null;
  /** Extended errors as text. RFC 8914. */
  extendedErrors: readonly string[];
  kind: ResolverVerdict['judgement']['kind'];
  /** The code that the catalogue of faults has for it, if it has one. */
  code: string | null;
  title: string;
  sentence: string;
  todo: readonly AdvisedStep[];
}

export interface ResolverDesk {
  /** The names of those that traces of a profile can be compared with; empty where the operator allows none. */
  namesOf(profile: string): string[];
  /** Asks all of them the question of a trace that has ended. */
  compare(state: TraceState): Promise<ResolverSays[]>;
}

const never = new AbortController().signal;

/** `exchangeOver` opens a way for packets. Only the configured addresses have one: nothing a visitor types is ever asked. */
export function createResolverDesk({
  configured,
  exchangeOver,
  resolvConf = '/etc/resolv.conf',
}: {
  configured: readonly ConfiguredResolver[];
  exchangeOver: (map: AddressMap) => Exchange;
  resolvConf?: string;
}): ResolverDesk {
  const of = (profile: string) => configured.filter((resolver) => resolver.profile === profile);

  async function endpointsOf({ name, address, port }: ConfiguredResolver): Promise<Resolver[]> {
    if (address !== null) return [{ name, address, port }];
    // Where there is no such file, the system has its default as well.
    return systemResolvers(await readFile(resolvConf, 'utf8').catch(() => ''));
  }

  return {
    namesOf: (profile) => of(profile).map(({ name }) => name),
    async compare(state) {
      const { question, profile } = state;
      if (!question) return [];
      const resolvers = (await Promise.all(of(profile).map(endpointsOf))).flat();
      const replies = resolvers.map((resolver) => {
        const { address, port } = resolver;
        const exchange = exchangeOver({
          endpointOf: () => ({ host: address, port }),
          allowTarget: (asked) => asked === address,
        });
        return askResolver(resolver, question, { exchange, clock: systemClock, signal: never });
      });
      return (await Promise.all(replies)).map((reply) => saysOf(state, reply));
    },
  };
}

function saysOf(state: TraceState, reply: ResolverReply): ResolverSays {
  const { resolver, askedAt, elapsedMs, result } = reply;
  const { judgement, title, sentence, todo } = resolverVerdict(state, reply);
  const message = result.kind === 'replied' ? result.message : null;
  const records = message?.answer.filter(({ type }) => type !== 'RRSIG') ?? [];
  return {
    name: resolver.name,
    address: resolver.port === 53 ? resolver.address : `${resolver.address} port ${resolver.port}`,
    askedAt,
    elapsedMs,
    rcode: message?.rcode ?? null,
    transport: result.kind === 'replied' ? result.transport : null,
    authenticated: message?.flags.includes('ad') ?? false,
    records,
    ttlSeconds: records.length === 0 ? null : Math.min(...records.map(({ ttl }) => ttl)),
    extendedErrors: message?.edns?.extendedErrors.map(extendedErrorText) ?? [],
    kind: judgement.kind,
    code: judgement.code,
    title,
    sentence,
    todo,
  };
}
