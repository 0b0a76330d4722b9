// What can be done with a zone: take its NS set along, trace it, look up who has it.
import type { NameServerTable, TraceState, ZoneState } from '@delegraph/model';
import { ROOT, labelsOf, nameServerTable } from '@delegraph/model';
import { Link } from '@tanstack/react-router';
import { ExternalLink } from 'lucide-react';
import { CopyButton } from '../header/copy-button.tsx';
import { savedTrace } from '../saved-trace.ts';
import { searchOf } from '../trace-request.ts';

/** Nothing for the root. */
export function ZoneTools({ state, zone }: { state: TraceState; zone: ZoneState }) {
  const table = nameServerTable(state, zone);
  if (!table || zone.name === ROOT) return null;
  const again = searchOf({ name: zone.name, type: 'NS', profile: state.profile });
  // The lab's zones have no holder, and a TLD has another register.
  const isRegistered = state.profile === 'internet' && labelsOf(zone.name).length > 1;
  return (
    <p className="zone-tools">
      <CopyButton text={() => nsSetText(table)}>Copy the NS set</CopyButton>
      {!savedTrace && (
        <Link to="/" search={again} className="button is-quiet">
          Trace this zone
        </Link>
      )}
      {isRegistered && (
        <a
          className="button is-quiet"
          href={`https://rdap.org/domain/${encodeURIComponent(zone.name)}`}
          target="_blank"
          rel="noreferrer"
        >
          Who has it (RDAP) <ExternalLink size={13} aria-hidden />
        </a>
      )}
    </p>
  );
}

/** As a zone file has it: the child’s set where it was heard, else the parent’s. */
function nsSetText({ zone, rows }: NameServerTable): string {
  const isChildHeard = rows.some(({ child }) => child !== null);
  const lines = rows.flatMap(({ name, parent, child }) => {
    const said = isChildHeard ? child : parent;
    return said ? [`${zone}. ${said.ttls.at(-1)} IN NS ${name}.`] : [];
  });
  return `${lines.join('\n')}\n`;
}
