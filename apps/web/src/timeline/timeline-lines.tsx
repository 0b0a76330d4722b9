// The lines of the timeline: queries, and the zones and servers they are grouped under. Only those in view are drawn.
import type { TraceState } from '@delegraph/model';
import { type FocusEvent, type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react';
import { useSelection } from '../selection-context.ts';
import type { AnswerPath } from './answer-path.ts';
import { causeText, causesIn } from './causes.ts';
import { DependencyArrow } from './dependency-arrow.tsx';
import { GroupLine } from './group-line.tsx';
import type { TimeScale } from './time-scale.ts';
import type { TimelineItem } from './timeline-groups.ts';
import { QueryLine } from './query-line.tsx';

export interface TimelineLinesProps {
  state: TraceState;
  path: AnswerPath | null;
  items: readonly TimelineItem[];
  /** At which of them each query is to be seen. */
  lines: ReadonlyMap<number, number>;
  drawn: readonly [number, number];
  lineHeight: number;
  scale: TimeScale;
  /** In pixels; 0 until it is measured. */
  trackWidth: number;
  onFold: (key: string, isOpen: boolean) => void;
}

export function TimelineLines(props: TimelineLinesProps) {
  const { state, path, items, lines, drawn, lineHeight, scale, trackWidth, onFold } = props;
  const { selection } = useSelection();
  const [pointed, setPointed] = useState<number | null>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const active = pointed ?? hopOfKey(focused) ?? (selection?.kind === 'hop' ? selection.hopId : null);
  // In a replay, what is selected may be still to come.
  const activeHop = active === null ? undefined : state.hops[active];
  const causeOf = useMemo(() => causesIn(state), [state]);
  const causeWords = (hopId: number) => {
    const cause = causeOf(state.hops[hopId]!);
    return cause && causeText(state, cause);
  };
  const indices = useMemo(() => drawnIndices(items, drawn, focused), [items, drawn, focused]);

  return (
    <div className="timeline-lines" style={{ height: items.length * lineHeight }}>
      {/* The keys are those of the lines in it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ol
        onPointerOver={(event: PointerEvent) => setPointed(hopOfKey(keyOf(event.target)))}
        onPointerLeave={() => setPointed(null)}
        onFocus={(event: FocusEvent) => setFocused(keyOf(event.target))}
        onBlur={() => setFocused(null)}
        onKeyDown={focusNeighbour}
      >
        {indices.map((index) => {
          const item = items[index]!;
          return (
            <li
              key={item.key}
              data-line={item.key}
              aria-posinset={index + 1}
              aria-setsize={items.length}
              style={{ top: index * lineHeight, height: lineHeight }}
            >
              {item.kind === 'group' ? (
                <GroupLine
                  group={item.group}
                  level={item.level}
                  isOpen={item.isOpen}
                  path={path}
                  scale={scale}
                  trackWidth={trackWidth}
                  onFold={onFold}
                />
              ) : (
                <QueryLine
                  row={item.row}
                  level={item.level}
                  scale={scale}
                  trackWidth={trackWidth}
                  startedAt={state.startedAt}
                  cause={causeWords(item.row.hopId)}
                  isOnPath={path?.hopIds.has(item.row.hopId) ?? false}
                />
              )}
            </li>
          );
        })}
      </ol>
      {activeHop && (
        <DependencyArrow
          state={state}
          hop={activeHop}
          cause={causeOf(activeHop)}
          lines={lines}
          lineHeight={lineHeight}
          scale={scale}
          width={trackWidth}
        />
      )}
    </div>
  );
}

function focusNeighbour(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const line = event.target instanceof Element ? event.target.closest('li') : null;
  const next = step === 1 ? line?.nextElementSibling : line?.previousElementSibling;
  if (step === undefined || !next) return;
  event.preventDefault();
  next.querySelector('button')?.focus();
}

/** Those in view, and the one that has the focus: it would be lost with its line. */
function drawnIndices(
  items: readonly TimelineItem[],
  [first, end]: readonly [number, number],
  focused: string | null,
): number[] {
  const indices = Array.from({ length: end - first }, (_, offset) => first + offset);
  const kept = focused === null ? -1 : items.findIndex(({ key }) => key === focused);
  if (kept >= end) indices.push(kept);
  if (kept >= 0 && kept < first) indices.unshift(kept);
  return indices;
}

function keyOf(target: EventTarget): string | null {
  return target instanceof Element
    ? (target.closest<HTMLElement>('[data-line]')?.dataset['line'] ?? null)
    : null;
}

function hopOfKey(key: string | null): number | null {
  return key?.startsWith('hop:') ? Number(key.slice(4)) : null;
}
