// The arrow to a query from the one whose answer it waited for, over the lines of the timeline.
import type { HopState, TraceState } from '@delegraph/model';
import type { Cause } from './causes.ts';
import type { TimeScale } from './time-scale.ts';
import { sideOf } from './track.tsx';

export interface DependencyArrowProps {
  state: TraceState;
  hop: HopState;
  cause: Cause | null;
  /** At which line each query is to be seen; one that is not there has none. */
  lines: ReadonlyMap<number, number>;
  lineHeight: number;
  scale: TimeScale;
  /** Of the track, in pixels; 0 until it is measured. */
  width: number;
}

/** Pixels from the foot of a line to the middle of its bar. */
const BAR_ABOVE_FOOT = 12;
const HEAD = 5;

/** The line of the row says the same in words, so assistive technology passes it by. */
export function DependencyArrow(props: DependencyArrowProps) {
  const { state, hop, cause, lines, lineHeight, scale, width } = props;
  const from = cause === null ? undefined : lines.get(cause.hopId);
  const to = lines.get(hop.id);
  if (!cause || from === undefined || to === undefined || from === to || width === 0) return null;
  const causedAtMs = state.hops[cause.hopId]!.endedAtMs ?? 0;
  const isInView = sideOf(scale, { startMs: causedAtMs, endMs: hop.sentAtMs }) === 'in-view';
  if (!isInView) return null;
  const [top, bottom] = [Math.min(from, to), Math.max(from, to) + 1];
  const middleOf = (line: number) => (line - top + 1) * lineHeight - BAR_ABOVE_FOOT;
  const startX = scale.at(causedAtMs) * width;
  const endX = scale.at(hop.sentAtMs) * width;
  const [startY, endY] = [middleOf(from), middleOf(to)];
  return (
    <svg
      className={`timeline-arrow of-${cause.kind}`}
      aria-hidden="true"
      style={{ top: top * lineHeight, height: (bottom - top) * lineHeight }}
    >
      <circle cx={startX} cy={startY} r="2.5" />
      <path className="timeline-arrow-line" d={lineBetween([startX, startY], [endX - HEAD, endY])} />
      <path d={`M${endX} ${endY}l${-HEAD - 1} ${-HEAD + 1}v${2 * HEAD - 2}z`} />
    </svg>
  );
}

/** Leaves and arrives level, so that the arrow head lies on it; where the query followed at once, in a narrow loop. */
function lineBetween([startX, startY]: [number, number], [endX, endY]: [number, number]): string {
  const bend = Math.max(14, Math.abs(endX - startX) / 2);
  return `M${startX} ${startY}C${startX + bend} ${startY} ${endX - bend} ${endY} ${endX} ${endY}`;
}
