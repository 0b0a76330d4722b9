// What a zone depends on: the sentences worth knowing, and a small picture whose rows select their zones.
import { dependenciesOf, dependencyText } from '@delegraph/diagnosis';
import { dependencyScene } from '@delegraph/diagram';
import { type DomainName, type TraceState, ROOT } from '@delegraph/model';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { SceneSvg } from '../scene-svg.tsx';
import { useSelection } from '../selection-context.ts';
import { selectionText } from '../selection.ts';
import { PanelPart } from './parts.tsx';

/** Nothing for the root, and nothing before the trace has ended. */
export function DependencyPart({ state, zone }: { state: TraceState; zone: DomainName }) {
  const { selection, select } = useSelection();
  const dependencies = useMemo(() => (zone === ROOT ? null : dependenciesOf(state, [zone])), [state, zone]);
  const scene = useMemo(() => dependencies && dependencyScene(dependencies), [dependencies]);
  const [focused, setFocused] = useState<string | null>(null);
  if (!dependencies || !scene) return null;
  const rows = scene.shapes.flatMap((shape) => (shape.kind === 'group' ? [shape.key] : []));
  const tabStop = focused !== null && rows.includes(focused) ? focused : (rows[0] ?? null);
  const walk = (event: KeyboardEvent<SVGSVGElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = step === undefined ? undefined : rows[rows.indexOf(tabStop ?? '') + step];
    if (next === undefined) return;
    event.preventDefault();
    const parts = event.currentTarget.querySelectorAll<SVGGElement>('[data-part]');
    [...parts].find(({ dataset }) => dataset['part'] === next)?.focus();
  };
  return (
    <PanelPart title="Depends on">
      <ul className="dependency-sentences">
        {dependencyText(dependencies).map(({ tone, sentence }) => (
          <li key={sentence} className={`is-${tone}`}>
            {sentence}
          </li>
        ))}
      </ul>
      {/* The rows are the buttons; here their arrow keys arrive. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <svg
        className="diagram dependency-picture"
        viewBox={`0 0 ${scene.width} ${scene.height}`}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="group"
        aria-label={scene.title}
        onKeyDown={walk}
      >
        <SceneSvg
          scene={scene}
          selected={selection && selectionText(selection)}
          tabStop={tabStop}
          concerns={null}
          onSelect={select}
          onFocus={setFocused}
        />
      </svg>
    </PanelPart>
  );
}
