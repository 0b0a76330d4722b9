// The list of findings beside the picture.
import { describeFinding, verdictOf } from '@delegraph/diagnosis';
import type { TraceState } from '@delegraph/model';
import { shareText } from '@delegraph/report';
import { memo, useEffect, useRef, useState } from 'react';
import { CopyButton } from '../header/copy-button.tsx';
import { savedTrace } from '../saved-trace.ts';
import { useSelection } from '../selection-context.ts';
import { countText } from '../units.ts';
import { MARK_WORDS, SeverityGlyph } from '../verdict/severity-glyph.tsx';
import { severityCounts } from './finding-counts.ts';
import { type FindingFilter, NO_FILTER, familyCounts, filteredGroups, toggled } from './finding-filter.ts';
import { type FindingGroup, type ListedFinding, factsOf, findingGroups } from './finding-groups.ts';
import { findingsMarkdown } from './findings-markdown.ts';
import { useMutedFindings, withoutMuted } from './muted-findings.ts';
import { passedChecks } from './passed-checks.ts';

/** So many are found by looking; more are found by searching. */
const MANY_FINDINGS = 8;
const MANY_ZONES = 3;

/** The findings by zone, the gravest first. A click selects one: the inspector shows what mends it. */
export default memo(function FindingsList({ state }: { state: TraceState }) {
  const { selection } = useSelection();
  const [filter, setFilter] = useState(NO_FILTER);
  const all = findingGroups(state);
  const { isMuted } = useMutedFindings();
  const { groups, muted } = withoutMuted(filteredGroups(all, filter), isMuted);
  const facts = factsOf(state);
  const selected = selection?.kind === 'finding' ? selection.index : null;
  return (
    <section className="findings" aria-labelledby="findings-title">
      <div className="findings-head">
        <h2 id="findings-title">Findings</h2>
        {all.length > 0 && (
          <CopyButton text={() => findingsMarkdown(state, groups, savedTrace?.address ?? location.href)}>
            Copy as Markdown
          </CopyButton>
        )}
      </div>
      <Filters state={state} groups={all} filter={filter} onFilter={setFilter} />
      {all.length === 0 && <p className="hint">{emptyText(state)}</p>}
      {all.length > 0 && groups.length + muted.length === 0 && (
        <p className="hint">None of them fits the filter.</p>
      )}
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
      <FoldedFindings title={`${muted.length} muted in this browser`} findings={muted} selected={selected} />
      <FoldedFindings
        title={`${facts.length} more to explain the picture`}
        findings={facts}
        selected={selected}
      />
      <PassedChecks state={state} />
    </section>
  );
});

interface FiltersProps {
  state: TraceState;
  groups: readonly FindingGroup[];
  filter: FindingFilter;
  onFilter: (filter: FindingFilter) => void;
}

function Filters({ state, groups, filter, onFilter }: FiltersProps) {
  const counts = severityCounts(state).filter(({ severity }) => severity !== 'info');
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const families = familyCounts(groups);
  if (counts.length < 2 && groups.length < MANY_ZONES && total <= MANY_FINDINGS) return null;
  return (
    <fieldset className="finding-filters" aria-label="Filter">
      {counts.map(({ severity, count }) => (
        <button
          key={severity}
          type="button"
          className={`toggle is-${severity}`}
          aria-pressed={filter.severities.has(severity)}
          onClick={() => onFilter(toggled(filter, severity))}
        >
          <SeverityGlyph mark={severity} size={13} /> {countText(count, ...MARK_WORDS[severity])}
        </button>
      ))}
      {families.length > 1 &&
        families.map(({ family, count }) => (
          <button
            key={family}
            type="button"
            className="toggle is-info"
            aria-pressed={filter.family === family}
            onClick={() => onFilter({ ...filter, family: filter.family === family ? null : family })}
          >
            {count} of {family}
          </button>
        ))}
      {groups.length >= MANY_ZONES && (
        <select
          aria-label="Zone"
          value={filter.zone ?? ''}
          onChange={({ target }) =>
            onFilter({ ...filter, zone: groups.find(({ zone }) => zone === target.value)?.zone ?? null })
          }
        >
          <option value="">all zones</option>
          {groups.map(({ zone, findings }) => (
            <option key={zone} value={zone}>
              {zone === '.' ? '. (root)' : zone} ({findings.length})
            </option>
          ))}
        </select>
      )}
      {total > MANY_FINDINGS && (
        <input
          type="search"
          aria-label="Search the findings"
          placeholder="server, zone or words"
          value={filter.words}
          onChange={(event) => onFilter({ ...filter, words: event.target.value })}
        />
      )}
    </fieldset>
  );
}

function PassedChecks({ state }: { state: TraceState }) {
  const passed = passedChecks(state);
  if (passed.length === 0) return null;
  return (
    <details className="folded passed">
      <summary>
        <SeverityGlyph mark="ok" size={14} /> {countText(passed.length, 'check')} passed
      </summary>
      <p className="hint">Looked for in every zone of this trace, and not found:</p>
      <ul>
        {passed.map((title) => (
          <li key={title}>{title}</li>
        ))}
      </ul>
    </details>
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
    <details className="folded" open={isOpen || holdsSelected}>
      <summary
        onClick={(event) => {
          // The browser would take what a selection has unfolded for unfolded by hand.
          event.preventDefault();
          setIsOpen(!isOpen);
        }}
      >
        {title}
      </summary>
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
        {finding.seen && <span className="finding-seen">{shareText(finding)}</span>}
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
