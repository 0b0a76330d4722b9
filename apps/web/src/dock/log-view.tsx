// The log: every event of the trace as a sentence, in the order in which it happened. One that is chosen is shown as a moment.
import type { TraceEvent, TraceState } from '@delegraph/model';
import { useMemo, useState } from 'react';
import type { Replay } from '../replay/use-replay.ts';
import { DockBody } from './dock-body.tsx';
import { stepSentence } from '../replay/step-sentence.ts';
import { countText, durationText } from '../units.ts';

/** So many are drawn at once; the others when somebody wants them. */
const MANY_EVENTS = 300;

export interface LogViewProps {
  state: TraceState;
  replay: Replay;
}

export default function LogView({ state, replay }: LogViewProps) {
  const { events, position, goTo } = replay;
  const [words, setWords] = useState('');
  const [showsAll, setShowsAll] = useState(false);
  const lines = useMemo(() => linesOf(state, events), [state, events]);
  const wanted = words.toLowerCase();
  const found = lines.filter(({ sentence }) => sentence.toLowerCase().includes(wanted));
  const shown = showsAll ? found : found.slice(0, MANY_EVENTS);
  return (
    <DockBody view="log" label="Log">
      <div className="dock-tools">
        <input
          type="search"
          placeholder="server, name or word"
          aria-label="Filter the log"
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
        <output className="dock-count">
          {countText(found.length, 'event')}
          {found.length < lines.length && ` of ${lines.length}`}
        </output>
      </div>
      {found.length === 0 && (
        <p className="hint">{lines.length === 0 ? 'Nothing has happened so far.' : 'No event says that.'}</p>
      )}
      <ol className="log-lines">
        {shown.map(({ seq, atMs, sentence }) => (
          <li key={seq}>
            <button
              type="button"
              className="log-line"
              aria-current={position === seq + 1 ? 'step' : undefined}
              onClick={() => goTo(seq + 1)}
            >
              <span>{seq + 1}</span>
              <span>{durationText(atMs)}</span>
              <span>{sentence}</span>
            </button>
          </li>
        ))}
      </ol>
      {shown.length < found.length && (
        <button type="button" className="button" onClick={() => setShowsAll(true)}>
          Show all {found.length}
        </button>
      )}
    </DockBody>
  );
}

interface Line {
  seq: number;
  atMs: number;
  sentence: string;
}

/** What an event tells stays true, so the last state serves for all of them. */
function linesOf(state: TraceState, events: readonly TraceEvent[]): Line[] {
  return events
    .slice(0, state.seq + 1)
    .map((event) => ({ seq: event.seq, atMs: event.atMs, sentence: stepSentence(state, event) }));
}
