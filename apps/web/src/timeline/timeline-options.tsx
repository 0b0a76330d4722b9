// What of the queries the waterfall shows, and how: the choices in the head of the dock.
import type { ReactNode } from 'react';
import { durationText } from '../units.ts';
import type { AnswerPath } from './answer-path.ts';
import { ROW_ORDERS, type RowOrder } from './row-order.ts';

export interface TimelineChoice {
  /** Every query, or only the one of each server that says most. */
  showsAll: boolean;
  isLog: boolean;
  /** Those with these words only; of all queries. */
  words: string;
  /** Of all queries. */
  order: RowOrder;
}

export const usualChoice: TimelineChoice = { showsAll: false, isLog: true, words: '', order: 'zone' };

interface TimelineOptionsProps {
  choice: TimelineChoice;
  onChange: (choice: TimelineChoice) => void;
  path: AnswerPath | null;
}

export function TimelineOptions({ choice, onChange, path }: TimelineOptionsProps) {
  const { showsAll, isLog, words, order } = choice;
  return (
    <>
      <div className="timeline-options">
        <Toggle isOn={showsAll} onChange={(isOn) => onChange({ ...choice, showsAll: isOn })}>
          All queries
        </Toggle>
        <Toggle isOn={isLog} onChange={(isOn) => onChange({ ...choice, isLog: isOn })}>
          Logarithmic
        </Toggle>
        {showsAll && (
          <>
            <input
              type="search"
              aria-label="Search the queries"
              placeholder="server, zone or type"
              value={words}
              onChange={({ target }) => onChange({ ...choice, words: target.value })}
            />
            <select
              aria-label="Order of the queries"
              value={order}
              onChange={({ target }) =>
                onChange({ ...choice, order: ROW_ORDERS.find((one) => one === target.value) ?? 'zone' })
              }
            >
              {ROW_ORDERS.map((one) => (
                <option key={one} value={one}>
                  by {one}
                </option>
              ))}
            </select>
          </>
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
