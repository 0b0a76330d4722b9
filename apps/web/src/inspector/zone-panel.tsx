// The inspector of a zone: its servers and how they stand, and what parent and child say of them.
import {
  type DomainName,
  type NameServerTable,
  type TraceState,
  type ZoneState,
  ROOT,
  nameServerTable,
} from '@delegraph/model';
import { standingOfAddress } from '../standing.ts';
import { countText, durationText, instantText, ttlText } from '../units.ts';
import { SeverityGlyph } from '../verdict/severity-glyph.tsx';
import { BAILIWICK_WORDS, bailiwickOf } from './bailiwick.ts';
import { DependencyPart } from './dependency-part.tsx';
import { NameServerComparison } from './name-server-comparison.tsx';
import { PanelHead, PanelPart, SelectLink } from './parts.tsx';
import { ZoneFindings } from './zone-findings.tsx';
import { zoneSerials } from './zone-serials.ts';
import { ZoneTools } from './zone-tools.tsx';

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
      <ZoneTools state={state} zone={zone} />
      <ZoneFindings state={state} zone={zone.name} />
      <PanelPart title="Name servers">
        <ServerList state={state} zone={zone} />
      </PanelPart>
      {zone.parent !== null && (
        <PanelPart title="Parent says, child says">
          <NameServerComparison state={state} zone={zone} />
          <KeptUntil state={state} table={nameServerTable(state, zone)} />
        </PanelPart>
      )}
      <Serials state={state} zone={zone} />
      <DependencyPart state={state} zone={zone.name} />
    </>
  );
}

/** How long resolvers that ask now go on with what they are told. */
function KeptUntil({ state, table }: { state: TraceState; table: NameServerTable | null }) {
  if (!table) return null;
  const kept = (['parent', 'child'] as const).flatMap((side) => {
    const ttls = table.rows.flatMap((row) => row[side]?.ttls ?? []);
    if (ttls.length === 0) return [];
    const ttl = Math.max(...ttls);
    const until = new Date(Date.parse(state.startedAt) + state.atMs + ttl * 1000);
    const whose = side === 'parent' ? 'what the parent says' : 'what the zone says itself';
    return [`${whose} until ${instantText(until.toISOString())}, TTL ${ttlText(ttl)}`];
  });
  if (kept.length === 0) return null;
  return <p className="hint">A resolver that asked at the time of this trace keeps {kept.join('; ')}.</p>;
}

function Serials({ state, zone }: { state: TraceState; zone: ZoneState }) {
  const groups = zoneSerials(state, zone);
  if (groups.length === 0) return null;
  return (
    <PanelPart title={groups.length === 1 ? 'Version' : `${groups.length} versions`}>
      <ul className="serials">
        {groups.map(({ serial, servers, isOdd }) => (
          <li key={serial} className={isOdd ? 'is-warning' : undefined}>
            {isOdd && <SeverityGlyph mark="warning" size={14} />}
            <b>serial {serial}</b>
            <span title={servers.join(', ')}>
              {groups.length === 1
                ? `all ${countText(servers.length, 'address', 'addresses')}`
                : servers.join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </PanelPart>
  );
}

/** The name servers of a zone with their addresses, each to be selected. */
export function ServerList({ state, zone }: { state: TraceState; zone: ZoneState }) {
  return (
    <ul className="servers">
      {zone.nameServers.map(({ name, addresses }) => (
        <li key={name}>
          <SelectLink to={{ kind: 'name-server', zone: zone.name, nameServer: name }}>{name}</SelectLink>
          <BailiwickWord nameServer={name} zone={zone} />
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

function BailiwickWord({ nameServer, zone }: { nameServer: DomainName; zone: ZoneState }) {
  const bailiwick = bailiwickOf(nameServer, zone);
  if (bailiwick === null) return null;
  return (
    <abbr className="bailiwick" title={BAILIWICK_WORDS[bailiwick]}>
      {bailiwick}
    </abbr>
  );
}
