// The edge between the picture and the side: dragged, or moved by arrow keys. The width is kept in this browser.
import { type KeyboardEvent, type PointerEvent, useState } from 'react';

const STORAGE_KEY = 'delegraph.side-width';
const USUAL = 352;
const LEAST = 280;
const MOST = 900;
const STEP = 24;

/** Sets the width that the style sheet takes; only wide pages have a side beside the picture. */
export function SideResizer() {
  const [width, setWidth] = useState(() => {
    const kept = keptWidth();
    apply(kept);
    return kept;
  });

  function resize(wanted: number) {
    const next = Math.round(Math.min(Math.max(wanted, LEAST), MOST));
    apply(next);
    keep(next);
    setWidth(next);
  }

  function drag(event: PointerEvent) {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) resize(window.innerWidth - event.clientX);
  }

  function onKey(event: KeyboardEvent) {
    const wanted = {
      ArrowLeft: width + STEP,
      ArrowRight: width - STEP,
      Home: LEAST,
      End: MOST,
      Enter: USUAL,
    }[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    resize(wanted);
  }

  return (
    // A separator that can be moved is a control: ARIA 1.2, 5.4.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className="side-resizer"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the side"
      aria-valuenow={width}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      title="Drag to resize, double-click for the usual width"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onDoubleClick={() => resize(USUAL)}
      onKeyDown={onKey}
    />
  );
}

function apply(width: number): void {
  document.documentElement.style.setProperty('--side-width', `${width}px`);
}

function keptWidth(): number {
  try {
    return Number(localStorage.getItem(STORAGE_KEY)) || USUAL;
  } catch {
    // Storage is forbidden here.
    return USUAL;
  }
}

function keep(width: number): void {
  try {
    localStorage.setItem(STORAGE_KEY, String(width));
  } catch {
    // It lasts as long as the page.
  }
}
