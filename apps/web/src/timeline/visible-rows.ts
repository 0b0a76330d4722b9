// Which lines of a long list are drawn: those in view, and what the overview beside it shows of all.
import type { TimeScale } from './time-scale.ts';
import type { TimelineItem } from './timeline-groups.ts';

/** A list of no more lines is drawn as a whole; a longer one has an overview, and only the part in view is drawn. */
export const MANY_LINES = 100;
/** Lines drawn beyond both edges of the view, so that a quick scroll or the Tab key finds them there. */
const BEYOND = 12;

/** How the list is scrolled, in pixels. */
export interface Viewport {
  top: number;
  height: number;
}

/** The first line to draw and the one after the last. */
export function drawnLines(count: number, lineHeight: number, { top, height }: Viewport): [number, number] {
  if (count <= MANY_LINES) return [0, count];
  const first = Math.floor(top / lineHeight) - BEYOND;
  const end = Math.ceil((top + height) / lineHeight) + BEYOND;
  return [Math.min(Math.max(0, first), count), Math.min(count, Math.max(0, end))];
}

/** The part in view, from 0 to 1 of the whole list. */
export function viewedPart(count: number, lineHeight: number, { top, height }: Viewport): [number, number] {
  const whole = Math.max(1, count * lineHeight);
  return [Math.min(1, top / whole), Math.min(1, (top + height) / whole)];
}

/** How far to scroll for the part in view to have its middle at `place`, from 0 to 1 of the whole list. */
export function scrollTopAt(place: number, count: number, lineHeight: number, height: number): number {
  const whole = count * lineHeight;
  return Math.min(Math.max(0, place * whole - height / 2), Math.max(0, whole - height));
}

/** How far to scroll for the line to be in view, and no further; null where it is. */
export function scrollTopTo(line: number, lineHeight: number, { top, height }: Viewport): number | null {
  const lineTop = line * lineHeight;
  if (lineTop < top) return lineTop;
  return lineTop + lineHeight > top + height ? lineTop + lineHeight - height : null;
}

/** One stroke of the overview: lines of the list that share it, and when theirs were sent and answered. */
export interface OverviewStroke {
  /** From 0 at the top to 1. */
  place: number;
  start: number;
  end: number;
  tone: 'used' | 'plain' | 'fault';
}

/** The whole list in at most `most` strokes. Of lines that share a stroke, the fault is seen, and else the one that led on. */
export function overviewStrokes(
  items: readonly TimelineItem[],
  scale: TimeScale,
  most: number,
): OverviewStroke[] {
  const each = Math.max(1, Math.ceil(items.length / most));
  const strokes: OverviewStroke[] = [];
  for (let first = 0; first < items.length; first += each) {
    const shared = items.slice(first, first + each).map(momentsOf);
    strokes.push({
      place: first / items.length,
      start: scale.at(Math.min(...shared.map(({ startMs }) => startMs))),
      end: scale.at(Math.max(...shared.map(({ endMs }) => endMs))),
      tone: (['fault', 'used'] as const).find((tone) => shared.some((one) => one.tone === tone)) ?? 'plain',
    });
  }
  return strokes;
}

function momentsOf(item: TimelineItem): { startMs: number; endMs: number; tone: OverviewStroke['tone'] } {
  if (item.kind === 'group') {
    const { startMs, endMs, mark } = item.group;
    return { startMs, endMs, tone: mark === 'error' || mark === 'warning' ? 'fault' : 'plain' };
  }
  const { startMs, endMs, tone } = item.row;
  return { startMs, endMs, tone: tone === 'asking' ? 'plain' : tone };
}
