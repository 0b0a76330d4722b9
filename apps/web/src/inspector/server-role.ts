// Whether an address speaks for a zone, and the reply that shows it.
import { judgeServers } from '@delegraph/diagnosis';
import { type DomainName, type HopState, type TraceState, hasEnded } from '@delegraph/model';
import { SKIP_WORDS } from '../standing.ts';
import type { Mark } from '../verdict/severity-glyph.tsx';
import { saidText } from './said.ts';

export interface ServerRole {
  mark: Mark;
  /** To follow “authoritative for the zone:” — `yes`, `no, REFUSED`. */
  verdict: string;
  /** Null where nothing was heard. */
  proof: HopState | null;
}

/** As the lame family of faults judges it. */
export function serverRole(state: TraceState, zone: DomainName, address: string): ServerRole {
  const judged = judgeServers(state)
    .get(zone)
    ?.find((server) => server.address === address);
  const hops = judged?.hops ?? [];
  const standing = judged?.standing ?? { kind: 'untested' as const };
  switch (standing.kind) {
    case 'lame': {
      const proof = standing.evidence[0]!;
      return { mark: 'error', verdict: `no, ${saidText(proof)}`, proof };
    }
    case 'serves': {
      const spoke = hops.find(isAuthoritative);
      if (spoke) return { mark: 'ok', verdict: 'yes', proof: spoke };
      const heard = hops.find(({ result }) => result.status === 'answered') ?? null;
      return { mark: 'ok', verdict: 'it refers on to zones below', proof: heard };
    }
    case 'pending': {
      if (!hasEnded(state)) return { mark: 'pending', verdict: 'not known yet', proof: null };
      const wasAsked = hops.some(({ tries }) => tries.length > 0);
      const verdict = wasAsked ? 'the trace ended before that was known' : 'not asked';
      return { mark: 'untested', verdict, proof: null };
    }
    case 'untested': {
      const skipped = hops.find(({ result }) => result.status === 'skipped')?.result;
      const reason = skipped?.status === 'skipped' ? SKIP_WORDS[skipped.reason] : 'not tested';
      return { mark: 'untested', verdict: reason, proof: hops.find(({ tries }) => tries.length > 0) ?? null };
    }
  }
}

/** The apex probe before what the search itself asked: it is the proof that operators repeat. */
function isAuthoritative({ result, probe }: HopState): boolean {
  if (result.status !== 'answered' || (probe !== 'apex-soa' && probe !== 'walk')) return false;
  return 'authoritative' in result.response && result.response.authoritative;
}
