// The wheel over the timeline: with Ctrl or ⌘ it zooms about the pointer, sideways it moves; else it scrolls as always.
import { type RefObject, useEffect, useEffectEvent } from 'react';

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

/** Listens on the element; the axis in it tells where a place is. */
export function useTimeWheel(ref: RefObject<HTMLElement | null>, { zoom, move }: TimeWheel): void {
  const onWheel = useEffectEvent((event: WheelEvent) => {
    const axis = ref.current?.querySelector('.timeline-axis')?.getBoundingClientRect();
    if (!axis || axis.width === 0) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      const place = Math.min(1, Math.max(0, (event.clientX - axis.left) / axis.width));
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 33 : event.deltaY;
      zoom(place, 2 ** (pixels * ZOOM_PER_PIXEL * (Math.abs(pixels) < 10 ? PINCH : 1)));
    } else if (move && Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      move(event.deltaX / axis.width);
    }
  });
  useEffect(() => {
    const element = ref.current;
    const listener = (event: WheelEvent) => onWheel(event);
    element?.addEventListener('wheel', listener, { passive: false });
    return () => element?.removeEventListener('wheel', listener);
  }, [ref]);
}
