// A zone or a server on the timeline: all of its queries in one line, which folds and unfolds theirs.
import { ChevronDown, ChevronRight } from 'lucide-react';
import { memo } from 'react';
import { countText } from '../units.ts';
import { SeverityGlyph } from '../verdict/severity-glyph.tsx';
import type { AnswerPath } from './answer-path.ts';
import type { TimeScale } from './time-scale.ts';
import type { RowGroup } from './timeline-groups.ts';
import { TrackText, placeOf, sideOf } from './track.tsx';

export interface GroupLineProps {
  group: RowGroup;
  level: 1 | 2;
  isOpen: boolean;
  path: AnswerPath | null;
  scale: TimeScale;
  /** In pixels; 0 until it is measured. */
  trackWidth: number;
  onFold: (key: string, isOpen: boolean) => void;
}

export const GroupLine = memo(function GroupLine(props: GroupLineProps) {
  const { group, level, isOpen, path, scale, trackWidth, onFold } = props;
  const { name, address, rows, mark, words } = group;
  const count = countText(rows.length, 'query', 'queries');
  const onPath = isOpen ? [] : rows.filter(({ hopId }) => path?.hopIds.has(hopId));
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      className={`timeline-row timeline-group at-level-${level} is-${mark}`}
      aria-expanded={isOpen}
      onClick={() => onFold(group.key, !isOpen)}
    >
      <span className="timeline-label" title={address === null ? name : `${name} (${address})`}>
        <Chevron size={13} aria-hidden />
        <b>{name}</b> {address}
      </span>
      <span className="timeline-track" style={placeOf(scale, group)}>
        {sideOf(scale, group) === 'in-view' && <span className="timeline-extent" />}
        {onPath
          .filter((row) => sideOf(scale, row) === 'in-view')
          .map((row) => (
            <span key={row.hopId} className="timeline-led" style={placeOf(scale, row)} />
          ))}
        <TrackText
          scale={scale}
          span={group}
          trackWidth={trackWidth}
          letters={count.length + words.length + 6}
        >
          <SeverityGlyph mark={mark} size={12} />
          {count}, {words}
        </TrackText>
      </span>
    </button>
  );
});
