// The inspectors of a name server and of one address: every query to it, and what came of it.
import {
  type AddressSource,
  type DomainName,
  type TraceState,
  type ZoneState,
  addressesOfZone,
  hopsOfZone,
} from '@delegraph/model';
import { standingOfAddress, standingOfServer } from '../standing.ts';
import { SeverityGlyph } from '../verdict/severity-glyph.tsx';
import { Exchange } from './exchange.tsx';
import { PanelHead, PanelPart, SelectLink } from './parts.tsx';
import { ZoneFindings } from './zone-findings.tsx';

const SOURCES: Record<AddressSource, string> = {
  hint: 'from the root hints',
  glue: 'glue from the parent',
  lookup: 'looked up',
  supplied: 'supplied with the question',
};

/** One address as a server of one zone. */
export function AddressPanel({
  state,
  zone,
  address,
}: {
  state: TraceState;
  zone: ZoneState;
  address: string;
}) {
  const standing = standingOfAddress(state, zone.name, address);
  const known = addressesOfZone(state, zone).find((candidate) => candidate.address === address);
  const hops = known?.hops ?? [];
  const given = zone.nameServers
    .flatMap((server) => server.addresses)
    .filter((candidate) => candidate.address === address);
  const sources = new Set(given.map(({ source }) => SOURCES[source]));
  const origin = given.find(({ originAs }) => originAs)?.originAs;
  return (
    <>
      <PanelHead kind="Address" name={address}>
        <span className={`standing is-${standing.mark}`}>
          <SeverityGlyph mark={standing.mark} size={14} /> {standing.words}
        </span>
        {' · '}
        {known?.nameServers.join(', ') ?? 'no name server'} for{' '}
        <SelectLink to={{ kind: 'zone', zone: zone.name }}>{zone.name}</SelectLink>
        {sources.size > 0 && ` · ${[...sources].join(', ')}`}
        {origin && ` · announced by AS${origin.number}${origin.holder ? ` (${origin.holder})` : ''}`}
        <AlsoServes state={state} zone={zone} address={address} />
      </PanelHead>
      <ZoneFindings state={state} zone={zone.name} address={address} />
      <PanelPart title={hops.length === 1 ? 'The query to it' : `The ${hops.length} queries to it`}>
        {hops.map((hop, index) => (
          <Exchange key={hop.id} hop={hop} isOpen={index === 0} />
        ))}
        {hops.length === 0 && <p className="hint">It was not asked anything.</p>}
      </PanelPart>
    </>
  );
}

/** The other zones of the trace that are delegated to the same address. */
function AlsoServes({ state, zone, address }: { state: TraceState; zone: ZoneState; address: string }) {
  const others = state.zones.filter(
    ({ name, nameServers }) =>
      name !== zone.name &&
      nameServers.some((server) => server.addresses.some((it) => it.address === address)),
  );
  return others.map(({ name }, index) => (
    <span key={name}>
      {index === 0 ? ' · also for ' : ', '}
      <SelectLink to={{ kind: 'address', zone: name, address }}>{name}</SelectLink>
    </span>
  ));
}

/** A name server with all its addresses. */
export function NameServerPanel({
  state,
  zone,
  nameServer,
}: {
  state: TraceState;
  zone: ZoneState;
  nameServer: DomainName;
}) {
  const standing = standingOfServer(state, zone, nameServer);
  const addresses = zone.nameServers.find(({ name }) => name === nameServer)?.addresses ?? [];
  const lookups = state.lookups.filter(
    ({ purpose, question }) => purpose === 'nameserver-address' && question.name === nameServer,
  );
  return (
    <>
      <PanelHead kind="Name server" name={nameServer}>
        <span className={`standing is-${standing.mark}`}>
          <SeverityGlyph mark={standing.mark} size={14} /> {standing.words}
        </span>
        {' · for '}
        <SelectLink to={{ kind: 'zone', zone: zone.name }}>{zone.name}</SelectLink>
        {lookups.map(({ id, question }) => (
          <span key={id}>
            {' · '}
            <SelectLink to={{ kind: 'lookup', lookupId: id }}>{question.type} looked up</SelectLink>
          </span>
        ))}
      </PanelHead>
      {addresses.map(({ address, source }) => (
        <PanelPart key={address} title={`${address} · ${SOURCES[source]}`}>
          {hopsOfZone(state, zone.name)
            .filter((hop) => hop.address === address)
            .map((hop) => (
              <Exchange key={hop.id} hop={hop} isOpen={false} />
            ))}
        </PanelPart>
      ))}
      {addresses.length === 0 && (
        <p className="hint">No address of it was found, so it could not be asked.</p>
      )}
    </>
  );
}
