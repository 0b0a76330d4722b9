// The inspectors of a name server and of one address: whether it serves the zone, what shows it, and all it was asked.
import {
  type AddressSource,
  type DomainName,
  type LookupState,
  type TraceState,
  type ZoneState,
  addressesOfZone,
  hopsOfZone,
} from '@delegraph/model';
import { extendedErrorText } from '@delegraph/diagnosis';
import type { ReactNode } from 'react';
import { recordSets } from '../records/record-sets.ts';
import { standingOfAddress, standingOfServer } from '../standing.ts';
import { durationText } from '../units.ts';
import { SeverityGlyph } from '../verdict/severity-glyph.tsx';
import { DigCommand } from './dig-command.tsx';
import { Exchange } from './exchange.tsx';
import { explainAddress, explainNameServer } from './explain/server.ts';
import { ExplanationView } from './explanation-view.tsx';
import { packetList, packetsByServer } from './packet-list.tsx';
import type { Panel } from './panel.tsx';
import { FactList, PanelHead, PanelPart, SelectLink } from './parts.tsx';
import { recordSetList } from './record-set-list.tsx';
import { recordsOfName } from './records-about.ts';
import { serverFacts } from './server-facts.ts';
import { type ServerRole, serverRole } from './server-role.ts';
import { ZoneFindings } from './zone-findings.tsx';

/** One address as a server of one zone. */
export function addressPanel(state: TraceState, zone: ZoneState, address: string): Panel {
  const hops = hopsOfZone(state, zone.name).filter((hop) => hop.address === address);
  return {
    head: <AddressHead state={state} zone={zone} address={address} />,
    summary: <AddressSummary state={state} zone={zone} address={address} />,
    records: recordSetList(recordSets({ hops })),
    packets: packetList(hops),
    explain: <ExplanationView of={() => explainAddress(state, zone, address)} />,
  };
}

/** A name server with all its addresses. */
export function nameServerPanel(state: TraceState, zone: ZoneState, nameServer: DomainName): Panel {
  const addresses = zone.nameServers.find(({ name }) => name === nameServer)?.addresses ?? [];
  const hops = hopsOfZone(state, zone.name).filter((hop) =>
    addresses.some(({ address }) => address === hop.address),
  );
  return {
    head: <NameServerHead state={state} zone={zone} nameServer={nameServer} />,
    summary: <NameServerSummary state={state} zone={zone} nameServer={nameServer} />,
    records: recordSetList(recordsOfName(state, nameServer)),
    packets: packetsByServer(state, hops),
    explain: <ExplanationView of={() => explainNameServer(state, zone, nameServer)} />,
  };
}

interface AddressProps {
  state: TraceState;
  zone: ZoneState;
  address: string;
}

function AddressHead({ state, zone, address }: AddressProps) {
  const standing = standingOfAddress(state, zone.name, address);
  const known = addressesOfZone(state, zone).find((candidate) => candidate.address === address);
  return (
    <PanelHead kind="Address" name={address}>
      <span className={`standing is-${standing.mark}`}>
        <SeverityGlyph mark={standing.mark} size={14} /> {standing.words}
      </span>
      {' · '}
      {known?.nameServers.map((name, index) => (
        <span key={name}>
          {index > 0 && ', '}
          <SelectLink to={{ kind: 'name-server', zone: zone.name, nameServer: name }}>{name}</SelectLink>
        </span>
      )) ?? 'no name server'}{' '}
      for <SelectLink to={{ kind: 'zone', zone: zone.name }}>{zone.name}</SelectLink>
    </PanelHead>
  );
}

function AddressSummary({ state, zone, address }: AddressProps) {
  const role = serverRole(state, zone.name, address);
  return (
    <>
      <RoleLine zone={zone.name} role={role} />
      <ZoneFindings state={state} zone={zone.name} address={address} />
      <AddressFacts state={state} zone={zone} address={address} />
    </>
  );
}

/** Whether it speaks for the zone, the command to see for oneself, and the reply that showed it. */
function RoleLine(props: { zone: DomainName; role: ServerRole; children?: ReactNode }) {
  const { mark, verdict, proof } = props.role;
  return (
    <div className="role">
      <p className={`is-${mark}`}>
        Authoritative for {props.zone}: <b>{verdict}</b>
        {props.children}
      </p>
      {proof && (
        <>
          <DigCommand hop={proof} />
          <Exchange hop={proof} isOpen={mark === 'error'} hasCommand={false} />
        </>
      )}
    </div>
  );
}

function AddressFacts({ state, zone, address }: AddressProps) {
  const hops = hopsOfZone(state, zone.name).filter((hop) => hop.address === address);
  const given = zone.nameServers
    .flatMap((server) => server.addresses.map((it) => ({ ...it, server: server.name })))
    .filter((candidate) => candidate.address === address);
  const { originAs } = given.find((each) => each.originAs) ?? {};
  const { elapsedMs, nsids, hostName, payloadOctets, lacksEdns, givesCookie, errors } = serverFacts(hops);
  return (
    <PanelPart title="About the server">
      <FactList
        facts={[
          ['Came from', <Sources key="sources" state={state} zone={zone} given={given} />],
          ['Family', address.includes(':') ? 'IPv6' : 'IPv4'],
          ['Quickest', elapsedMs === null ? null : durationText(elapsedMs)],
          ['Calls itself', [hostName, ...nsids.map((nsid) => `NSID ${nsid}`)].filter(Boolean).join(', ')],
          [
            'EDNS',
            [
              payloadOctets.length > 0 && `receives up to ${payloadOctets.join(' or ')} octets over UDP`,
              lacksEdns && 'left out of some replies',
            ]
              .filter(Boolean)
              .join('; '),
          ],
          ['Cookies', givesCookie === null ? null : givesCookie ? 'given' : 'not given'],
          ['It adds', errors.map(extendedErrorText).join('; ')],
          [
            'Announced by',
            originAs && `AS${originAs.number}${originAs.holder ? ` (${originAs.holder})` : ''}`,
          ],
          ['Also serves', alsoServes({ state, zone, address })],
        ]}
      />
    </PanelPart>
  );
}

const SOURCES: Readonly<Record<Exclude<AddressSource, 'glue' | 'lookup'>, string>> = {
  hint: 'the root hints',
  supplied: 'whoever asked for this trace',
};

/** Where a resolver has the address from, as a link to what said so. */
function Sources({
  state,
  zone,
  given,
}: {
  state: TraceState;
  zone: ZoneState;
  given: readonly { source: AddressSource; server: DomainName; address: string }[];
}) {
  const sources = [...Map.groupBy(given, ({ source }) => source)];
  return sources.map(([source, [first]], index) => {
    const lookup = addressLookups(state, first!.server, first!.address)[0];
    return (
      <span key={source}>
        {index > 0 && ', '}
        {source === 'glue' && zone.parent !== null ? (
          <SelectLink to={{ kind: 'delegation', parent: zone.parent, zone: zone.name }}>
            glue from {zone.parent === '.' ? 'the root' : zone.parent}
          </SelectLink>
        ) : source === 'lookup' && lookup ? (
          <SelectLink to={{ kind: 'lookup', lookupId: lookup.id }}>a lookup in another branch</SelectLink>
        ) : source === 'lookup' || source === 'glue' ? (
          source
        ) : (
          SOURCES[source]
        )}
      </span>
    );
  });
}

/** The lookups of a name server's addresses; of one address, those of its family. */
function addressLookups(state: TraceState, nameServer: DomainName, address?: string): LookupState[] {
  const family = address === undefined ? null : address.includes(':') ? 'AAAA' : 'A';
  return state.lookups.filter(
    ({ purpose, question }) =>
      purpose === 'nameserver-address' &&
      question.name === nameServer &&
      (family === null || question.type === family),
  );
}

/** The other zones of the trace that are delegated to the same address; null where there are none. */
function alsoServes({ state, zone, address }: AddressProps) {
  const others = state.zones.filter(
    ({ name, nameServers }) =>
      name !== zone.name &&
      nameServers.some((server) => server.addresses.some((it) => it.address === address)),
  );
  if (others.length === 0) return null;
  return others.map(({ name }, index) => (
    <span key={name}>
      {index > 0 && ', '}
      <SelectLink to={{ kind: 'address', zone: name, address }}>{name}</SelectLink>
    </span>
  ));
}

interface NameServerProps {
  state: TraceState;
  zone: ZoneState;
  nameServer: DomainName;
}

function NameServerHead({ state, zone, nameServer }: NameServerProps) {
  const standing = standingOfServer(state, zone, nameServer);
  return (
    <PanelHead kind="Name server" name={nameServer}>
      <span className={`standing is-${standing.mark}`}>
        <SeverityGlyph mark={standing.mark} size={14} /> {standing.words}
      </span>
      {' · for '}
      <SelectLink to={{ kind: 'zone', zone: zone.name }}>{zone.name}</SelectLink>
    </PanelHead>
  );
}

function NameServerSummary({ state, zone, nameServer }: NameServerProps) {
  const addresses = zone.nameServers.find(({ name }) => name === nameServer)?.addresses ?? [];
  const lookups = addressLookups(state, nameServer);
  return (
    <>
      {addresses.map(({ address, ...given }) => {
        return (
          <PanelPart
            key={address}
            title={<SelectLink to={{ kind: 'address', zone: zone.name, address }}>{address}</SelectLink>}
          >
            <RoleLine zone={zone.name} role={serverRole(state, zone.name, address)}>
              {' · from '}
              <Sources state={state} zone={zone} given={[{ ...given, address, server: nameServer }]} />
            </RoleLine>
          </PanelPart>
        );
      })}
      <ZoneFindings state={state} zone={zone.name} nameServer={nameServer} />
      {addresses.length === 0 && (
        <p className="hint">No address of it was found, so it could not be asked.</p>
      )}
      {lookups.length > 0 && (
        <p className="hint">
          Looked up:{' '}
          {lookups.map(({ id, question }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <SelectLink to={{ kind: 'lookup', lookupId: id }}>{question.type}</SelectLink>
            </span>
          ))}
        </p>
      )}
    </>
  );
}
