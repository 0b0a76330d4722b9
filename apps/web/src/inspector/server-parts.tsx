// What the inspectors of an address and of a name server share: whether it serves the zone, and where its address is from.
import type { AddressSource, DomainName, LookupState, TraceState, ZoneState } from '@delegraph/model';
import type { ReactNode } from 'react';
import { DigCommand } from './dig-command.tsx';
import { Exchange } from './exchange.tsx';
import { SelectLink } from './parts.tsx';
import type { ServerRole } from './server-role.ts';

/** Whether it speaks for the zone, the command to see for oneself, and the reply that showed it. */
export function RoleLine(props: { zone: DomainName; role: ServerRole; children?: ReactNode }) {
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

const SOURCES: Readonly<Record<Exclude<AddressSource, 'glue' | 'lookup'>, string>> = {
  hint: 'the root hints',
  supplied: 'whoever asked for this trace',
};

/** Where a resolver has the address from, as a link to what said so. */
export function Sources({
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
export function addressLookups(state: TraceState, nameServer: DomainName, address?: string): LookupState[] {
  const family = address === undefined ? null : address.includes(':') ? 'AAAA' : 'A';
  return state.lookups.filter(
    ({ purpose, question }) =>
      purpose === 'nameserver-address' &&
      question.name === nameServer &&
      (family === null || question.type === family),
  );
}
