// The inspector of a zone: its servers and how they stand, and what parent and child say of them.
import { type TraceState, type ZoneState, ROOT } from '@delegraph/model';
import { standingOfAddress } from '../standing.ts';
import { countText, durationText } from '../units.ts';
import { SeverityGlyph } from '../verdict/severity-glyph.tsx';
import { DependencyPart } from './dependency-part.tsx';
import { NameServerComparison } from './name-server-comparison.tsx';
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
          <NameServerComparison state={state} zone={zone} />
        </PanelPart>
      )}
      <DependencyPart state={state} zone={zone.name} />
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
