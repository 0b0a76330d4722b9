// The inspector of a name server with all its addresses: whether they serve the zone, and all they were asked.
import { type DomainName, type TraceState, type ZoneState, hopsOfZone } from '@delegraph/model';
import { standingOfServer } from '../standing.ts';
import { SeverityGlyph } from '../verdict/severity-glyph.tsx';
import { explainNameServer } from './explain/server.ts';
import { ExplanationView } from './explanation-view.tsx';
import { packetsByServer } from './packet-list.tsx';
import type { Panel } from './panel.tsx';
import { PanelHead, PanelPart, SelectLink } from './parts.tsx';
import { recordSetList } from './record-set-list.tsx';
import { recordsOfName } from './records-about.ts';
import { RoleLine, Sources, addressLookups } from './server-parts.tsx';
import { serverRole } from './server-role.ts';
import { ZoneFindings } from './zone-findings.tsx';

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
