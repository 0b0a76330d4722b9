// The one sentence of the trace, what it took to find out, and how many findings there are.
import { type Verdict, noRootAnswers, verdictOf } from '@delegraph/diagnosis';
import { type Severity, type TraceState, traceTierEndedAtMs, traceTotals } from '@delegraph/model';
import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { answeredAfterMs } from '../answer-time.ts';
import { severityCounts } from '../findings/finding-counts.ts';
import { CompareButton } from '../compare/compare-button.tsx';
import { useIsOnline } from '../online.ts';
import { savedTrace } from '../saved-trace.ts';
import { useSelection } from '../selection-context.ts';
import type { TraceRequest } from '../trace-request.ts';
import type { Connection } from '../trace-store.ts';
import { countText, durationText, instantText } from '../units.ts';
import { LabOffer } from './lab-offer.tsx';
import { later } from '../later.tsx';
import { RunAgain } from './run-again.tsx';
import { MARK_WORDS, type Mark, SeverityGlyph } from './severity-glyph.tsx';

// Computed when the trace has ended; the verdict does not wait for it.
const ExperienceLine = later(() => import('./experience-line.tsx'));

const MARK_OF_TONE: Record<Verdict['tone'], Mark | null> = {
  ok: 'ok',
  warning: 'warning',
  error: 'error',
  running: 'pending',
  neutral: null,
};

export interface VerdictBarProps {
  state: TraceState;
  connection: Connection;
  /** What to ask to have this trace made again; null where that makes no sense. */
  again: TraceRequest | null;
  /** The button that shares it. */
  share: ReactNode;
}

/** The bar below the header of a trace's page. */
export function VerdictBar({ state, connection, again, share }: VerdictBarProps) {
  const verdict = verdictOf(state);
  const mark = MARK_OF_TONE[verdict.tone];
  const isOnline = useIsOnline();
  return (
    <div className={`verdict is-${verdict.tone}`}>
      <div className="verdict-words">
        <h1 id="verdict" aria-live="polite">
          {mark && <SeverityGlyph mark={mark} size={20} />}
          <span>{verdict.sentence}</span>
        </h1>
        <p className="verdict-meta">
          {metaOf(state).map((part) => (
            <span key={part}>{part}</span>
          ))}
          {!isOnline && connection === 'ended' && <span>you are offline: a stored view</span>}
          {connection === 'reconnecting' && (
            <span className="verdict-lost">
              {isOnline
                ? `connection lost at event ${state.seq + 1}, resuming…`
                : `you are offline: this is what had come by event ${state.seq + 1}`}
            </span>
          )}
        </p>
        <ExperienceLine state={state} />
        {state.status === 'failed' && (
          <p className="verdict-failed">
            {state.endReason ?? 'The reason is not known.'} What had come by then is below.
          </p>
        )}
        <ReadingNotes />
        {!savedTrace && state.profile === 'internet' && noRootAnswers(state) && <LabOffer />}
      </div>
      <div className="verdict-side">
        <SeverityPills state={state} />
        {share}
        {connection === 'ended' && <CompareButton state={state} />}
        {again && connection === 'ended' && (
          <RunAgain request={again} hasFailed={state.status === 'failed'} />
        )}
      </div>
    </div>
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
  return (
    <ul className="pills" aria-label="Findings by severity">
      {severityCounts(state).map(({ severity, count }) => (
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

/** How many addresses we had no way to ask. That is about us, and never a fault of theirs. */
function untestedAddresses({ hops }: TraceState): number {
  const skipped = hops.filter(
    ({ result }) =>
      result.status === 'skipped' && (result.reason === 'no-ipv6' || result.reason === 'no-ipv4'),
  );
  return new Set(skipped.map(({ address }) => address)).size;
}

/** How far the trace is: the picture first, then the examination of the servers, which takes nothing of it back. */
function progressOf(state: TraceState): string[] {
  const completeAtMs = traceTierEndedAtMs(state);
  if (completeAtMs === null) return ['still asking'];
  if (!state.examination && state.status !== 'done') return [`stopped after ${durationText(completeAtMs)}`];
  const complete = `complete after ${durationText(completeAtMs)}`;
  if (!state.examination) return [complete];
  if (state.status === 'running') return [complete, 'examining the servers'];
  const word = state.status === 'done' ? 'servers examined after' : 'examination stopped after';
  return [complete, `${word} ${durationText(state.atMs)}`];
}

function metaOf(state: TraceState): string[] {
  const { question, startedAt, vantage, profile } = state;
  if (!question) return ['waiting for the first event'];
  const totals = traceTotals(state);
  const answeredMs = answeredAfterMs(state);
  const parts = [
    `${question.name} ${question.type}`,
    instantText(startedAt),
    `${countText(totals.queries, 'query', 'queries')} to ${countText(totals.addresses, 'address', 'addresses')}`,
  ];
  if (answeredMs !== null) parts.push(`answer after ${durationText(answeredMs)}`);
  parts.push(...progressOf(state));
  parts.push(`asked from ${vantage.name}${profile === 'lab' ? ' (lab)' : ''}`);
  const untested = untestedAddresses(state);
  const holes = untested === 0 ? '' : `${countText(untested, 'address', 'addresses')} not tested: `;
  if (!vantage.ipv6) parts.push(`${holes}no IPv6 from there`);
  if (!vantage.ipv4) parts.push(`${holes}no IPv4 from there`);
  return parts;
}
