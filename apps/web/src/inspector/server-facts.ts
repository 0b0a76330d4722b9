// What the replies of one address tell of the server behind it, beside what was asked.
import { type ExtendedError, type HopState, fastestMs } from '@delegraph/model';

export interface ServerFacts {
  /** Of the quickest answer; null when none came. */
  elapsedMs: number | null;
  /** Name server identifiers (RFC 5001); several where instances share the address. */
  nsids: string[];
  /** What it calls itself in class CH; null where it does not say. */
  hostName: string | null;
  /** What it can receive over UDP, in octets, as it says; several where it says different things. */
  payloadOctets: number[];
  /** Whether replies came without the OPT record that was in the query. */
  lacksEdns: boolean;
  /** Whether it gave a cookie (RFC 7873) when it was sent one; null when it was not. */
  givesCookie: boolean | null;
  errors: ExtendedError[];
}

export function serverFacts(hops: readonly HopState[]): ServerFacts {
  const replies = hops.flatMap(({ probe, result, tries }) =>
    result.status === 'answered'
      ? [{ probe, message: result.message, askedWithEdns: tries.at(-1)?.edns ?? true }]
      : [],
  );
  const edns = replies.flatMap(({ message }) => message.edns ?? []);
  const identity = replies.filter(({ probe }) => probe === 'identity');
  const named = replies.find(({ probe, message }) => probe === 'host-identity' && message.answer.length > 0);
  const errors = new Map(
    edns.flatMap(({ extendedErrors }) =>
      extendedErrors.map((error) => [`${error.code} ${error.text}`, error] as const),
    ),
  );
  return {
    elapsedMs: fastestMs(hops),
    nsids: [...new Set(edns.flatMap(({ nsid }) => nsid ?? []))],
    hostName: named?.message.answer[0]?.data ?? null,
    payloadOctets: [...new Set(edns.map(({ udpSize }) => udpSize))].toSorted((one, other) => one - other),
    lacksEdns: replies.some(
      ({ message, askedWithEdns, probe }) =>
        message.edns === null && askedWithEdns && !WITHOUT_EDNS.has(probe),
    ),
    givesCookie:
      identity.length === 0 ? null : identity.some(({ message }) => message.edns?.cookie !== undefined),
    errors: [...errors.values()],
  };
}

/** Those that ask without EDNS. */
const WITHOUT_EDNS: ReadonlySet<string> = new Set(['soa-without-edns', 'zone-transfer']);
