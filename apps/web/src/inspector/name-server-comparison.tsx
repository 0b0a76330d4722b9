// Parent says, child says, glue says: the name servers of a zone and their addresses, side by side, with who said it.
import {
  type AddressRow,
  type NameServerRow,
  type Saying,
  type SideMark,
  type TraceState,
  type ZoneState,
  nameServerTable,
} from '@delegraph/model';
import { Fragment } from 'react';
import { ttlText } from '../units.ts';
import { SelectLink } from './parts.tsx';

const MARK_SIGNS: Readonly<Record<SideMark, [sign: string, words: string]>> = {
  equal: ['=', 'the same on both sides'],
  differs: ['≠', 'not all servers say so'],
  'only-parent': ['←', 'only at the parent'],
  'only-child': ['→', 'only at the child'],
  unknown: ['', 'the child was not heard'],
};

/** The table of one zone; nothing for the root. */
export function NameServerComparison({ state, zone }: { state: TraceState; zone: ZoneState }) {
  const table = nameServerTable(state, zone);
  if (!table) return null;
  const marks = new Set(table.rows.flatMap((row) => [row.mark, ...row.addresses.map(addressMark)]));
  return (
    <>
      <table className="comparison sides">
        <thead>
          <tr>
            <th scope="col">Name server</th>
            <th scope="col">
              <span className="visually-hidden">Mark</span>
            </th>
            <th scope="col">Parent</th>
            <th scope="col">Child</th>
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <Fragment key={row.name}>
              <NameRow state={state} zone={zone} row={row} childSpoke={table.childSpoke} />
              {row.addresses.map((address) => (
                <GlueRow key={address.address} state={state} row={address} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
      <MarkLegend marks={marks} />
    </>
  );
}

/** What the signs mean, where there is anything but sameness. */
function MarkLegend({ marks }: { marks: ReadonlySet<SideMark> }) {
  const told = [...marks].filter(differs);
  if (told.length === 0) return null;
  return (
    <p className="hint mark-legend" aria-hidden="true">
      {told.map((mark) => MARK_SIGNS[mark].join(' ')).join(' · ')}
    </p>
  );
}

interface NameRowProps {
  state: TraceState;
  zone: ZoneState;
  row: NameServerRow;
  childSpoke: boolean;
}

function NameRow({ state, zone, row, childSpoke }: NameRowProps) {
  const { name, parent, child, mark } = row;
  const isKnown = zone.nameServers.some((server) => server.name === name);
  return (
    <tr className={differs(mark) ? 'differs' : undefined}>
      <th scope="row">
        {isKnown ? (
          <SelectLink to={{ kind: 'name-server', zone: zone.name, nameServer: name }}>{name}</SelectLink>
        ) : (
          name
        )}
      </th>
      <MarkCell mark={mark} />
      <SayingCell state={state} said={parent} none="—" />
      <SayingCell state={state} said={child} none={childSpoke ? '—' : 'not heard'} />
    </tr>
  );
}

function GlueRow({ state, row }: { state: TraceState; row: AddressRow }) {
  const { address, glue, authoritative, mark } = row;
  const isTold = differs(addressMark(row));
  return (
    <tr className={isTold ? 'side-address differs' : 'side-address'}>
      <th scope="row">{address}</th>
      <MarkCell mark={addressMark(row)} />
      <SayingCell state={state} said={glue} none="no glue" />
      <SayingCell state={state} said={authoritative} none={mark === 'unknown' ? 'not heard' : '—'} />
    </tr>
  );
}

/** The parent need not give what others can be asked for. */
function addressMark({ glue, mark }: AddressRow): SideMark {
  return glue === null && mark === 'only-child' ? 'unknown' : mark;
}

function MarkCell({ mark }: { mark: SideMark }) {
  const [sign, words] = MARK_SIGNS[mark];
  return (
    <td className="side-mark" title={words}>
      <span aria-hidden="true">{sign}</span>
      <span className="visually-hidden">{words}</span>
    </td>
  );
}

function SayingCell({ state, said, none }: { state: TraceState; said: Saying | null; none: string }) {
  if (!said) return <td>{none}</td>;
  const who = said.hops.map((id) => state.hops[id]!).map((hop) => `${hop.nameServer} (${hop.address})`);
  return (
    <td title={`TTL ${said.ttls.map(ttlText).join(', ')}, said by ${who.join(', ')}`}>
      {said.ttls.map(shortTtl).join(', ')}
      <span className="side-count">
        {said.count} of {said.of}
      </span>
    </td>
  );
}

/** Without the seconds where it is a round time. */
function shortTtl(seconds: number): string {
  return ttlText(seconds).replace(/ \(\d+\)$/, '');
}

function differs(mark: SideMark): boolean {
  return mark !== 'equal' && mark !== 'unknown';
}
