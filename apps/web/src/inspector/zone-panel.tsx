// The inspector of a zone: its servers and how they stand, and what parent and child say of them.
import { type TraceState, type ZoneState, ROOT } from '@delegraph/model';
import { standingOfAddress } from '../standing.ts';
import { countText, durationText, ttlText } from '../units.ts';
import { SeverityGlyph } from '../verdict/severity-glyph.tsx';
import { type ComparedNameServer, compareNameServers } from './name-server-comparison.ts';
import { PanelHead, PanelPart, SelectLink } from './parts.tsx';
import { ZoneFindings } from './zone-findings.tsx';

/** Everything known of one zone. */
export function ZonePanel({ state, zone }: { state: TraceState; zone: ZoneState }) {
  const addresses = new Set(
    zone.nameServers.flatMap((server) => server.addresses.map(({ address }) => address)),
  );
  return (
    <>
      <PanelHead kind="Zone" name={zone.name === ROOT ? '. (root)' : zone.name}>
        {countText(zone.nameServers.length, 'name server')},{' '}
        {countText(addresses.size, 'address', 'addresses')}
        {zone.signed && ' · signed (DS at the parent)'}
        {zone.parent !== null && (
          <>
            {' · '}
            <SelectLink to={{ kind: 'delegation', parent: zone.parent, zone: zone.name }}>
              delegated by {zone.parent === ROOT ? 'the root' : zone.parent}
            </SelectLink>
          </>
        )}
      </PanelHead>
      <ZoneFindings state={state} zone={zone.name} />
      <PanelPart title="Name servers">
        <ServerList state={state} zone={zone} />
      </PanelPart>
      {zone.parent !== null && (
        <PanelPart title="Parent says, child says">
          <Comparison state={state} zone={zone} />
        </PanelPart>
      )}
    </>
  );
}

/** The name servers of a zone with their addresses, each to be selected. */
export function ServerList({ state, zone }: { state: TraceState; zone: ZoneState }) {
  return (
    <ul className="servers">
      {zone.nameServers.map(({ name, addresses }) => (
        <li key={name}>
          <SelectLink to={{ kind: 'name-server', zone: zone.name, nameServer: name }}>{name}</SelectLink>
          <ul>
            {addresses.map(({ address }) => {
              const { mark, words, elapsedMs } = standingOfAddress(state, zone.name, address);
              return (
                <li key={address} className={`server-address is-${mark}`}>
                  <SeverityGlyph mark={mark} size={14} />
                  <SelectLink to={{ kind: 'address', zone: zone.name, address }}>{address}</SelectLink>
                  <span>{mark === 'ok' && elapsedMs !== null ? durationText(elapsedMs) : words}</span>
                </li>
              );
            })}
            {addresses.length === 0 && <li className="hint">no address known</li>}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function Comparison({ state, zone }: { state: TraceState; zone: ZoneState }) {
  const { rows, childSpoke } = compareNameServers(state, zone);
  return (
    <table className="comparison">
      <thead>
        <tr>
          <th scope="col">Name server</th>
          <th scope="col">Parent</th>
          <th scope="col">Child</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name} className={childSpoke && !isSame(row) ? 'differs' : undefined}>
            <th scope="row">{row.name}</th>
            <td>{row.parentTtl === null ? '—' : ttlText(row.parentTtl)}</td>
            <td>{row.childTtl !== null ? ttlText(row.childTtl) : childSpoke ? '—' : 'not heard'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function isSame({ parentTtl, childTtl }: ComparedNameServer): boolean {
  return (parentTtl === null) === (childTtl === null);
}
