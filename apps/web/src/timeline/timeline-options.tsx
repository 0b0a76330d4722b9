// What of the queries the waterfall shows, and how: the choices in the head of the dock.
import type { ReactNode } from 'react';
import { durationText } from '../units.ts';
import type { AnswerPath } from './answer-path.ts';
import type { RowOrder } from './row-order.ts';
import type { TimeSpan } from './time-scale.ts';
import type { Folds } from './timeline-groups.ts';

export interface TimelineChoice {
  /** Every query, or only those that led on and those at fault. */
  showsAll: boolean;
  /** Null: as the times of the trace want it. */
  isLog: boolean | null;
  /** Those with these words only; of all queries. */
  words: string;
  /** Of all queries. */
  order: RowOrder;
  /** Null: the whole time. */
  span: TimeSpan | null;
  /** Of all queries by zone. */
  folds: Folds;
}

export const usualChoice: TimelineChoice = {
  showsAll: false,
  isLog: null,
  words: '',
  order: 'zone',
  span: null,
  folds: new Map(),
};

interface TimelineOptionsProps {
  choice: TimelineChoice;
  onChange: (choice: TimelineChoice) => void;
  path: AnswerPath | null;
  /** Whether the times differ so much that a logarithmic axis is of use. */
  isSkewed: boolean;
}

export function TimelineOptions({ choice, onChange, path, isSkewed }: TimelineOptionsProps) {
  const { showsAll } = choice;
  const isLog = isLogChosen(choice, isSkewed);
  return (
    <>
      <div className="timeline-options">
        <Toggle isOn={showsAll} onChange={(isOn) => onChange({ ...choice, showsAll: isOn })}>
          All queries
        </Toggle>
        {isSkewed && (
          <Toggle isOn={isLog} onChange={(isOn) => onChange({ ...choice, isLog: isOn })}>
            Logarithmic
          </Toggle>
        )}
      </div>
      {path && (
        <span className="timeline-sum" title={PATH_WORDS}>
          one by one {durationText(path.sumMs)}
        </span>
      )}
    </>
  );
}

/** The axis is linear, but where that would make slivers of nearly all queries; there a person may have it either way. */
export function isLogChosen({ isLog }: TimelineChoice, isSkewed: boolean): boolean {
  return isSkewed && (isLog ?? true);
}

const PATH_WORDS =
  'What somebody who asks one server after the other would have waited for: the rows with a line below them';

function Toggle(props: { isOn: boolean; onChange: (isOn: boolean) => void; children: ReactNode }) {
  const { isOn, onChange, children } = props;
  return (
    <button type="button" className="toggle" aria-pressed={isOn} onClick={() => onChange(!isOn)}>
      {children}
    </button>
  );
}
