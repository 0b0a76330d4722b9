// The controls of the replay, in the head of the timeline.
import { ChevronFirst, ChevronLast, Clock, Pause, Play, StepBack, StepForward, X } from 'lucide-react';
import { type CSSProperties, memo, useEffect, useMemo, useState } from 'react';
import { useCommands } from '../keys/commands.tsx';
import { durationText } from '../units.ts';
import { type Landmark, findingTowards, landmarksOf } from './landmarks.ts';
import { EVENT_PACES, REAL_SPEEDS } from './pace.ts';
import { stepSentence } from './step-sentence.ts';
import type { Replay } from './use-replay.ts';
import { IconTool } from '../icon-tool.tsx';

/** Play, step, and a slider over the events with the zone cuts and the findings marked. */
export function ReplayBar({ replay }: { replay: Replay }) {
  const { state, events, total, isPlaying } = replay;
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
      <IconTool label="To the finding before" hint="Shift ," onClick={() => jump(-1)}>
        <ChevronFirst size={16} aria-hidden />
      </IconTool>
      <IconTool label="One event back" hint="," onClick={() => step(-1)}>
        <StepBack size={15} aria-hidden />
      </IconTool>
      <IconTool label={isPlaying ? 'Pause' : 'Replay'} hint="Space" onClick={replay.playOrPause}>
        {isPlaying ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}
      </IconTool>
      <IconTool label="One event on" hint="." onClick={() => step(1)}>
        <StepForward size={15} aria-hidden />
      </IconTool>
      <IconTool label="To the next finding" hint="Shift ." onClick={() => jump(1)}>
        <ChevronLast size={16} aria-hidden />
      </IconTool>
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
      {/* While it plays, it would be read out many times a second. */}
      <output className="replay-count" aria-live={isPlaying ? 'off' : 'polite'}>
        {position}/{total} ·{' '}
        {replay.playedMs ? (
          <PlayedTime atMs={state.atMs} playedMs={replay.playedMs} />
        ) : (
          durationText(state.atMs)
        )}
      </output>
      <PaceChoice replay={replay} />
    </fieldset>
  );
}

/** How often the time of a play in real time is written anew. */
const TIME_RESTS_MS = 50;

/** Goes on within a silence, so that nobody takes it for the end. */
function PlayedTime({ atMs, playedMs }: { atMs: number; playedMs: () => number }) {
  const [ms, setMs] = useState(playedMs);
  useEffect(() => {
    const ticking = setInterval(() => setMs(playedMs()), TIME_RESTS_MS);
    return () => clearInterval(ticking);
  }, [playedMs]);
  // The last event shown may be younger than what was written last.
  return durationText(Math.max(ms, atMs));
}

/** The switch to real time, and how fast. */
function PaceChoice({ replay: { pace, setPace } }: { replay: Replay }) {
  const { isRealTime, perSecond, speed } = pace;
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-pressed={isRealTime}
        aria-label="Real time"
        title="Real time: a silence lasts as long as it did"
        onClick={() => setPace({ ...pace, isRealTime: !isRealTime })}
      >
        <Clock size={15} aria-hidden />
      </button>
      <select
        className="replay-pace"
        aria-label="Pace of the replay"
        title={isRealTime ? 'How fast the time of the trace passes' : 'How fast events follow each other'}
        value={isRealTime ? speed : perSecond}
        onChange={({ target }) =>
          setPace({ ...pace, [isRealTime ? 'speed' : 'perSecond']: Number(target.value) })
        }
      >
        {(isRealTime ? REAL_SPEEDS : EVENT_PACES).map((each) => (
          <option key={each} value={each}>
            {isRealTime ? `×${each}` : `${each} a second`}
          </option>
        ))}
      </select>
    </>
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
