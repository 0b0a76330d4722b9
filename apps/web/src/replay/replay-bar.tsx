// The controls of the replay, in the head of the timeline.
import { ChevronFirst, ChevronLast, Pause, Play, StepBack, StepForward, X } from 'lucide-react';
import { type CSSProperties, type ReactNode, memo, useMemo, useState } from 'react';
import { useCommands } from '../keys/commands.tsx';
import { durationText } from '../units.ts';
import { type Landmark, PACES, findingTowards, landmarksOf } from './landmarks.ts';
import { stepSentence } from './step-sentence.ts';
import type { Replay } from './use-replay.ts';

/** Play, step, and a slider over the events with the zone cuts and the findings marked. */
export function ReplayBar({ replay }: { replay: Replay }) {
  const { state, events, total, isPlaying, pace } = replay;
  const position = Math.min(replay.position ?? total, total);
  const landmarks = useMemo(() => landmarksOf(events.slice(0, total)), [events, total]);
  const step = (by: 1 | -1) => replay.goTo(position + by);
  const jump = (by: 1 | -1) => replay.goTo(findingTowards(landmarks, position, by, total));
  useCommands([
    { keys: [' '], words: 'Replay, or pause', run: replay.playOrPause },
    { keys: [','], words: 'One event back', run: () => step(-1) },
    { keys: ['.'], words: 'One event on', run: () => step(1) },
    // With Shift held, as keyboards of different countries write them.
    { keys: ['<', ';'], words: 'To the finding before, in the replay', run: () => jump(-1) },
    { keys: ['>', ':'], words: 'To the next finding, in the replay', run: () => jump(1) },
  ]);
  const words = sentenceAt(replay);
  // A trace document holds no events.
  if (events.length === 0) return null;
  return (
    <fieldset className="replay" aria-label="Replay">
      <Control title="To the finding before (Shift ,)" onClick={() => jump(-1)}>
        <ChevronFirst size={16} aria-hidden />
      </Control>
      <Control title="One event back (,)" onClick={() => step(-1)}>
        <StepBack size={15} aria-hidden />
      </Control>
      <Control title={isPlaying ? 'Pause (Space)' : 'Replay (Space)'} onClick={replay.playOrPause}>
        {isPlaying ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}
      </Control>
      <Control title="One event on (.)" onClick={() => step(1)}>
        <StepForward size={15} aria-hidden />
      </Control>
      <Control title="To the next finding (Shift .)" onClick={() => jump(1)}>
        <ChevronLast size={16} aria-hidden />
      </Control>
      <span className="replay-slider">
        <Marks landmarks={landmarks} total={total} />
        <input
          type="range"
          aria-label="Event"
          aria-valuetext={`${position} of ${total}${words ? `: ${words}` : ''}`}
          min={0}
          max={total}
          value={position}
          onChange={(event) => replay.goTo(event.target.valueAsNumber)}
        />
      </span>
      <output className="replay-count">
        {position}/{total} · {durationText(state.atMs)}
      </output>
      <select
        className="replay-pace"
        aria-label="Events shown"
        title="How fast events follow each other"
        value={pace}
        onChange={(event) =>
          replay.setPace(PACES.find(({ id }) => id === event.target.value)?.id ?? 'steady')
        }
      >
        {PACES.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
    </fieldset>
  );
}

/** What the last event shown tells; nothing where no replay is on. */
export function ReplaySentence({ replay }: { replay: Replay }) {
  const [isLecture, setIsLecture] = useState(false);
  const words = sentenceAt(replay);
  if (words === null) return null;
  return (
    <p className={isLecture ? 'replay-sentence is-lecture' : 'replay-sentence'}>
      <span aria-live={replay.isPlaying ? 'off' : 'polite'}>{words}</span>
      <button
        type="button"
        className="toggle"
        aria-pressed={isLecture}
        title="Large enough to be read from the last row"
        onClick={() => setIsLecture(!isLecture)}
      >
        Lecture
      </button>
      <button type="button" className="button is-quiet" onClick={replay.leave}>
        <X size={14} aria-hidden /> End the replay
      </button>
    </p>
  );
}

function sentenceAt({ position, events, state, total }: Replay): string | null {
  if (position === null) return null;
  const event = events[Math.min(position, total) - 1];
  return event ? stepSentence(state, event) : 'Nothing has happened yet';
}

function Control(props: { title: string; onClick: () => void; children: ReactNode }) {
  const { title, onClick, children } = props;
  return (
    <button
      type="button"
      className="icon-button"
      title={title}
      aria-label={title.replace(/ \(.*/, '')}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

/** A line at each zone cut, a triangle at each finding. */
const Marks = memo(function Marks({ landmarks, total }: { landmarks: readonly Landmark[]; total: number }) {
  return (
    <span className="replay-marks" aria-hidden="true">
      {landmarks.map(({ position, kind, severity }) => (
        <span
          key={`${position} ${kind}`}
          className={kind === 'cut' ? 'replay-cut' : `replay-finding is-${severity}`}
          style={{ '--at': position / Math.max(total, 1) } as CSSProperties}
        >
          {kind === 'finding' && '▲'}
        </span>
      ))}
    </span>
  );
});
