// Where in the events of a trace the page stands: at their end, or at a moment somebody went back to.
import type { TraceEvent, TraceState } from '@delegraph/model';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import type { TraceSnapshot, TraceStore } from '../trace-store.ts';
import { type Pace, restBefore } from './landmarks.ts';

export interface Replay {
  /** What the page shows: the reducer run over the first `position` events. */
  state: TraceState;
  events: readonly TraceEvent[];
  /** How many there are so far. */
  total: number;
  /** How many are shown; null when all are, as they come. */
  position: number | null;
  isPlaying: boolean;
  pace: Pace;
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
  const [pace, setPace] = useState<Pace>('steady');
  const total = state.seq + 1;
  const isAtEnd = position !== null && position >= total;
  const shown = useMemo(
    () => (position === null || isAtEnd ? state : store.stateAfter(position)),
    [store, state, position, isAtEnd],
  );

  useEffect(() => {
    if (!isPlaying || position === null || position >= total) return undefined;
    const rest = setTimeout(
      () => {
        setPosition(position + 1);
        if (position + 1 === total) setIsPlaying(false);
      },
      restBefore(events, position, pace),
    );
    return () => clearTimeout(rest);
  }, [isPlaying, position, total, events, pace]);

  useAddressOf(isPlaying ? undefined : position);

  return {
    state: shown,
    events,
    total,
    position,
    isPlaying,
    pace,
    goTo(wanted) {
      setIsPlaying(false);
      setPosition(Math.min(Math.max(Math.round(wanted), 0), total));
    },
    leave() {
      setIsPlaying(false);
      setPosition(null);
    },
    playOrPause() {
      // From the end, playing begins anew.
      if (!isPlaying && (position === null || isAtEnd)) setPosition(0);
      setIsPlaying(!isPlaying);
    },
    setPace,
  };
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
