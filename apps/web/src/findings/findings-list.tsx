// The list of findings beside the picture.
import { describeFinding, verdictOf } from '@delegraph/diagnosis';
import type { TraceState } from '@delegraph/model';
import { useEffect, useRef, useState } from 'react';
import { useSelection } from '../selection-context.ts';
import { SeverityGlyph } from '../verdict/severity-glyph.tsx';
import { type ListedFinding, factsOf, findingGroups } from './finding-groups.ts';

/** The findings by zone, the gravest first. A click selects one: the inspector shows what mends it. */
export function FindingsList({ state }: { state: TraceState }) {
  const { selection } = useSelection();
  const groups = findingGroups(state);
  const facts = factsOf(state);
  const selected = selection?.kind === 'finding' ? selection.index : null;
  return (
    <section className="findings" aria-labelledby="findings-title">
      <h2 id="findings-title">Findings</h2>
      {groups.length === 0 && <p className="hint">{emptyText(state)}</p>}
      {groups.map(({ zone, findings, folded }) => (
        <section key={zone} aria-label={`Findings of ${zone}`}>
          <h3 className="findings-zone">{zone === '.' ? '. (root)' : zone}</h3>
          <ul>
            {findings.map((listed) => (
              <FindingRow key={listed.index} {...listed} isSelected={listed.index === selected} />
            ))}
          </ul>
          <FoldedFindings
            title={`${folded.length} more that follow from it`}
            findings={folded}
            selected={selected}
          />
        </section>
      ))}
      <FoldedFindings
        title={`${facts.length} more to explain the picture`}
        findings={facts}
        selected={selected}
      />
    </section>
  );
}

function FoldedFindings(props: {
  title: string;
  findings: readonly ListedFinding[];
  selected: number | null;
}) {
  const { title, findings, selected } = props;
  const [isOpen, setIsOpen] = useState(false);
  if (findings.length === 0) return null;
  const holdsSelected = findings.some(({ index }) => index === selected);
  return (
    <details
      className="folded"
      open={isOpen || holdsSelected}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <summary>{title}</summary>
      <ul>
        {findings.map((listed) => (
          <FindingRow key={listed.index} {...listed} isSelected={listed.index === selected} />
        ))}
      </ul>
    </details>
  );
}

function FindingRow({ finding, index, isSelected }: ListedFinding & { isSelected: boolean }) {
  const { select } = useSelection();
  const button = useRef<HTMLButtonElement>(null);
  const { title, sentence } = describeFinding(finding);
  useEffect(() => {
    if (isSelected) button.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected]);
  return (
    <li className={`finding is-${finding.severity}`}>
      <button
        type="button"
        ref={button}
        aria-pressed={isSelected}
        onClick={() => select(isSelected ? null : { kind: 'finding', index })}
      >
        <span className="finding-title">
          <SeverityGlyph mark={finding.severity} size={14} />
          <span className="visually-hidden">{finding.severity}: </span>
          {title}
        </span>
        <span className="finding-sentence">{sentence}</span>
        {finding.seen && (
          <span className="finding-seen">
            seen by {finding.seen.count} of {finding.seen.of}
          </span>
        )}
      </button>
    </li>
  );
}

function emptyText(state: TraceState): string {
  if (state.status === 'starting' || state.status === 'running') return 'Nothing wrong so far.';
  if (verdictOf(state).tone === 'error') return 'No fault of a zone was found.';
  if (state.status === 'done') return 'Nothing wrong was found.';
  return 'The trace ended before anything wrong was seen.';
}
