// Both traces in one picture; below it what changed in the part that is selected.
import { type Comparison, type Difference, overlayOf } from '@delegraph/compare';
import { overlayScene } from '@delegraph/diagram';
import type { TraceState } from '@delegraph/model';
import { useCallback, useMemo, useState } from 'react';
import { useOrientation } from '../graph/use-orientation.ts';
import { SceneView } from '../graph/scene-view.tsx';
import { SelectionContext } from '../selection-context.ts';
import type { Selection } from '../selection.ts';
import { DifferenceTable } from './difference-table.tsx';

export interface OverlayViewProps {
  before: TraceState;
  after: TraceState;
  comparison: Comparison;
}

export function OverlayView({ before, after, comparison }: OverlayViewProps) {
  const [selection, select] = useState<Selection | null>(null);
  const control = useMemo(() => ({ selection, select }), [selection]);
  const orientation = useOrientation();
  const scene = useMemo(
    () => overlayScene(overlayOf(before, after, comparison), orientation),
    [before, after, comparison, orientation],
  );
  const draw = useCallback(() => scene, [scene]);
  const { differences } = comparison;
  const chosen = selection === null ? null : differences.filter((each) => isAbout(each, selection));
  return (
    <SelectionContext value={control}>
      <section className="compare-stage" aria-label="Both traces in one picture">
        <SceneView size={scene} draw={draw} concerns={null}>
          <p className="compare-legend">
            <span className="is-added">+ added</span> <span className="is-removed">− removed</span>{' '}
            <span className="is-changed">≠ changed</span>
          </p>
        </SceneView>
      </section>
      {chosen === null ? (
        <p className="compare-hint">Select a card or a server to see what changed there.</p>
      ) : (
        <DifferenceTable differences={chosen} />
      )}
    </SelectionContext>
  );
}

function isAbout({ zone, nameServer, address }: Difference, selection: Selection): boolean {
  switch (selection.kind) {
    case 'zone':
      return zone === selection.zone;
    case 'delegation':
      return zone === selection.zone && nameServer !== null;
    case 'address':
      return zone === selection.zone && address === selection.address;
    case 'name-server':
      return zone === selection.zone && nameServer === selection.nameServer;
    default:
      return zone === null;
  }
}
