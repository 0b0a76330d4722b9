// One query on the timeline: a stretch for each of its tries, and what came of it.
import type { CSSProperties } from 'react';
import { NARROW, useMediaQuery } from '../media-query.ts';
import { useSelection } from '../selection-context.ts';
import { instantText } from '../units.ts';
import { type TimeScale, percent } from './time-scale.ts';
import type { TimelineRow } from './timeline-rows.ts';

/** Pixels of a letter, and of the least track a wide and a narrow page have: enough to tell where a text has room. */
const CHARACTER = 7.3;
const WIDE_TRACK = 720;
const NARROW_TRACK = 320;

export interface RowProps {
  row: TimelineRow;
  scale: TimeScale;
  /** Of the trace, ISO 8601. */
  startedAt: string;
  isOnPath: boolean;
}

/** Selects its query. */
export function Row({ row, scale, startedAt, isOnPath }: RowProps) {
  const { selection, select } = useSelection();
  const isSelected = selection?.kind === 'hop' && selection.hopId === row.hopId;
  const [start, end] = [scale.at(row.startMs), scale.at(row.endMs)];
  const trackWidth = useMediaQuery(NARROW) ? NARROW_TRACK : WIDE_TRACK;
  const room = ((row.text.length + row.asked.length + 2) * CHARACTER) / trackWidth;
  return (
    <li>
      <button
        type="button"
        className={`timeline-row is-${row.tone}`}
        aria-pressed={isSelected}
        onClick={() => select(isSelected ? null : { kind: 'hop', hopId: row.hopId })}
      >
        <span className="timeline-label" title={`${row.zone} → ${row.nameServer} (${row.address})`}>
          <b>{row.zone}</b> → {row.nameServer}
        </span>
        <span
          className={isOnPath ? 'timeline-track is-on-path' : 'timeline-track'}
          style={{ ...placeOf(start, end), '--room': percent(Math.min(room, 1)) } as CSSProperties}
          title={`${row.question}, sent ${instantText(momentAfter(startedAt, row.startMs))}`}
        >
          {row.segments.map(({ kind, startMs, endMs }, index) => (
            <span
              // Tries have no other name than their number.
              // oxlint-disable-next-line react/no-array-index-key
              key={index}
              className={`timeline-bar of-${kind}`}
              style={placeOf(scale.at(startMs), scale.at(endMs))}
            />
          ))}
          <span className={`timeline-text ${sideOfText(start, end, room)}`}>
            {row.text}
            {row.asked !== '' && <span className="timeline-asked"> {row.asked}</span>}
          </span>
        </span>
      </button>
    </li>
  );
}

function placeOf(start: number, end: number): CSSProperties {
  return {
    '--start': percent(start),
    '--end': percent(end),
    '--length': percent(end - start),
  } as CSSProperties;
}

function momentAfter(startedAt: string, ms: number): string {
  const start = Date.parse(startedAt);
  return Number.isNaN(start) ? startedAt : new Date(start + ms).toISOString();
}

// The text stands behind its bar; where there is no room, before it; and on it where there is none there either.
function sideOfText(start: number, end: number, room: number): string {
  if (end + room < 1) return '';
  return start > room ? 'is-before' : 'is-inside';
}
