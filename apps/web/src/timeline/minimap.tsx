// All lines of a long timeline at a glance, with the part in view marked. A click or a drag scrolls there.
import { type PointerEvent, memo, useMemo } from 'react';
import type { TimeScale } from './time-scale.ts';
import type { TimelineItem } from './timeline-groups.ts';
import { overviewStrokes } from './visible-rows.ts';

export interface MinimapProps {
  items: readonly TimelineItem[];
  scale: TimeScale;
  /** From 0 to 1 of the whole list. */
  viewed: readonly [number, number];
  onPlace: (place: number) => void;
}

/** The overview is no higher than the dock, so more strokes could not be told apart. */
const MOST_STROKES = 240;

/** For the pointer alone: whoever uses keys scrolls the list itself, and it says nothing that the list does not. */
export function Minimap({ items, scale, viewed: [from, to], onPlace }: MinimapProps) {
  const follow = (event: PointerEvent<HTMLElement>) => {
    if (event.buttons !== 1) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { top, height } = event.currentTarget.getBoundingClientRect();
    onPlace((event.clientY - top) / height);
  };
  return (
    <div
      className="timeline-minimap"
      aria-hidden="true"
      title="All lines; click or drag to go there"
      onPointerDown={follow}
      onPointerMove={follow}
    >
      <Strokes items={items} scale={scale} />
      <span
        className="timeline-viewed"
        style={{ top: `min(${from * 100}%, 100% - 8px)`, height: `max(8px, ${(to - from) * 100}%)` }}
      />
    </div>
  );
}

/** One path for each tone: as cheap for ten thousand lines as for a hundred. */
const Strokes = memo(function Strokes({ items, scale }: Pick<MinimapProps, 'items' | 'scale'>) {
  const paths = useMemo(() => {
    const strokes = overviewStrokes(items, scale, MOST_STROKES);
    return (['plain', 'used', 'fault'] as const).map((tone) => ({
      tone,
      d: strokes
        .filter((stroke) => stroke.tone === tone)
        .map(({ place, start, end }) => {
          // A quick answer is a point, to be seen all the same.
          const to = Math.min(100, Math.max(end * 100, start * 100 + 4));
          return `M${(start * 96).toFixed(1)} ${(place * 100).toFixed(2)}H${to.toFixed(1)}`;
        })
        .join(''),
    }));
  }, [items, scale]);
  return (
    <svg viewBox="0 0 100 100" preserveAspectRatio="none">
      {paths.map(({ tone, d }) => (
        <path key={tone} className={`of-${tone}`} d={d} vectorEffect="non-scaling-stroke" />
      ))}
    </svg>
  );
});
