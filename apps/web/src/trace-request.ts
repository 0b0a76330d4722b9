// What a person asks to have traced, and how it stands in the address of the page.
import { type SuppliedDelegation, type TraceOptions, parseDomainName } from '@delegraph/model';

/** What is wanted beyond the question; what is left out is as usual. */
export interface TraceWishes {
  breadth?: 'path';
  families?: 'ipv4' | 'ipv6';
  followAliases?: false;
  maxAliases?: number;
  qnameMinimisation?: true;
  health?: false;
  udpPayloadOctets?: number;
  dnssecOk?: false;
  tcpRetry?: false;
  openRecursion?: true;
  zoneTransfer?: true;
  /** A delegation to take in place of the parent's referral, as it was typed. */
  delegation?: TypedDelegation;
}

export interface TypedDelegation {
  zone: string;
  /** One name server a line, its addresses behind it. */
  nameServers: string;
  /** RDATA of DS records, one a line. */
  ds: string;
}

/** The type of a request for two traces: both kinds of addresses. */
export const BOTH_ADDRESS_TYPES = 'A,AAAA';

/** `name` is as typed: the server reads URLs, addresses and the like. */
export interface TraceRequest {
  name: string;
  /** A type, or `BOTH_ADDRESS_TYPES`. */
  type: string;
  profile: string;
  wishes?: TraceWishes;
}

export const NO_REQUEST: TraceRequest = { name: '', type: 'A', profile: 'internet' };

/** The parameters of an address, each as text. Unknown ones are left to others. */
export type RequestSearch = Partial<Record<(typeof PARAMETERS)[number], string>>;

const PARAMETERS = [
  'name',
  'type',
  'profile',
  'breadth',
  'families',
  'aliases',
  'qmin',
  'health',
  'edns',
  'do',
  'tcp',
  'recursion',
  'transfer',
  'zone',
  'ns',
  'ds',
  'autostart',
] as const;

/** The known parameters of a query. */
export function pickRequest(query: Record<string, unknown>): RequestSearch {
  const picked: RequestSearch = {};
  for (const key of PARAMETERS) {
    const value = query[key];
    if (typeof value === 'string' && value !== '') picked[key] = value;
  }
  return picked;
}

/** The request that an address stands for. What it does not say is as usual, and so is what makes no sense. */
export function requestOf(search: RequestSearch): TraceRequest {
  const {
    name = '',
    type = 'A',
    profile = 'internet',
    breadth,
    families,
    aliases,
    qmin,
    health,
    edns,
    recursion,
    transfer,
  } = search;
  const octets = Number(edns);
  const most = Number(aliases);
  const wishes: TraceWishes = {
    ...(breadth === 'path' && { breadth }),
    ...((families === 'ipv4' || families === 'ipv6') && { families }),
    ...(aliases === '0' && { followAliases: false }),
    ...(most >= 1 && most <= 20 && { maxAliases: Math.round(most) }),
    ...(qmin === '1' && { qnameMinimisation: true }),
    ...(health === '0' && { health: false }),
    ...(recursion === '1' && { openRecursion: true }),
    ...(transfer === '1' && { zoneTransfer: true }),
    ...(octets >= 512 && octets <= 65_535 && { udpPayloadOctets: Math.round(octets) }),
    ...(search.do === '0' && { dnssecOk: false }),
    ...(search.tcp === '0' && { tcpRetry: false }),
    ...(search.zone !== undefined && {
      delegation: {
        zone: search.zone,
        nameServers: (search.ns ?? '').split(';').join('\n'),
        ds: (search.ds ?? '').split(';').join('\n'),
      },
    }),
  };
  return { name, type: typeOf(type), profile, ...(countOfWishes(wishes) > 0 && { wishes }) };
}

// A plus sign in an address is a blank.
function typeOf(text: string): string {
  const types = text.toUpperCase().split(/[\s,+]+/);
  const isBoth = types.length === 2 && types.includes('A') && types.includes('AAAA');
  return isBoth ? BOTH_ADDRESS_TYPES : text.toUpperCase();
}

/** The address that stands for a request. */
export function searchOf({ name, type, profile, wishes = {} }: TraceRequest): RequestSearch {
  const { breadth, families, followAliases, qnameMinimisation, health, udpPayloadOctets, delegation } =
    wishes;
  const { openRecursion, zoneTransfer, maxAliases, dnssecOk, tcpRetry } = wishes;
  return {
    name,
    type,
    profile,
    ...(breadth && { breadth }),
    ...(families && { families }),
    ...(maxAliases !== undefined && { aliases: String(maxAliases) }),
    ...(followAliases === false && { aliases: '0' }),
    ...(qnameMinimisation && { qmin: '1' }),
    ...(health === false && { health: '0' }),
    ...(udpPayloadOctets !== undefined && { edns: String(udpPayloadOctets) }),
    ...(dnssecOk === false && { do: '0' }),
    ...(tcpRetry === false && { tcp: '0' }),
    ...(openRecursion && { recursion: '1' }),
    ...(zoneTransfer && { transfer: '1' }),
    ...(delegation && {
      zone: delegation.zone,
      ns: linesOf(delegation.nameServers).join(';'),
      ...(delegation.ds !== '' && { ds: linesOf(delegation.ds).join(';') }),
    }),
  };
}

/** The wishes a trace was made with, to make it again. */
export function wishesOf(options: Partial<TraceOptions>): TraceWishes {
  const { breadth, families, followAliases, qnameMinimisation, health, udpPayloadOctets, delegations } =
    options;
  const [supplied] = delegations ?? [];
  return {
    ...(breadth === 'path' && { breadth }),
    ...((families === 'ipv4' || families === 'ipv6') && { families }),
    ...(followAliases === false && { followAliases }),
    ...(qnameMinimisation && { qnameMinimisation }),
    ...(health === false && { health }),
    ...(typeof options.maxAliases === 'number' && { maxAliases: options.maxAliases }),
    ...(udpPayloadOctets !== undefined && { udpPayloadOctets }),
    ...(options.dnssecOk === false && { dnssecOk: false as const }),
    ...(options.tcpRetry === false && { tcpRetry: false as const }),
    ...(options.openRecursion && { openRecursion: true as const }),
    ...(options.zoneTransferProof && { zoneTransfer: true as const }),
    ...(supplied && {
      delegation: {
        zone: supplied.zone,
        nameServers: supplied.nameServers
          .map(({ name, addresses }) => [name, ...addresses].join(' '))
          .join('\n'),
        ds: supplied.ds.join('\n'),
      },
    }),
  };
}

/** The options as the API takes them. Throws `DomainNameError` for a name that is none. */
export function optionsOf({
  delegation,
  ...options
}: TraceWishes): Partial<TraceOptions> & { zoneTransfer?: true } {
  return { ...options, ...(delegation && { delegations: [suppliedDelegation(delegation)] }) };
}

/** How many wishes there are. */
export function countOfWishes(wishes: TraceWishes | undefined): number {
  return Object.values(wishes ?? {}).filter((wish) => wish !== undefined).length;
}

/** The delegation as the API takes it. Throws `DomainNameError` for a name that is none. */
export function suppliedDelegation({ zone, nameServers, ds }: TypedDelegation): SuppliedDelegation {
  return {
    zone: parseDomainName(zone.trim()),
    nameServers: linesOf(nameServers).map((line) => {
      const [name = '', ...addresses] = line.split(/[\s,=]+/);
      return { name: parseDomainName(name), addresses };
    }),
    ds: linesOf(ds),
  };
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
