// What a table and a list of record sets are made of: the data, for how long it may be kept, and who said it.
import type { HopState } from '@delegraph/model';
import { useSelection } from '../selection-context.ts';
import { countText, ttlText } from '../units.ts';
import type { RecordSet } from './record-sets.ts';

/** Of an RRset of more records the first are shown until it is unfolded. */
const FEW_RECORDS = 3;

/** The data of an RRset, one record a line. */
export function RecordData({ data }: { data: readonly string[] }) {
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
export function SaidBy({ hops }: { hops: readonly HopState[] }) {
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

export function lifetimeText({ least, most }: RecordSet['ttl']): string {
  return least === most ? ttlText(least) : `${least} to ${most} s`;
}
