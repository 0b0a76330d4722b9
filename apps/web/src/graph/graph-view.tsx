// The picture of the trace.
import {
  type Detail,
  type PlacedGraph,
  type Shape,
  buildScene,
  delegationGraph,
  placeGraph,
  serverLines,
  wayLines,
} from '@delegraph/diagram';
import type { TraceState } from '@delegraph/model';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { concernOf } from '../findings/concern.ts';
import { useSelection } from '../selection-context.ts';
import type { Selection } from '../selection.ts';
import { answerPath } from '../timeline/answer-path.ts';
import { useOrientation } from './use-orientation.ts';
import { SceneView } from './scene-view.tsx';
import { foldableZones, useFolding } from './use-folding.ts';

export interface GraphViewProps {
  state: TraceState;
  /** Whether only what is wrong is shown, and the way to it. */
  onlyProblems?: boolean;
  /** More tools beside its own. */
  children: ReactNode;
}

/** The delegation graph. */
export function GraphView({ state, onlyProblems = false, children }: GraphViewProps) {
  const { selection } = useSelection();
  const orientation = useOrientation();
  const { unfolded, toggle, toggleAll } = useFolding();
  const placed = useMemo(
    () => placeGraph(delegationGraph(state, onlyProblems ? 'problems' : 'all', unfolded), orientation),
    [state, onlyProblems, unfolded, orientation],
  );
  const draw = useCallback((detail: Detail) => buildScene(placed, detail), [placed]);
  const folding = useMemo(() => {
    const zones = foldableZones(placed, unfolded);
    return { zones, isUnfolded: unfolded.size > 0, toggle, toggleAll: () => toggleAll(zones) };
  }, [placed, unfolded, toggle, toggleAll]);
  const concerns = useMemo(() => concernOf(state, selection), [state, selection]);
  const [isWayShown, setIsWayShown] = useState(false);
  const path = useMemo(() => answerPath(state), [state]);
  const underlay = useMemo(
    () => (path && isWayShown ? wayLines(state, placed, path.hopIds) : NO_LINES),
    [state, placed, path, isWayShown],
  );
  const overlay = useMemo(() => linesOf(state, placed, selection), [state, placed, selection]);
  return (
    <SceneView
      size={placed}
      draw={draw}
      concerns={concerns}
      folding={folding}
      isGrowing={state.status === 'running' || state.status === 'starting'}
      way={path && { isShown: isWayShown, toggle: () => setIsWayShown(!isWayShown) }}
      underlay={underlay}
      overlay={overlay}
    >
      {children}
    </SceneView>
  );
}

const NO_LINES: readonly Shape[] = [];

function linesOf(state: TraceState, placed: PlacedGraph, selection: Selection | null): readonly Shape[] {
  if (selection?.kind !== 'address' && selection?.kind !== 'name-server') return NO_LINES;
  return serverLines(state, placed, selection);
}
