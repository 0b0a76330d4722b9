// The calls of the server's API about resolvers, and what comes back.
import type { AdvisedStep } from '@delegraph/diagnosis';
import type { ResourceRecord } from '@delegraph/model';
import { callApi } from '../api.ts';

/** What one resolver says now, and how that stands to the trace. */
export interface ResolverSays {
  name: string;
  address: string;
  /** ISO 8601, UTC. */
  askedAt: string;
  elapsedMs: number;
  /** Null without a reply. */
  rcode: string | null;
  /** Whether it says that it has validated the answer. */
  authenticated: boolean;
  records: ResourceRecord[];
  ttlSeconds: number | null;
  kind:
    | 'agrees'
    | 'cached'
    | 'one-side'
    | 'older'
    | 'differs'
    | 'fails'
    | 'silent'
    | 'not-asked'
    | 'not-compared';
  code: string | null;
  title: string;
  sentence: string;
  todo: AdvisedStep[];
}

/** The names of the resolvers that the server offers to ask beside traces of the profile; none where it cannot be reached. */
export async function fetchOfferedResolvers(profile: string): Promise<string[]> {
  try {
    const { profiles } = (await callApi('/api/profiles')) as {
      profiles: { name: string; resolvers: string[] }[];
    };
    return profiles.find(({ name }) => name === profile)?.resolvers ?? [];
  } catch {
    return [];
  }
}

/** Has all of them asked the question of the trace. Throws `ProblemError` when that is refused. */
export async function askResolvers(traceId: string): Promise<ResolverSays[]> {
  const { resolvers } = (await callApi(`/api/traces/${traceId}/resolvers`, { method: 'POST' })) as {
    resolvers: ResolverSays[];
  };
  return resolvers;
}
