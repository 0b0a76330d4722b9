// A resolver's reply beside a trace: the same, the same from a cache, older, or something no server says.
import type { ExtendedError, FailureReason, HopState, ResolverReply, TraceState } from '@delegraph/model';
import { addressSpaceOf } from '../address-space.ts';
import { serversOf } from '../zone-evidence.ts';
import { type AuthoritativeResult, type Behind, authoritativeResults } from './authoritative-results.ts';
import { extendedErrorKind } from './extended-errors.ts';
import { type LookupEnd, type ResolverSaid, resolverSaid } from './resolver-said.ts';

/** `stale`: the resolver says so itself. */
export type WhyOlder = Behind | 'stale';

/** `private`: it gives private addresses. `withheld`: it keeps the name from its clients. `unheard`: the trace heard
 *  nothing with authority that could be the same. */
export type WhyDifferent = 'private' | 'withheld' | 'unheard' | 'unknown';

/** What the reply is beside the trace. `servers` are those whose words it repeats. The code, where there is one, is that of
 *  the catalogue of faults; it is no finding of the trace, which asks no resolver. */
export type ResolverJudgement = Judged & { code: string | null };

type Judged =
  | { kind: 'agrees' }
  | { kind: 'cached'; leftSeconds: number }
  | { kind: 'one-side'; servers: readonly string[]; of: number }
  | { kind: 'older'; why: WhyOlder; servers: readonly string[]; errors: readonly ExtendedError[] }
  | {
      kind: 'differs';
      why: WhyDifferent;
      said: LookupEnd;
      foreign: readonly string[];
      errors: readonly ExtendedError[];
    }
  | { kind: 'fails'; rcode: string; errors: readonly ExtendedError[]; traceToo: boolean }
  | { kind: 'silent'; reason: FailureReason }
  | { kind: 'not-asked'; detail: string }
  /** The type asks each server for what it likes to give. RFC 8482. */
  | { kind: 'not-compared' };

/** Judges one reply by a trace that has ended. Knows no time but that of the TTLs. */
export function judgeResolver(state: TraceState, { result }: ResolverReply): ResolverJudgement {
  if (result.kind === 'not-asked') return { code: null, kind: 'not-asked', detail: result.detail };
  if (result.kind === 'failed') return { code: null, kind: 'silent', reason: result.reason };
  const { message } = result;
  const errors = message.edns?.extendedErrors ?? [];
  const said = state.question && resolverSaid(state.question, message);
  const results = authoritativeResults(state);
  if (!said) {
    const code = errors.length > 0 ? 'resolver-servfail-ede' : null;
    return { code, kind: 'fails', rcode: message.rcode, errors, traceToo: results.length === 0 };
  }
  if (state.question?.type === 'ANY') return { code: null, kind: 'not-compared' };
  if (errors.some((error) => extendedErrorKind(error) === 'stale'))
    return { code: 'resolver-stale', kind: 'older', why: 'stale', servers: [], errors };
  const same = sameResult(results, said);
  // Who is behind does not make the others a side.
  const sides = results.filter(({ behind }) => behind === null).length;
  return same ? judgeSame(same, said, sides) : judgeOther(state, { said, results, errors });
}

/** The result that the resolver repeats: the whole set of one server, or else a part of one. Servers that hand out a few of
 *  many addresses give a resolver others than they gave us, and all of them are right. */
function sameResult(
  results: readonly AuthoritativeResult[],
  said: ResolverSaid,
): AuthoritativeResult | undefined {
  const alike = results.filter(({ kind }) => kind === said.kind);
  const isPart = ({ data }: AuthoritativeResult) => said.data.every((datum) => data.includes(datum));
  return (
    alike.find((result) => isPart(result) && result.data.length === said.data.length) ?? alike.find(isPart)
  );
}

function judgeSame(same: AuthoritativeResult, said: ResolverSaid, sides: number): ResolverJudgement {
  const { behind, hops, of } = same;
  if (behind)
    return { code: 'resolver-stale', kind: 'older', why: behind, servers: namesOf(hops), errors: [] };
  if (sides > 1) return { code: null, kind: 'one-side', servers: namesOf(hops), of };
  const isAged = [...said.ttls].some(([name, ttl]) => ttl < (same.ttls.get(name) ?? 0));
  if (isAged && said.ttlSeconds !== null) return { code: null, kind: 'cached', leftSeconds: said.ttlSeconds };
  return { code: null, kind: 'agrees' };
}

function judgeOther(
  { profile, question }: TraceState,
  {
    said,
    results,
    errors,
  }: { said: ResolverSaid; results: readonly AuthoritativeResult[]; errors: readonly ExtendedError[] },
): ResolverJudgement {
  const heard = new Set(results.flatMap(({ data }) => data));
  const foreign = said.data.filter((datum) => !heard.has(datum));
  const { whyPrivate } = addressSpaceOf(profile);
  const isWithheld = errors.some((error) => extendedErrorKind(error) === 'withheld');
  const differs = (why: WhyDifferent, code = 'resolver-disagrees'): ResolverJudgement => ({
    code,
    kind: 'differs',
    why,
    said: { kind: said.kind, data: said.data },
    foreign,
    errors,
  });
  if (isWithheld || foreign.some((datum) => NOWHERE.has(datum))) return differs('withheld');
  const areAddresses = question?.type === 'A' || question?.type === 'AAAA';
  if (areAddresses && foreign.some((datum) => whyPrivate(datum) !== null))
    return differs('private', 'split-horizon-suspected');
  return differs(results.length === 0 ? 'unheard' : 'unknown');
}

/** What filtering resolvers give in place of an address. */
const NOWHERE: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

function namesOf(hops: readonly HopState[]): string[] {
  return serversOf(hops.map((hop) => ({ hop })));
}
