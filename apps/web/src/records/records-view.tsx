// All records of a trace: what was said, zone by zone, with those who said it.
import type { TraceState } from '@delegraph/model';
import { useMemo, useState } from 'react';
import { DockBody } from '../dock/dock-body.tsx';
import { countText } from '../units.ts';
import { RecordData, SaidBy, lifetimeText } from './record-parts.tsx';
import { type RecordSet, type ZoneRecords, filteredRecords, recordSets } from './record-sets.ts';

/** A table of so many rows is drawn at once; a longer one when somebody wants it. */
const MANY_SETS = 200;

export function RecordsView({ state }: { state: TraceState }) {
  const [words, setWords] = useState('');
  const [onlyDiffering, setOnlyDiffering] = useState(false);
  const [showsAll, setShowsAll] = useState(false);
  const all = useMemo(() => recordSets(state), [state]);
  const found = useMemo(() => filteredRecords(all, { words, onlyDiffering }), [all, words, onlyDiffering]);
  const count = countOf(found);
  const shown = showsAll ? found : firstSets(found, MANY_SETS);
  return (
    <DockBody view="records" label="Records">
      <div className="dock-tools">
        <input
          type="search"
          placeholder="Name, type, data or server"
          aria-label="Filter the records"
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
        <button
          type="button"
          className="toggle"
          aria-pressed={onlyDiffering}
          onClick={() => setOnlyDiffering(!onlyDiffering)}
        >
          Only where servers differ
        </button>
        <output className="dock-count">
          {countText(count, 'record set')}
          {count < countOf(all) && ` of ${countOf(all)}`}
        </output>
      </div>
      {count === 0 && (
        <p className="hint">
          {countOf(all) === 0 ? 'No record was heard so far.' : emptyText(onlyDiffering)}
        </p>
      )}
      {shown.map(({ zone, sets }) => (
        <ZoneTable key={zone} zone={zone} sets={sets} />
      ))}
      {countOf(shown) < count && (
        <button type="button" className="button" onClick={() => setShowsAll(true)}>
          Show all {count}
        </button>
      )}
    </DockBody>
  );
}

function ZoneTable({ zone, sets }: ZoneRecords) {
  return (
    <table className="records-table">
      <caption>said by the servers of {zone === '.' ? 'the root' : zone}</caption>
      <thead>
        <tr>
          {['Name', 'Type', 'TTL', 'Data', 'Part', 'Said by'].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sets.map((set) => (
          <SetRow key={set.key} set={set} />
        ))}
      </tbody>
    </table>
  );
}

function SetRow({ set }: { set: RecordSet }) {
  const { name, type, ttl, parts, hops, ways } = set;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{type}</td>
      <td>{lifetimeText(ttl)}</td>
      <td className="records-data">
        <RecordData data={set.data} />
      </td>
      <td>{parts.join(', ')}</td>
      <td>
        {ways > 1 && <span className="records-ways">≠ one of {ways} ways</span>}
        <SaidBy hops={hops} />
      </td>
    </tr>
  );
}

function countOf(zones: readonly ZoneRecords[]): number {
  return zones.reduce((sum, { sets }) => sum + sets.length, 0);
}

function firstSets(zones: readonly ZoneRecords[], most: number): ZoneRecords[] {
  let left = most;
  return zones.flatMap(({ zone, sets }) => {
    const shown = sets.slice(0, left);
    left -= shown.length;
    return shown.length > 0 ? [{ zone, sets: shown }] : [];
  });
}

function emptyText(onlyDiffering: boolean): string {
  return onlyDiffering
    ? 'All servers that were asked say the same of these.'
    : 'None of them fits the filter.';
}
