// What parent, zone and glue say of who serves each zone.
import {
  type DomainName,
  type NameServerRow,
  type NameServerTable,
  type Saying,
  type TraceState,
  type ZoneState,
  nameServerTable,
  referralsTo,
  zoneNamed,
} from '@delegraph/model';
import { type Account, type Fact, sorted } from './fact.ts';
import { zoneText } from './phrases.ts';
import { ttlValue } from './trace-facts.ts';

export function delegationAccount(state: TraceState): Account {
  const tables = new Map(state.zones.map((zone) => [zone.name, nameServerTable(state, zone)]));
  return {
    facts: state.zones.flatMap((zone) => {
      const table = tables.get(zone.name) ?? null;
      const wayFact: Fact = {
        aspect: 'delegation',
        id: 'parent',
        zone: zone.name,
        what: 'delegated by',
        value: zone.parent === null ? 'the root hints' : zoneText(zone.parent),
      };
      if (!table) return [wayFact, ...hintFacts(zone)];
      return [
        wayFact,
        ...tableFacts(table),
        ...ttlFacts(state, table),
        ...dsFacts(state, zone, table.parent),
      ];
    }),
    rulesOut(fact) {
      const zone = fact.zone === null ? undefined : zoneNamed(state, fact.zone);
      if (!zone) return true;
      return hasHeard(state, tables.get(zone.name) ?? null, fact);
    },
  };
}

function hintFacts({ name: zone, nameServers }: ZoneState): Fact[] {
  return nameServers.flatMap(({ name, addresses }): Fact[] => [
    {
      aspect: 'parent-ns',
      id: name,
      zone,
      nameServer: name,
      what: `${name} in the root hints`,
      value: 'named',
    },
    ...addresses.map(({ address }): Fact => ({
      aspect: 'glue',
      id: `${name} ${address}`,
      zone,
      nameServer: name,
      address,
      what: `address of ${name} in the root hints`,
      value: address,
    })),
  ]);
}

function tableFacts({ zone, rows }: NameServerTable): Fact[] {
  return rows.flatMap(({ name, parent, child, addresses }): Fact[] => {
    const about = { zone, nameServer: name };
    return [
      ...(parent
        ? [
            {
              ...about,
              aspect: 'parent-ns' as const,
              id: name,
              what: `${name} at the parent`,
              ...naming(parent),
            },
          ]
        : []),
      ...(child
        ? [{ ...about, aspect: 'child-ns' as const, id: name, what: `${name} in the zone`, ...naming(child) }]
        : []),
      ...addresses.flatMap(({ address, glue, authoritative }): Fact[] => {
        const at = { ...about, address, id: `${name} ${address}`, value: address };
        return [
          ...(glue ? [{ ...at, aspect: 'glue' as const, what: `glue of ${name}` }] : []),
          ...(authoritative ? [{ ...at, aspect: 'address' as const, what: `address of ${name}` }] : []),
        ];
      }),
    ];
  });
}

/** How many were asked differs from trace to trace; whether all said so is the fact. */
function naming({ count, of }: Saying): Pick<Fact, 'value' | 'comparable'> {
  return count === of
    ? { value: 'named', comparable: 'by all' }
    : { value: `named by ${count} of ${of}`, comparable: 'by some' };
}

function ttlFacts(state: TraceState, { zone, parent, rows }: NameServerTable): Fact[] {
  const atParent = rows.flatMap(({ parent: said }) => said?.ttls ?? []);
  const inZone = rows.flatMap(({ child }) => child?.ttls ?? []);
  // A server of the parent gives the TTL of its own zone file; a resolver in its place (RA) counts down.
  const isOwn = referralsTo(state, parent, zone).every(
    ({ result }) => result.status === 'answered' && !result.message.flags.includes('ra'),
  );
  const fact = (id: string, what: string, ttls: number[], own: boolean): Fact[] =>
    ttls.length === 0
      ? []
      : [
          {
            aspect: 'ttl',
            id,
            zone,
            what,
            ...ttlValue(
              ttls.map((ttl) => ({ ttl })),
              own,
            ),
          },
        ];
  return [
    ...fact('parent', 'TTL of the NS set at the parent', atParent, isOwn),
    ...fact('child', 'TTL of the NS set in the zone', inZone, true),
  ];
}

/** The DS records the parent gives with its referrals, or when it is asked for them. */
function dsFacts(state: TraceState, { name: zone, signed }: ZoneState, parent: DomainName): Fact[] {
  const records = state.hops.flatMap(({ zone: asked, result }) =>
    asked === parent && result.status === 'answered'
      ? [...result.message.answer, ...result.message.authority].filter(
          ({ type, name }) => type === 'DS' && name === zone,
        )
      : [],
  );
  const values = sorted(records.map(({ data }) => data.toUpperCase()));
  const value = values.length > 0 ? values.join(', ') : signed ? 'signed' : 'none';
  return [{ aspect: 'ds', id: 'ds', zone, what: 'DS at the parent', value }];
}

function hasHeard(state: TraceState, table: NameServerTable | null, fact: Fact): boolean {
  if (!table) return true;
  const { rows, childSpoke } = table;
  const parentSpoke = rows.some(({ parent }) => parent !== null);
  switch (fact.aspect) {
    case 'child-ns':
      return childSpoke;
    case 'address': {
      const row = rows.find(({ name }) => name === fact.nameServer);
      return !row || wasAddressHeard(state, row, isIpv6(fact.address!));
    }
    case 'ttl':
      return false;
    default:
      return parentSpoke;
  }
}

function wasAddressHeard(state: TraceState, { name, addresses }: NameServerRow, ipv6: boolean): boolean {
  if (addresses.some(({ address, mark }) => isIpv6(address) === ipv6 && mark !== 'unknown')) return true;
  const type = ipv6 ? 'AAAA' : 'A';
  return state.lookups.some(
    ({ question, outcome }) =>
      question.name === name &&
      question.type === type &&
      (outcome?.kind === 'nodata' || outcome?.kind === 'nxdomain'),
  );
}

function isIpv6(address: string): boolean {
  return address.includes(':');
}
