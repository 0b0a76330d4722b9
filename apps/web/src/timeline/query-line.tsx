// One query on the timeline: a stretch for each of its tries, and what came of it.
import { memo } from 'react';
import { useSelection } from '../selection-context.ts';
import { SeverityGlyph } from '../verdict/severity-glyph.tsx';
import { momentText } from './moment-text.ts';
import { type TimeScale } from './time-scale.ts';
import type { TimelineRow } from './timeline-rows.ts';
import { TrackText, placeOf, sideOf } from './track.tsx';

export interface QueryLineProps {
  row: TimelineRow;
  /** How much of it the lines above say: the zone from 2 on, and the server too at 3. */
  level: 1 | 2 | 3;
  scale: TimeScale;
  /** In pixels; 0 until it is measured. */
  trackWidth: number;
  /** Of the trace, ISO 8601. */
  startedAt: string;
  /** What it waited for, in words. */
  cause: string | null;
  isOnPath: boolean;
}

/** Selects its query. */
export const QueryLine = memo(function QueryLine(props: QueryLineProps) {
  const { row, level, scale, trackWidth, startedAt, cause, isOnPath } = props;
  const { selection, select } = useSelection();
  const isSelected = selection?.kind === 'hop' && selection.hopId === row.hopId;
  const asked = level === 3 ? '' : row.asked;
  const isFault = row.tone === 'fault' && row.blame !== null;
  const side = sideOf(scale, row);
  return (
    <button
      type="button"
      className={`timeline-row at-level-${level} is-${row.tone}${isFault ? ` is-${row.blame!.severity}` : ''}`}
      aria-pressed={isSelected}
      onClick={() => select(isSelected ? null : { kind: 'hop', hopId: row.hopId })}
    >
      <span
        className="timeline-label"
        title={`${row.zone} → ${row.nameServer} (${row.address})${cause === null ? '' : `, asked ${cause}`}`}
      >
        <Label row={row} level={level} />
      </span>
      <span
        className={isOnPath ? 'timeline-track is-on-path' : 'timeline-track'}
        style={placeOf(scale, row)}
        title={`${row.question}, sent ${momentText(startedAt, row.startMs)}`}
      >
        {side === 'in-view' &&
          row.segments.map(({ kind, startMs, endMs }, index) => (
            <span
              // Tries have no other name than their number.
              // oxlint-disable-next-line react/no-array-index-key
              key={index}
              className={`timeline-bar of-${kind}`}
              style={placeOf(scale, { startMs, endMs })}
            />
          ))}
        <TrackText
          scale={scale}
          span={row}
          trackWidth={trackWidth}
          letters={row.text.length + asked.length + (isFault ? 2 : 0)}
        >
          {isFault && <SeverityGlyph mark={row.blame!.severity} size={12} />}
          {row.text}
          {asked !== '' && <span className="timeline-asked"> {asked}</span>}
        </TrackText>
      </span>
      {cause !== null && <span className="visually-hidden">, asked {cause}</span>}
    </button>
  );
});

function Label({ row, level }: { row: TimelineRow; level: 1 | 2 | 3 }) {
  if (level === 3) return <>{row.question}</>;
  if (level === 2)
    return (
      <>
        <b>{row.nameServer}</b> {row.address}
      </>
    );
  return (
    <>
      <b>{row.zone}</b> → {row.nameServer}
    </>
  );
}
