// Moves and scales the picture. The only place where D3 puts listeners on an element of ours.
import { select } from 'd3-selection';
import { type D3ZoomEvent, type ZoomTransform, zoom, zoomIdentity } from 'd3-zoom';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

export interface Size {
  width: number;
  height: number;
}

/** In pixels of the scene. */
export interface Box extends Size {
  x: number;
  y: number;
}

export interface PanZoom {
  /** Tells how large the scene is now. Fits it, unless a person has moved it. */
  setContent(content: Size): void;
  /** Shows the whole scene, never larger than life, and follows its growth again. */
  fit(): void;
  /** Larger or smaller about the middle. */
  zoomBy(factor: number): void;
  /** Life size, at the scene's beginning. */
  reset(): void;
  /** Moves just so far that the box can be seen. */
  reveal(box: Box): void;
  destroy(): void;
}

const SCALES: [number, number] = [0.15, 3];
/** A picture fitted smaller than this cannot be read; then its beginning is shown, and the rest is a drag away. */
const SMALLEST_FIT = 0.7;
const MARGIN = 16;

/** Puts pan and zoom on `svg`. Drag moves, Ctrl or ⌘ with the wheel scales; the bare wheel belongs to the page
 *  while that can scroll. `onFollow`: whether the scene is still kept in view as it grows. */
export function createPanZoom(
  svg: SVGSVGElement,
  onTransform: (transform: ZoomTransform) => void,
  onFollow: (isFollowing: boolean) => void,
): PanZoom {
  const root = select(svg);
  let content: Size = { width: 0, height: 0 };
  let current: ZoomTransform = zoomIdentity;
  let movedByHand = false;
  const leaveToHand = (isLeft: boolean): void => {
    if (movedByHand !== isLeft) onFollow(!isLeft);
    movedByHand = isLeft;
  };
  // Read again only when it changes: asking the element makes the browser lay out the page at once.
  let view: Size = { width: svg.clientWidth, height: svg.clientHeight };

  const behavior = zoom<SVGSVGElement, unknown>()
    .scaleExtent(SCALES)
    .extent((): [[number, number], [number, number]] => [
      [0, 0],
      [view.width, view.height],
    ])
    .clickDistance(5)
    .filter((event: MouseEvent) =>
      event.type === 'wheel' ? event.ctrlKey || event.metaKey : event.button === 0,
    )
    .on('zoom', (event: D3ZoomEvent<SVGSVGElement, unknown>) => {
      if (event.sourceEvent) leaveToHand(true);
      current = event.transform;
      onTransform(current);
    });
  root.call(behavior).on('dblclick.zoom', null);

  const moveTo = (transform: ZoomTransform) => root.call((it) => behavior.transform(it, transform));

  function fit() {
    const { width, height } = view;
    if (width === 0 || content.width === 0) return;
    const wanted = Math.min((width - 2 * MARGIN) / content.width, (height - 2 * MARGIN) / content.height, 1);
    const scale = Math.max(wanted, SMALLEST_FIT);
    const x = Math.max(MARGIN, (width - content.width * scale) / 2);
    const y = Math.max(MARGIN, (height - content.height * scale) / 3);
    moveTo(zoomIdentity.translate(x, y).scale(scale));
  }

  // Where the page has nothing to scroll, the wheel moves the picture, as the two fingers on a touchpad expect.
  function wheel(event: WheelEvent) {
    const { scrollHeight, clientHeight } = document.documentElement;
    if (event.ctrlKey || event.metaKey || scrollHeight > clientHeight) return;
    event.preventDefault();
    leaveToHand(true);
    moveTo(zoomIdentity.translate(current.x - event.deltaX, current.y - event.deltaY).scale(current.k));
  }
  svg.addEventListener('wheel', wheel, { passive: false });

  const resized = new ResizeObserver(([entry]) => {
    if (!entry) return;
    const { width, height } = entry.contentRect;
    view = { width, height };
    if (!movedByHand) fit();
  });
  resized.observe(svg);

  return {
    setContent(size) {
      content = size;
      if (!movedByHand) fit();
    },
    fit() {
      leaveToHand(false);
      fit();
    },
    zoomBy(factor) {
      leaveToHand(true);
      root.call((it) => behavior.scaleBy(it, factor));
    },
    reset() {
      leaveToHand(true);
      moveTo(zoomIdentity.translate(MARGIN, MARGIN));
    },
    reveal(box) {
      const shiftX = shiftInto(current.applyX(box.x), box.width * current.k, view.width);
      const shiftY = shiftInto(current.applyY(box.y), box.height * current.k, view.height);
      if (shiftX === 0 && shiftY === 0) return;
      leaveToHand(true);
      moveTo(zoomIdentity.translate(current.x + shiftX, current.y + shiftY).scale(current.k));
    },
    destroy() {
      svg.removeEventListener('wheel', wheel);
      resized.disconnect();
      root.on('.zoom', null);
    },
  };
}

/** Pan and zoom for the `<svg>` of the returned ref: the transform for its one `<g>`, how large it shows the scene, and
 *  the controls. */
export function usePanZoom({ width, height }: Size): {
  svgRef: RefObject<SVGSVGElement | null>;
  panZoom: RefObject<PanZoom | null>;
  transform: ZoomTransform;
  /** Until a person moves it. */
  isFollowing: boolean;
} {
  const svgRef = useRef<SVGSVGElement | null>(null);
  const panZoom = useRef<PanZoom | null>(null);
  const [transform, setTransform] = useState(zoomIdentity);
  const [isFollowing, setIsFollowing] = useState(true);

  useLayoutEffect(() => {
    if (!svgRef.current) return undefined;
    const created = createPanZoom(svgRef.current, setTransform, setIsFollowing);
    panZoom.current = created;
    return () => created.destroy();
  }, []);
  // Before the paint: a scene drawn first and moved afterwards would be painted twice.
  useLayoutEffect(() => panZoom.current?.setContent({ width, height }), [width, height]);

  return { svgRef, panZoom, transform, isFollowing };
}

function shiftInto(start: number, length: number, available: number): number {
  if (start < MARGIN) return MARGIN - start;
  return Math.min(0, Math.max(available - MARGIN - (start + length), MARGIN - start));
}
