// What resolvers say now, beside a trace that has ended: asked when somebody wants it, and no part of the trace.
import { useEffect, useState } from 'react';
import { type Problem, problemOf } from '../api.ts';
import { RetryCountdown } from '../header/retry-countdown.tsx';
import { instantText } from '../units.ts';
import { type ResolverSays, askResolvers, fetchOfferedResolvers } from './resolver-calls.ts';
import { ResolverTable } from './resolver-table.tsx';

export interface ResolverSectionProps {
  /** A stored trace that has ended. */
  id: string;
  profile: string;
  /** When it began, ISO 8601. */
  tracedAt: string;
}

type Asking =
  | { kind: 'not-asked' }
  | { kind: 'asking' }
  | { kind: 'said'; says: readonly ResolverSays[] }
  | { kind: 'refused'; problem: Problem };

/** Nothing where the server offers no resolver for the profile of the trace. */
export default function ResolverSection({ id, profile, tracedAt }: ResolverSectionProps) {
  const [offered, setOffered] = useState<readonly string[]>([]);
  const [asking, setAsking] = useState<Asking>({ kind: 'not-asked' });
  const [mayAsk, setMayAsk] = useState(true);
  useEffect(() => {
    let isHere = true;
    // Offline, the browser would complain of a request that nobody needs.
    if (navigator.onLine) void fetchOfferedResolvers(profile).then((names) => isHere && setOffered(names));
    return () => {
      isHere = false;
    };
  }, [profile]);

  async function ask() {
    setAsking({ kind: 'asking' });
    try {
      setAsking({ kind: 'said', says: await askResolvers(id) });
    } catch (error) {
      const problem = problemOf(error);
      setMayAsk(problem.retryAfterSeconds === undefined);
      setAsking({ kind: 'refused', problem });
    }
  }

  if (offered.length === 0) return null;
  const isAsking = asking.kind === 'asking';
  return (
    <section
      className={asking.kind === 'said' ? 'resolvers has-answers' : 'resolvers'}
      aria-labelledby="resolvers-title"
    >
      <div className="resolvers-head">
        <h2 id="resolvers-title">What resolvers say now</h2>
        <button
          type="button"
          className="button is-quiet"
          // Not `disabled`: whoever has pressed it would lose their place.
          aria-disabled={isAsking || !mayAsk}
          onClick={() => {
            if (!isAsking && mayAsk) void ask();
          }}
        >
          {asking.kind === 'said' ? 'Ask again' : isAsking ? 'Asking…' : 'Ask them'}
        </button>
      </div>
      <p className="hint" aria-live="polite">
        {hintFor(asking, offered, tracedAt)}
      </p>
      {asking.kind === 'refused' && (
        <p className="resolvers-refused" role="alert">
          {asking.problem.title}. {asking.problem.detail}{' '}
          {asking.problem.retryAfterSeconds !== undefined && (
            <RetryCountdown seconds={asking.problem.retryAfterSeconds} onOver={() => setMayAsk(true)} />
          )}
        </p>
      )}
      {asking.kind === 'said' && <ResolverTable says={asking.says} />}
    </section>
  );
}

function hintFor(asking: Asking, offered: readonly string[], tracedAt: string): string {
  if (asking.kind !== 'said')
    return `${namesText(offered)} can be asked what they have now. The trace has asked no resolver, and what they say does not become part of it.`;
  const [first] = asking.says;
  const when = first ? instantText(first.askedAt) : 'just now';
  return `Asked ${when}; not part of this trace, which is from ${instantText(tracedAt)}. Not stored.`;
}

function namesText(names: readonly string[]): string {
  const known = names.map((name) => (name === 'system' ? 'the server’s own system' : name));
  const text = known.length <= 1 ? known.join('') : `${known.slice(0, -1).join(', ')} and ${known.at(-1)}`;
  return text[0]!.toUpperCase() + text.slice(1);
}
