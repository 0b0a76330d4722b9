// The hand that selects a span on the axis. The only place where D3's brush puts listeners on an element of ours.
import { type D3BrushEvent, brushX } from 'd3-brush';
import { select } from 'd3-selection';
import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';

/** Less is a click that slipped. Pixels. */
const SHORTEST_DRAG = 4;

/** A brush over the `<g>` of the returned ref. Tells the two places where a drag ended, from 0 to 1 of the width, and takes its
 *  mark away: what it selected fills the axis then. */
export function useTimeBrush(
  { width, height }: { width: number; height: number },
  onBrush: (one: number, other: number) => void,
): RefObject<SVGGElement | null> {
  const ref = useRef<SVGGElement | null>(null);
  const brushed = useEffectEvent((start: number, end: number) => onBrush(start / width, end / width));
  useEffect(() => {
    if (!ref.current || width === 0) return undefined;
    const root = select<SVGGElement, unknown>(ref.current);
    const behavior = brushX<unknown>()
      .extent([
        [0, 0],
        [width, height],
      ])
      .on('end', ({ selection, sourceEvent }: D3BrushEvent<unknown>) => {
        // Without a hand, it is the mark that was taken away.
        if (!sourceEvent || !selection) return;
        const [start, end] = selection as [number, number];
        root.call((it) => behavior.move(it, null));
        if (end - start >= SHORTEST_DRAG) brushed(start, end);
      });
    root.call(behavior);
    return () => {
      root.on('.brush', null).selectAll('*').remove();
    };
  }, [width, height]);
  return ref;
}
