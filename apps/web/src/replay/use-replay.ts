// Where in the events of a trace the page stands: at their end, or at a moment somebody went back to.
import type { TraceEvent, TraceState } from '@delegraph/model';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import type { TraceSnapshot, TraceStore } from '../trace-store.ts';
import { LITTLE_MOTION, useMediaQuery } from '../media-query.ts';
import {
  CALM_REST_MS,
  type Pace,
  type PlayStart,
  happenedBy,
  playedTo,
  restInRealTime,
  usualPace,
} from './pace.ts';

export interface Replay {
  /** What the page shows: the reducer run over the first `position` events. */
  state: TraceState;
  /** The reducer run over all of them. */
  whole: TraceState;
  events: readonly TraceEvent[];
  /** How many there are so far. */
  total: number;
  /** How many are shown; null when all are, as they come. */
  position: number | null;
  isPlaying: boolean;
  pace: Pace;
  /** The moment of the trace that a play in real time has come to, which may be within a silence; null where none is on. */
  playedMs: (() => number) | null;
  goTo: (position: number) => void;
  /** To all events, as they come. */
  leave: () => void;
  playOrPause: () => void;
  setPace: (pace: Pace) => void;
}

/** The address of the page follows when the moment rests; browsers forbid to change it with every event of a play. */
const ADDRESS_RESTS_MS = 300;

/** The replay of the trace in `store`, at the moment that the address of the page names. */
export function useReplay(store: TraceStore, { state, events }: TraceSnapshot): Replay {
  const { ev } = useSearch({ strict: false });
  const [position, setPosition] = useState<number | null>(ev ?? null);
  const [isPlaying, setIsPlaying] = useState(false);
  const isCalm = useMediaQuery(LITTLE_MOTION);
  const [pace, setPace] = useState(() => usualPace(isCalm));
  const [start, setStart] = useState<PlayStart | null>(null);
  const total = state.seq + 1;
  const isAtEnd = position !== null && position >= total;
  const shown = useMemo(
    () => (position === null || isAtEnd ? state : store.stateAfter(position)),
    [store, state, position, isAtEnd],
  );

  useEffect(() => {
    if (!isPlaying || position === null || position >= total) return undefined;
    const inRealTime = start && restInRealTime(events, position, start, performance.now());
    const rest = setTimeout(
      () => {
        const due = start ? happenedBy(events, total, playedTo(start, performance.now())) : 0;
        const next = Math.max(position + 1, due);
        setPosition(next);
        if (next === total) setIsPlaying(false);
      },
      inRealTime === null ? 1000 / pace.perSecond : Math.max(inRealTime, isCalm ? CALM_REST_MS : 0),
    );
    return () => clearTimeout(rest);
  }, [isPlaying, position, total, events, pace.perSecond, start, isCalm]);

  const endMs = state.atMs;
  const playedMs = useMemo(
    () => (isPlaying && start ? () => Math.min(playedTo(start, performance.now()), endMs) : null),
    [isPlaying, start, endMs],
  );

  // A pause within a silence goes on where it was.
  const reachedMs = () => playedMs?.() ?? Math.max(shown.atMs, start?.fromMs ?? 0);

  useAddressOf(isPlaying ? undefined : position);

  return {
    state: shown,
    whole: state,
    events,
    total,
    position,
    isPlaying,
    pace,
    playedMs,
    goTo(wanted) {
      setIsPlaying(false);
      setStart(null);
      setPosition(Math.min(Math.max(Math.round(wanted), 0), total));
    },
    leave() {
      setIsPlaying(false);
      setStart(null);
      setPosition(null);
    },
    playOrPause() {
      // From the end, playing begins anew.
      const isAnew = position === null || isAtEnd;
      if (!isPlaying && isAnew) setPosition(0);
      setStart(startOf(pace, !isPlaying && isAnew ? 0 : reachedMs()));
      setIsPlaying(!isPlaying);
    },
    setPace(wanted) {
      setStart(startOf(wanted, reachedMs()));
      setPace(wanted);
    },
  };
}

/** Null where events are counted and not time. */
function startOf({ isRealTime, speed }: Pace, fromMs: number): PlayStart | null {
  return isRealTime ? { fromMs, startedMs: performance.now(), speed } : null;
}

/** Writes the position into the address of the page; `undefined` leaves that as it is. */
function useAddressOf(position: number | null | undefined) {
  const navigate = useNavigate();
  const { ev } = useSearch({ strict: false });
  const isSaid = position === undefined || position === (ev ?? null);
  useEffect(() => {
    if (isSaid) return undefined;
    const resting = setTimeout(() => {
      void navigate({
        to: '.',
        search: ({ ev: _old, ...others }) => (position === null ? others : { ...others, ev: position }),
        replace: true,
        resetScroll: false,
      });
    }, ADDRESS_RESTS_MS);
    return () => clearTimeout(resting);
  }, [navigate, position, isSaid]);
}
