// What a person may want of a trace beyond its question.
import type { DomainName } from './names.ts';

export interface TraceOptions {
  /** `all`: every server of every zone. `path`: one server a zone, the next one only when it does not help; quick, and
   *  says nothing about the others. */
  breadth: 'all' | 'path';
  /** Addresses of another family are shown as not asked. */
  families: 'both' | 'ipv4' | 'ipv6';
  /** Whether a CNAME or DNAME is followed, or shown and left there. */
  followAliases: boolean;
  /** The size of reply offered over UDP: 512 to 65535 octets (RFC 6891 6.2.3). */
  udpPayloadOctets: number;
  /** Whether the servers of the zones below the TLD are examined: SOA and NS at the apex, and their own addresses. */
  health: boolean;
  /** Whether each zone is told only as much of the name as it needs (RFC 9156). */
  qnameMinimisation: boolean;
  /** Delegations that the trace takes in place of the parent's referral: what would be, if the parent said so. */
  delegations: readonly SuppliedDelegation[];
}

export interface SuppliedDelegation {
  zone: DomainName;
  /** Addresses in RFC 5952 text; a name server without any is looked up. */
  nameServers: readonly { name: DomainName; addresses: readonly string[] }[];
  /** Whether the parent would publish DS records. */
  signed: boolean;
}

export const defaultTraceOptions: TraceOptions = {
  breadth: 'all',
  families: 'both',
  followAliases: true,
  // What can be received without fragments. DNS flag day 2020, RFC 9715.
  udpPayloadOctets: 1232,
  health: true,
  qnameMinimisation: false,
  delegations: [],
};

/** The options that are not as usual. Empty for a usual trace. */
export function unusualOptions(options: TraceOptions): Partial<TraceOptions> {
  const usual = new Map<string, unknown>(Object.entries(defaultTraceOptions));
  return Object.fromEntries(
    Object.entries(options).filter(([name, value]) =>
      Array.isArray(value) ? value.length > 0 : value !== usual.get(name),
    ),
  );
}
