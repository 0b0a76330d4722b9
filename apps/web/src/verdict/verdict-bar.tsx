// The one sentence of the trace, how many findings there are, and what can be done with it.
import { noRootAnswers, verdictOf } from '@delegraph/diagnosis';
import type { Severity, TraceState } from '@delegraph/model';
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
import { RunAgain } from './run-again.tsx';
import { MARK_WORDS, SeverityGlyph } from './severity-glyph.tsx';
import { markOfTone } from './tone-mark.ts';
import { TypeSwitch } from './type-switch.tsx';
import { VerdictMeta } from './verdict-meta.tsx';

// Computed when the trace has ended; the verdict does not wait for it.
const ExperienceLine = later(() => import('./experience-line.tsx'));

export interface VerdictBarProps {
  state: TraceState;
  connection: Connection;
  /** What to ask to have this trace made again; null where that makes no sense. */
  again: TraceRequest | null;
  /** The trace of the other type of addresses, where both were wanted. */
  pair: PairedTrace | null;
  /** The button that shares it. */
  share: ReactNode;
}

/** The bar below the header of a trace's page. */
export function VerdictBar({ state, connection, again, pair, share }: VerdictBarProps) {
  const verdict = verdictOf(state);
  const mark = markOfTone(verdict.tone);
  return (
    <div className={`verdict is-${verdict.tone}`}>
      <div className="verdict-words">
        <h1 id="verdict" aria-live="polite">
          {mark && <SeverityGlyph mark={mark} size={20} />}
          <span>{verdict.sentence}</span>
        </h1>
        {pair && <TypeSwitch shown={state} other={pair} />}
        <VerdictMeta state={state} connection={connection} />
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
