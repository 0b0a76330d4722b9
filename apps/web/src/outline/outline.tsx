// The outline: the equal alternative to the picture, an ARIA treegrid with the same selection.
import type { TraceState } from '@delegraph/model';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useSelection } from '../selection-context.ts';
import { isSameSelection } from '../selection.ts';
import { SeverityGlyph } from '../verdict/severity-glyph.tsx';
import { useCommands } from '../keys/commands.tsx';
import { type OutlineRow, outlineTree, problemsOf, rowsWithin } from './outline-tree.ts';

interface VisibleRow {
  row: OutlineRow;
  level: number;
  isOpen: boolean;
  parent: string | null;
}

/** Zones, servers and answers as nested rows. Arrow keys move, fold and unfold; Enter selects. */
export default function Outline({ state, onlyProblems }: { state: TraceState; onlyProblems: boolean }) {
  const tree = useMemo(() => {
    const whole = outlineTree(state);
    return whole && onlyProblems ? problemsOf(whole) : whole;
  }, [state, onlyProblems]);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [focused, setFocused] = useState<string | null>(null);
  const grid = useRef<HTMLTableElement>(null);
  const { selection, select } = useSelection();
  const rows = tree ? visibleRows(tree, toggled) : [];
  const tabStop = rows.some(({ row }) => row.id === focused) ? focused : rows[0]?.row.id;

  function toggle(id: string) {
    const next = new Set(toggled);
    if (!next.delete(id)) next.add(id);
    setToggled(next);
  }

  // From whatever is open: all open, or all as at first.
  function toggleAll() {
    if (!tree) return;
    const closed = rowsWithin(tree).filter(({ startsOpen, children }) => !startsOpen && children.length > 0);
    const isUnfolded = closed.some(({ id }) => toggled.has(id));
    setToggled(new Set(isUnfolded ? [] : closed.map(({ id }) => id)));
  }
  useCommands([{ keys: ['x'], words: 'Unfold or fold the outline', run: toggleAll }]);

  function focusRow(id: string | null | undefined) {
    if (id === null || id === undefined) return;
    grid.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus();
  }

  function onKey(event: KeyboardEvent, index: number) {
    const { row, isOpen, parent } = rows[index]!;
    const canFold = row.children.length > 0;
    const actions: Record<string, () => void> = {
      ArrowDown: () => focusRow(rows[index + 1]?.row.id),
      ArrowUp: () => focusRow(rows[index - 1]?.row.id),
      ArrowRight: () => (canFold && !isOpen ? toggle(row.id) : focusRow(rows[index + 1]?.row.id)),
      ArrowLeft: () => (canFold && isOpen ? toggle(row.id) : focusRow(parent)),
      Home: () => focusRow(rows[0]?.row.id),
      End: () => focusRow(rows.at(-1)?.row.id),
      Enter: () => select(row.selection),
      ' ': () => canFold && toggle(row.id),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  return (
    <div className="outline">
      {/* The pattern of the ARIA guide: a table whose rows are folded and walked through. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role */}
      <table role="treegrid" aria-label="Outline of the trace" ref={grid}>
        <thead>
          <tr className="outline-row outline-head">
            {['Name', 'State', 'Addresses', 'Time'].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, level, isOpen }, index) => (
            <tr
              key={row.id}
              className={`outline-row is-${row.kind} is-${row.mark}`}
              data-row={row.id}
              data-level={Math.min(level, 6)}
              tabIndex={row.id === tabStop ? 0 : -1}
              aria-level={level}
              aria-expanded={row.children.length > 0 ? isOpen : undefined}
              aria-selected={isSameSelection(selection, row.selection)}
              onFocus={() => setFocused(row.id)}
              onClick={() => select(row.selection)}
              onKeyDown={(event) => onKey(event, index)}
            >
              <td className="outline-name">
                {row.children.length > 0 ? (
                  <button
                    type="button"
                    className="outline-fold"
                    tabIndex={-1}
                    aria-label={`${isOpen ? 'Fold' : 'Unfold'} ${row.name}`}
                    onClick={(event) => {
                      event.stopPropagation();
                      toggle(row.id);
                    }}
                  >
                    {isOpen ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
                  </button>
                ) : (
                  <span className="outline-leaf" />
                )}
                <SeverityGlyph mark={row.mark} size={14} />
                <span className="outline-text">{row.name}</span>
              </td>
              <td className="outline-state">{row.state}</td>
              <td className="outline-addresses">{row.addresses}</td>
              <td className="outline-time">{row.time}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function visibleRows(
  row: OutlineRow,
  toggled: ReadonlySet<string>,
  level = 1,
  parent: string | null = null,
): VisibleRow[] {
  const isOpen = row.startsOpen !== toggled.has(row.id);
  const below = isOpen ? row.children.flatMap((child) => visibleRows(child, toggled, level + 1, row.id)) : [];
  return [{ row, level, isOpen, parent }, ...below];
}
