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
  /** How many of them are followed, one after the other; null for as many as the limits of the tracer allow. */
  maxAliases: number | null;
  /** The size of reply offered over UDP: 512 to 65535 octets (RFC 6891 6.2.3). */
  udpPayloadOctets: number;
  /** Whether the records of DNSSEC are asked for: the DO bit (RFC 3225). Without it no referral says that a zone is signed. */
  dnssecOk: boolean;
  /** Whether a truncated reply, or silence over UDP, is followed by TCP (RFC 7766 5). */
  tcpRetry: boolean;
  /** Whether the servers of the zones below the TLD are examined when the picture is whole: over TCP, with and without EDNS,
   *  with names that do not exist, for the records of DNSSEC, and who they are. */
  health: boolean;
  /** Whether each zone is told only as much of the name as it needs (RFC 9156). */
  qnameMinimisation: boolean;
  /** Delegations that the trace takes in place of the parent's referral: what would be, if the parent said so. */
  delegations: readonly SuppliedDelegation[];
  /** Servers to start from in place of the profile's root hints. */
  rootServers: readonly SuppliedNameServer[];
  /** Whether each server is asked to find a name for us that it does not serve (RFC 5358). */
  openRecursion: boolean;
  /** The text that proves that whoever asks owns the zone: where a server has it as the TXT record of `_delegraph` in the
   *  zone, it is also asked for a transfer of the whole zone (RFC 5936), of which the first message is read. Null: not asked. */
  zoneTransferProof: string | null;
}

export interface SuppliedNameServer {
  name: DomainName;
  /** RFC 5952 text. */
  addresses: readonly string[];
}

export interface SuppliedDelegation {
  zone: DomainName;
  /** A name server without any address is looked up. */
  nameServers: readonly SuppliedNameServer[];
  /** RDATA of the DS records the parent would publish, in presentation format; none for an unsigned zone. */
  ds: readonly string[];
}

export const defaultTraceOptions: TraceOptions = {
  breadth: 'all',
  families: 'both',
  followAliases: true,
  maxAliases: null,
  // What can be received without fragments. DNS flag day 2020, RFC 9715.
  udpPayloadOctets: 1232,
  dnssecOk: true,
  tcpRetry: true,
  health: true,
  qnameMinimisation: false,
  delegations: [],
  rootServers: [],
  openRecursion: false,
  zoneTransferProof: null,
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

/** Whether one more alias is to be followed where `followed` have been. */
export function followsAlias(options: Partial<TraceOptions>, followed: number): boolean {
  const { followAliases, maxAliases } = { ...defaultTraceOptions, ...options };
  return followAliases && followed < (maxAliases ?? Number.POSITIVE_INFINITY);
}
