// The inspector of a zone: its servers and how they stand, and what parent and child say of them.
import {
  type DomainName,
  type NameServerTable,
  type TraceState,
  type ZoneState,
  ROOT,
  hopsOfZone,
  nameServerTable,
} from '@delegraph/model';
import { standingOfAddress } from '../standing.ts';
import { countText, durationText, instantText, ttlText } from '../units.ts';
import { SeverityGlyph } from '../verdict/severity-glyph.tsx';
import { BAILIWICK_WORDS, bailiwickOf } from './bailiwick.ts';
import { DependencyPart } from './dependency-part.tsx';
import { explainZone } from './explain/zone.ts';
import { ExplanationView } from './explanation-view.tsx';
import { NameServerComparison } from './name-server-comparison.tsx';
import { packetsByServer } from './packet-list.tsx';
import type { Panel } from './panel.tsx';
import { PanelHead, PanelPart, SelectLink } from './parts.tsx';
import { recordSetList } from './record-set-list.tsx';
import { recordsOfZone } from './records-about.ts';
import { Term } from './term.tsx';
import { ZoneFindings } from './zone-findings.tsx';
import { zoneSerials } from './zone-serials.ts';
import { ZoneTools } from './zone-tools.tsx';

/** Everything known of one zone. */
export function zonePanel(state: TraceState, zone: ZoneState): Panel {
  return {
    head: <ZoneHead zone={zone} />,
    summary: <ZoneSummary state={state} zone={zone} />,
    records: recordSetList(recordsOfZone(state, zone)),
    packets: packetsByServer(state, hopsOfZone(state, zone.name)),
    explain: <ExplanationView of={() => explainZone(state, zone)} />,
  };
}

function ZoneHead({ zone }: { zone: ZoneState }) {
  const addresses = new Set(
    zone.nameServers.flatMap((server) => server.addresses.map(({ address }) => address)),
  );
  return (
    <PanelHead kind="Zone" name={zone.name === ROOT ? '. (root)' : zone.name}>
      {countText(zone.nameServers.length, 'name server')}, {countText(addresses.size, 'address', 'addresses')}
      {zone.parent !== null && (zone.signed ? ' · signed (DS at the parent)' : ' · no DS at the parent')}
      {zone.parent !== null && (
        <>
          {' · '}
          <SelectLink to={{ kind: 'delegation', parent: zone.parent, zone: zone.name }}>
            delegated by {zone.parent === ROOT ? 'the root' : zone.parent}
          </SelectLink>
        </>
      )}
    </PanelHead>
  );
}

function ZoneSummary({ state, zone }: { state: TraceState; zone: ZoneState }) {
  return (
    <>
      <ZoneTools state={state} zone={zone} />
      <ZoneFindings state={state} zone={zone.name} />
      <PanelPart title="Name servers">
        <ServerList state={state} zone={zone} />
      </PanelPart>
      {zone.parent !== null && (
        <PanelPart title="Parent says, child says">
          <NameServerComparison state={state} zone={zone} />
          <KeptUntil state={state} table={nameServerTable(state, zone)} />
          <CutFound state={state} zone={zone} />
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

/** The reply that told this trace of the zone. */
function CutFound({ state, zone }: { state: TraceState; zone: ZoneState }) {
  const hop = zone.learnedFrom === null ? undefined : state.hops[zone.learnedFrom];
  if (!hop) return null;
  return (
    <p className="hint">
      The cut was found by the{' '}
      <SelectLink to={{ kind: 'hop', hopId: hop.id }}>
        referral of {hop.nameServer} {hop.address}
      </SelectLink>
      .
    </p>
  );
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
            {groups.length === 1 ? (
              <Term meaning={servers.join(', ')}>
                all {countText(servers.length, 'address', 'addresses')}
              </Term>
            ) : (
              <span>{servers.join(', ')}</span>
            )}
          </li>
        ))}
      </ul>
    </PanelPart>
  );
}

/** The name servers of a zone with their addresses, each to be selected. */
function ServerList({ state, zone }: { state: TraceState; zone: ZoneState }) {
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
    <Term className="bailiwick" meaning={BAILIWICK_WORDS[bailiwick]}>
      {bailiwick}
    </Term>
  );
}
