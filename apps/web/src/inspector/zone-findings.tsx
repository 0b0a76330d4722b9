// The findings about one zone, or about one server of it, as links to them.
import { describeFinding } from '@delegraph/diagnosis';
import type { DomainName, TraceState } from '@delegraph/model';
import { SeverityGlyph } from '../verdict/severity-glyph.tsx';
import { SelectLink } from './parts.tsx';

/** Nothing when there is none. */
export function ZoneFindings({
  state,
  zone,
  address,
  nameServer,
}: {
  state: TraceState;
  zone: DomainName;
  address?: string;
  nameServer?: DomainName;
}) {
  const listed = state.findings
    .map((finding, index) => ({ finding, index }))
    .filter(
      ({ finding }) => finding.zone === zone && finding.scope !== 'trace' && finding.severity !== 'info',
    )
    .filter(({ finding }) => address === undefined || finding.address === address)
    .filter(({ finding }) => nameServer === undefined || finding.nameServer === nameServer);
  if (listed.length === 0) return null;
  return (
    <ul className="panel-findings">
      {listed.map(({ finding, index }) => (
        <li key={index} className={`is-${finding.severity}`}>
          <SeverityGlyph mark={finding.severity} size={14} />
          <SelectLink to={{ kind: 'finding', index }}>{describeFinding(finding).sentence}</SelectLink>
        </li>
      ))}
    </ul>
  );
}
