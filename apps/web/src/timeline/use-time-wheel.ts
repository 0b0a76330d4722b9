// The wheel over the timeline: with Ctrl or ⌘ it zooms about the pointer, sideways it moves; else it scrolls as always.
import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';

export interface TimeWheel {
  /** `place` from 0 to 1 of the axis; `factor` above 1 shows more time. */
  zoom: (place: number, factor: number) => void;
  /** By that much of the span; null while all of it is in view. */
  move: ((by: number) => void) | null;
}

/** As d3-zoom counts: a turn of the wheel, which is about 100 pixels, shows 15 % more or less. */
const ZOOM_PER_PIXEL = 0.002;
/** Browsers count a touchpad's pinch in far smaller steps than a wheel. */
const PINCH = 10;
const PINCH_PIXELS = 10;
const LINE_PIXELS = 33;

/** Listens on the element; the axis in it tells where a place is. However many turns come between two frames, they are one
 *  change: each is counted from what is shown. */
export function useTimeWheel(ref: RefObject<HTMLElement | null>, { zoom, move }: TimeWheel): void {
  const turned = useRef<{ place: number; factor: number; by: number } | null>(null);
  const apply = useEffectEvent(() => {
    const { place, factor, by } = turned.current!;
    turned.current = null;
    if (factor !== 1) zoom(place, factor);
    else move?.(by);
  });
  const onWheel = useEffectEvent((event: WheelEvent) => {
    const isZoom = event.ctrlKey || event.metaKey;
    if (!isZoom && !(move && Math.abs(event.deltaX) > Math.abs(event.deltaY))) return;
    const axis = ref.current?.querySelector('.timeline-axis')?.getBoundingClientRect();
    if (!axis || axis.width === 0) return;
    event.preventDefault();
    if (!turned.current) requestAnimationFrame(() => apply());
    const { factor, by } = turned.current ?? { factor: 1, by: 0 };
    turned.current = {
      place: Math.min(1, Math.max(0, (event.clientX - axis.left) / axis.width)),
      factor: isZoom ? factor * zoomOf(event) : factor,
      by: isZoom ? by : by + event.deltaX / axis.width,
    };
  });
  useEffect(() => {
    const element = ref.current;
    const listener = (event: WheelEvent) => onWheel(event);
    element?.addEventListener('wheel', listener, { passive: false });
    return () => element?.removeEventListener('wheel', listener);
  }, [ref]);
}

function zoomOf({ deltaMode, deltaY }: WheelEvent): number {
  const pixels = deltaMode === WheelEvent.DOM_DELTA_LINE ? deltaY * LINE_PIXELS : deltaY;
  return 2 ** (pixels * ZOOM_PER_PIXEL * (Math.abs(pixels) < PINCH_PIXELS ? PINCH : 1));
}
