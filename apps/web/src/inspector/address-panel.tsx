// The inspector of one address as a server of a zone: whether it serves it, what shows it, and all it was asked.
import { type TraceState, type ZoneState, addressesOfZone, hopsOfZone } from '@delegraph/model';
import { extendedErrorText } from '@delegraph/diagnosis';
import { Link } from '@tanstack/react-router';
import { recordSets } from '../records/record-sets.ts';
import { savedTrace } from '../saved-trace.ts';
import { standingOfAddress } from '../standing.ts';
import { searchOf } from '../trace-request.ts';
import { durationText } from '../units.ts';
import { SeverityGlyph } from '../verdict/severity-glyph.tsx';
import { explainAddress } from './explain/server.ts';
import { ExplanationView } from './explanation-view.tsx';
import { packetList } from './packet-list.tsx';
import type { Panel } from './panel.tsx';
import { FactList, PanelHead, PanelPart, SelectLink } from './parts.tsx';
import { recordSetList } from './record-set-list.tsx';
import { serverFacts } from './server-facts.ts';
import { RoleLine, Sources } from './server-parts.tsx';
import { serverRole } from './server-role.ts';
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
          ['Reverse name', <ReverseName key="reverse" state={state} address={address} />],
          ['Also serves', alsoServes({ state, zone, address })],
        ]}
      />
    </PanelPart>
  );
}

/** What it is called takes questions to other servers, so it is asked for by whoever wants to know. */
function ReverseName({ state, address }: { state: TraceState; address: string }) {
  if (savedTrace) return 'not traced';
  return (
    <Link to="/" search={searchOf({ name: address, type: 'PTR', profile: state.profile })}>
      Trace it
    </Link>
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
