// Record sets in a column as narrow as the inspector: by those who said them, name by name.
import { ROOT } from '@delegraph/model';
import { RecordData, SaidBy, lifetimeText } from '../records/record-parts.tsx';
import type { RecordSet, ZoneRecords } from '../records/record-sets.ts';
import { PanelPart } from './parts.tsx';
import { inZoneOrder } from './records-about.ts';

/** Null where there are none, so that there is no tab for them. */
export function recordSetList(zones: readonly ZoneRecords[]) {
  return zones.length === 0 ? null : <RecordSetList zones={zones} />;
}

function RecordSetList({ zones }: { zones: readonly ZoneRecords[] }) {
  return zones.map(({ zone, sets }) => (
    <PanelPart key={zone} title={`Said by the servers of ${zone === ROOT ? 'the root' : zone}`}>
      {[...Map.groupBy(inZoneOrder(sets), ({ name }) => name)].map(([name, same]) => (
        <div key={name} className="record-sets">
          <h4>{name}</h4>
          <ul>
            {same.map((set) => (
              <SetItem key={set.key} set={set} />
            ))}
          </ul>
        </div>
      ))}
    </PanelPart>
  ));
}

function SetItem({ set }: { set: RecordSet }) {
  const { type, data, ttl, parts, hops, ways } = set;
  return (
    <li className="record-set">
      <p className="record-set-head">
        <b>{type}</b>
        <span>TTL {lifetimeText(ttl)}</span>
        <span>{parts.join(', ')}</span>
      </p>
      <div className="record-set-data">
        <RecordData data={data} />
      </div>
      <div className="record-set-source">
        {ways > 1 && <span className="is-warning">≠ one of {ways} ways</span>}
        <SaidBy hops={hops} />
      </div>
    </li>
  );
}
