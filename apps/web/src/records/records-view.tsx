// All records of a trace: what was said, zone by zone, with those who said it.
import type { HopState, TraceState } from '@delegraph/model';
import { useMemo, useState } from 'react';
import { DockBody } from '../dock/dock-body.tsx';
import { useSelection } from '../selection-context.ts';
import { countText, ttlText } from '../units.ts';
import { type RecordSet, type ZoneRecords, filteredRecords, recordSets } from './record-sets.ts';

/** A table of so many rows is drawn at once; a longer one when somebody wants it. */
const MANY_SETS = 200;
/** Of an RRset of more records the first are shown until it is unfolded. */
const FEW_RECORDS = 3;

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
      <td>{ttl.least === ttl.most ? ttlText(ttl.least) : `${ttl.least} to ${ttl.most} s`}</td>
      <td className="records-data">
        <Data data={set.data} />
      </td>
      <td>{parts.join(', ')}</td>
      <td>
        {ways > 1 && <span className="records-ways">≠ one of {ways} ways</span>}
        <SaidBy hops={hops} />
      </td>
    </tr>
  );
}

function Data({ data }: { data: readonly string[] }) {
  const shown = data.slice(0, FEW_RECORDS);
  const more = data.slice(FEW_RECORDS);
  return (
    <>
      {shown.map((line) => (
        <span key={line}>{line}</span>
      ))}
      {more.length > 0 && (
        <details>
          <summary>and {more.length} more</summary>
          {more.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </details>
      )}
    </>
  );
}

/** The one that said so, or all of them below their number. */
function SaidBy({ hops }: { hops: readonly HopState[] }) {
  const [first, ...others] = hops;
  if (!first) return null;
  if (others.length === 0) return <HopLink hop={first} />;
  return (
    <details>
      <summary>{countText(hops.length, 'address', 'addresses')}</summary>
      <ul>
        {hops.map((hop) => (
          <li key={hop.id}>
            <HopLink hop={hop} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Selects the query that was answered so. */
function HopLink({ hop }: { hop: HopState }) {
  const { selection, select } = useSelection();
  const isSelected = selection?.kind === 'hop' && selection.hopId === hop.id;
  return (
    <button
      type="button"
      className="select-link"
      aria-pressed={isSelected}
      onClick={() => select(isSelected ? null : { kind: 'hop', hopId: hop.id })}
    >
      {hop.nameServer} {hop.address}
    </button>
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
