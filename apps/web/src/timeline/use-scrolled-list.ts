// The list of the timeline in the region that scrolls it: which lines are in view, and how to get to others.
import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react';
import {
  MANY_LINES,
  type Viewport,
  drawnLines,
  scrollTopAt,
  scrollTopTo,
  viewedPart,
} from './visible-rows.ts';

export interface ScrolledList {
  bodyRef: RefObject<HTMLElement | null>;
  /** What stays above the lines while they are scrolled. */
  headRef: RefObject<HTMLDivElement | null>;
  onScroll: () => void;
  isMany: boolean;
  /** The first line to draw and the one after the last. */
  drawn: readonly [number, number];
  /** The part in view, from 0 to 1 of the whole list. */
  viewed: readonly [number, number];
  /** To a place from 0 to 1 of the whole list. */
  scrollTo: (place: number) => void;
  /** Just so far that the line can be seen. */
  reveal: (line: number) => void;
}

/** A short list is drawn as a whole, and scrolling it costs nothing here. */
export function useScrolledList(count: number, lineHeight: number): ScrolledList {
  const bodyRef = useRef<HTMLElement | null>(null);
  const headRef = useRef<HTMLDivElement | null>(null);
  const [viewport, setViewport] = useState<Viewport>({ top: 0, height: 0 });
  const isMany = count > MANY_LINES;

  function viewportNow(): Viewport {
    const [body, head] = [bodyRef.current, headRef.current];
    if (!body || !head) return viewport;
    return { top: body.scrollTop, height: Math.max(0, body.clientHeight - head.offsetHeight) };
  }

  function update() {
    const now = viewportNow();
    // Which line it is matters, not which pixel.
    const top = Math.floor(now.top / lineHeight) * lineHeight;
    setViewport((old) => (old.top === top && old.height === now.height ? old : { top, height: now.height }));
  }

  useLayoutEffect(() => {
    const [body, head] = [bodyRef.current, headRef.current];
    if (!isMany || !body || !head) return undefined;
    const resized = new ResizeObserver(update);
    resized.observe(body);
    resized.observe(head);
    return () => resized.disconnect();
    // What `update` reads is current whenever it is called.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isMany, lineHeight]);

  const [first, end] = drawnLines(count, lineHeight, viewport);
  const drawn = useMemo(() => [first, end] as const, [first, end]);
  return {
    bodyRef,
    headRef,
    onScroll: () => isMany && update(),
    isMany,
    drawn,
    viewed: viewedPart(count, lineHeight, viewport),
    scrollTo(place) {
      const { height } = viewportNow();
      if (bodyRef.current) bodyRef.current.scrollTop = scrollTopAt(place, count, lineHeight, height);
    },
    reveal(line) {
      const top = scrollTopTo(line, lineHeight, viewportNow());
      if (bodyRef.current && top !== null) bodyRef.current.scrollTop = top;
    },
  };
}
