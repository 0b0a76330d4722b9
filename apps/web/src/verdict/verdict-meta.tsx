// What it took to find the verdict out, from where, and what stands in the way of more. On a phone most of it is folded.
import { type TraceState, traceTierEndedAtMs, traceTotals } from '@delegraph/model';
import type { ReactNode } from 'react';
import { answeredAfterMs } from '../answer-time.ts';
import { NARROW, useMediaQuery } from '../media-query.ts';
import { useIsOnline } from '../online.ts';
import type { Connection } from '../trace-store.ts';
import { countText, durationText, instantText } from '../units.ts';

/** The lines between the verdict and the findings. */
export function VerdictMeta({ state, connection }: { state: TraceState; connection: Connection }) {
  const isNarrow = useMediaQuery(NARROW);
  const trouble = <Trouble state={state} connection={connection} />;
  const { question, startedAt } = state;
  if (!question) return <MetaLine parts={['waiting for the first event']}>{trouble}</MetaLine>;
  const asked = [`${question.name} ${question.type}`, instantText(startedAt)];
  const answered = answeredAfterMs(state);
  const answer = answered === null ? [] : [`answer after ${durationText(answered)}`];
  const [reached, ...examined] = progressOf(state);
  const from = vantageText(state);
  const [queries, ...work] = workOf(state);
  const holes = holesOf(state);
  if (!isNarrow) {
    const parts = [...asked, [queries, ...work].join(' '), ...answer, reached, ...examined, from, ...holes];
    return <MetaLine parts={parts}>{trouble}</MetaLine>;
  }
  return (
    <>
      <details className="verdict-more">
        <summary>{[queries, reached].join(' · ')}</summary>
        <MetaLine parts={[...asked, ...work, ...answer, ...examined, from]} />
      </details>
      {/* What could not be seen, or is not seen yet, is never folded away. */}
      <MetaLine parts={holes}>{trouble}</MetaLine>
    </>
  );
}

function MetaLine({ parts, children }: { parts: readonly string[]; children?: ReactNode }) {
  return (
    <p className="verdict-meta">
      {parts.map((part) => (
        <span key={part}>{part}</span>
      ))}
      {children}
    </p>
  );
}

function Trouble({ state, connection }: { state: TraceState; connection: Connection }) {
  const isOnline = useIsOnline();
  if (connection === 'ended') return !isOnline && <span>you are offline: a stored view</span>;
  if (connection !== 'reconnecting') return null;
  return (
    <span className="verdict-lost">
      {isOnline
        ? `connection lost at event ${state.seq + 1}, resuming…`
        : `you are offline: this is what had come by event ${state.seq + 1}`}
    </span>
  );
}

/** How many queries there were, to how many addresses; and how many are out, while some are. */
function workOf(state: TraceState): [queries: string, ...string[]] {
  const { queries, addresses } = traceTotals(state);
  const out = state.hops.filter(({ result }) => result.status === 'asking').length;
  const isOut = state.status === 'running' && out > 0;
  return [
    `${countText(queries, 'query', 'queries')}${isOut ? `, ${out} still out` : ''}`,
    `to ${countText(addresses, 'address', 'addresses')}`,
  ];
}

/** How far the trace is: the picture first, then the examination of the servers, which takes nothing of it back. */
function progressOf(state: TraceState): [string, ...string[]] {
  const completeAtMs = traceTierEndedAtMs(state);
  if (completeAtMs === null) return ['still asking'];
  if (!state.examination && state.status !== 'done') return [`stopped after ${durationText(completeAtMs)}`];
  const complete = `complete after ${durationText(completeAtMs)}`;
  if (!state.examination) return [complete];
  if (state.status === 'running') return [complete, 'examining the servers'];
  const word = state.status === 'done' ? 'servers examined after' : 'examination stopped after';
  return [complete, `${word} ${durationText(state.atMs)}`];
}

function vantageText({ vantage, profile }: TraceState): string {
  return `asked from ${vantage.name}${profile === 'lab' ? ' (lab)' : ''}`;
}

/** What could not be asked from there. That is about us, and never a fault of theirs. */
function holesOf(state: TraceState): string[] {
  const { vantage } = state;
  const untested = untestedAddresses(state);
  const holes = untested === 0 ? '' : `${countText(untested, 'address', 'addresses')} not tested: `;
  return [
    ...(vantage.ipv6 ? [] : [`${holes}no IPv6 from there`]),
    ...(vantage.ipv4 ? [] : [`${holes}no IPv4 from there`]),
  ];
}

function untestedAddresses({ hops }: TraceState): number {
  const skipped = hops.filter(
    ({ result }) =>
      result.status === 'skipped' && (result.reason === 'no-ipv6' || result.reason === 'no-ipv4'),
  );
  return new Set(skipped.map(({ address }) => address)).size;
}
