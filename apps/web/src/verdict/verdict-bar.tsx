// The one sentence of the trace, how many findings there are, and what can be done with it.
import { noRootAnswers, verdictOf } from '@delegraph/diagnosis';
import { type Severity, type TraceState, provenanceText } from '@delegraph/model';
import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { severityCounts } from '../findings/finding-counts.ts';
import { CompareButton } from '../compare/compare-button.tsx';
import { savedTrace } from '../saved-trace.ts';
import { useSelection } from '../selection-context.ts';
import type { TraceRequest } from '../trace-request.ts';
import type { Connection } from '../trace-store.ts';
import { countText } from '../units.ts';
import { LabOffer } from './lab-offer.tsx';
import { later } from '../later.tsx';
import type { PairedTrace } from './paired-trace.ts';
import { waitingSentence } from './queue-place.ts';
import { RunAgain } from './run-again.tsx';
import { MARK_WORDS, SeverityGlyph } from './severity-glyph.tsx';
import { markOfTone } from './tone-mark.ts';
import { TypeSwitch } from './type-switch.tsx';
import { VerdictMeta } from './verdict-meta.tsx';

// Computed when the trace has ended; the verdict does not wait for it.
const ExperienceLine = later(() => import('./experience-line.tsx'));
const WaitingLine = later(() => import('./waiting-line.tsx'));
const TraceReport = later(() => import('../trouble/trace-report.tsx'));

export interface VerdictBarProps {
  state: TraceState;
  connection: Connection;
  /** Of a stored trace; null for any other. */
  id: string | null;
  /** Of a trace that waits for its turn on the server, 1 for the next; null for any other. */
  placeInQueue: number | null;
  /** What to ask for this trace alone. */
  request: TraceRequest;
  /** What to ask to have this trace made again; null where that makes no sense. */
  again: TraceRequest | null;
  /** The trace of the other type of addresses, where both were wanted. */
  pair: PairedTrace | null;
  /** The button that shares it. */
  share: ReactNode;
}

/** The bar below the header of a trace's page. */
export function VerdictBar(bar: VerdictBarProps) {
  const { state, connection, id, placeInQueue, request, again, pair, share } = bar;
  const verdict = verdictOf(state);
  const isWaiting = placeInQueue !== null;
  const hasFailed = state.status === 'failed';
  const provenance = provenanceText(state);
  const mark = markOfTone(verdict.tone);
  return (
    <div className={`verdict is-${verdict.tone}`}>
      <div className="verdict-words">
        {/* A place in the queue is told by the line below, and not whenever it changes. */}
        <h1 id="verdict" aria-live={isWaiting ? 'off' : 'polite'}>
          {mark && <SeverityGlyph mark={mark} size={20} />}
          <span>{isWaiting ? waitingSentence(placeInQueue) : verdict.sentence}</span>
        </h1>
        {provenance !== null && <p className="verdict-provenance">{provenance}</p>}
        {pair && <TypeSwitch shown={state} other={pair} />}
        {isWaiting && id !== null ? (
          <WaitingLine id={id} place={placeInQueue} request={request} />
        ) : (
          <VerdictMeta state={state} connection={connection} />
        )}
        <ExperienceLine state={state} />
        {hasFailed && (
          <p className="verdict-failed">
            We could not finish: {state.endReason ?? 'The reason is not known.'} What had come by then is
            below.
            {id !== null && <FailedId id={id} />}
          </p>
        )}
        <ReadingNotes />
        {!savedTrace && state.profile === 'internet' && noRootAnswers(state) && <LabOffer />}
      </div>
      <div className="verdict-side">
        <SeverityPills state={state} />
        {share}
        {connection === 'ended' && <CompareButton state={state} />}
        {again && connection === 'ended' && <RunAgain request={again} hasFailed={hasFailed} />}
        {hasFailed && id !== null && state.uploadedAt === null && <TraceReport id={id} state={state} />}
      </div>
    </div>
  );
}

/** By which whoever runs the server finds the trace in their log. */
function FailedId({ id }: { id: string }) {
  return (
    <>
      {' '}
      The trace is <a href={`/t/${id}`}>{id}</a>. <a href="/problems/trace-failed">What this means</a>
    </>
  );
}

/** What was made of the text somebody typed, to the person who typed it: nothing is changed silently. */
function ReadingNotes() {
  const notes = useLocation({ select: (location) => location.state.notes ?? [] });
  return notes.map((note) => (
    <p key={note} className="verdict-note">
      {note}
    </p>
  ));
}

function SeverityPills({ state }: { state: TraceState }) {
  const { select } = useSelection();
  const showFirst = async (severity: Severity) => {
    const { firstFinding } = await import('../findings/finding-groups.ts');
    const index = firstFinding(state, severity);
    if (index !== null) select({ kind: 'finding', index });
  };
  const counts = severityCounts(state);
  if (counts.length === 0) return null;
  return (
    <ul className="pills" aria-label="Findings by severity">
      {counts.map(({ severity, count }) => (
        <li key={severity}>
          <button
            type="button"
            className={`severity-pill is-${severity}`}
            onClick={() => void showFirst(severity)}
          >
            <SeverityGlyph mark={severity} size={14} />
            {countText(count, ...MARK_WORDS[severity])}
          </button>
        </li>
      ))}
    </ul>
  );
}
