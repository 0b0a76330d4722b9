// The picture of the trace.
import { buildScene, delegationGraph, placeGraph } from '@delegraph/diagram';
import type { TraceState } from '@delegraph/model';
import { type ReactNode, useMemo } from 'react';
import { concernOf } from '../findings/concern.ts';
import { useSelection } from '../selection-context.ts';
import { SceneView } from './scene-view.tsx';

/** The delegation graph. `children`: more tools beside its own. */
export function GraphView({ state, children }: { state: TraceState; children: ReactNode }) {
  const { selection } = useSelection();
  const scene = useMemo(() => buildScene(placeGraph(delegationGraph(state))), [state]);
  const concerns = useMemo(() => concernOf(state, selection), [state, selection]);
  return (
    <SceneView scene={scene} concerns={concerns}>
      {children}
    </SceneView>
  );
}
