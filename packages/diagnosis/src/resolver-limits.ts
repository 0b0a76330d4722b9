// What resolvers allow one lookup to take. Data, to be edited: a limit that changed gets its new figure and a new date.

/** What is counted. `nested-lookups`: names of servers without glue within each other. */
export type LimitedThing = 'alias-links' | 'name-servers' | 'nested-lookups' | 'queries';

export interface ResolverLimit {
  id: string;
  resolver: string;
  thing: LimitedThing;
  /** The most that works. */
  allowed: number;
  asOf: string;
  /** The setting or constant it is from. */
  source: string;
}

/** The limits by what they count, the tightest first. */
export const resolverLimits: readonly ResolverLimit[] = [
  {
    id: 'unbound-old-alias-links',
    resolver: 'Unbound, older versions',
    thing: 'alias-links',
    allowed: 8,
    asOf: '2026-11',
    source: 'MAX_RESTART_COUNT in iterator.h, before it was raised',
  },
  {
    id: 'unbound-alias-links',
    resolver: 'Unbound',
    thing: 'alias-links',
    allowed: 11,
    asOf: '2026-11',
    source: 'MAX_RESTART_COUNT in iterator.h',
  },
  {
    id: 'powerdns-alias-links',
    resolver: 'PowerDNS Recursor',
    thing: 'alias-links',
    allowed: 11,
    asOf: '2026-11',
    source: 'longest chain that is followed, PowerDNS issue 669',
  },
  {
    id: 'bind-alias-links',
    resolver: 'BIND',
    thing: 'alias-links',
    allowed: 16,
    asOf: '2026-11',
    source: 'restarts of one query',
  },
  {
    id: 'bind-name-servers',
    resolver: 'BIND',
    thing: 'name-servers',
    allowed: 13,
    asOf: '2026-11',
    source: 'max-delegation-servers',
  },
  {
    id: 'djbdns-nested-lookups',
    resolver: 'djbdns dnscache',
    thing: 'nested-lookups',
    allowed: 3,
    asOf: '2026-11',
    source: 'levels of names without glue',
  },
  {
    id: 'bind-nested-lookups',
    resolver: 'BIND',
    thing: 'nested-lookups',
    allowed: 7,
    asOf: '2026-11',
    source: 'max-recursion-depth',
  },
  {
    id: 'powerdns-queries',
    resolver: 'PowerDNS Recursor',
    thing: 'queries',
    allowed: 50,
    asOf: '2026-11',
    source: 'max-qperq',
  },
  {
    id: 'bind-queries',
    resolver: 'BIND',
    thing: 'queries',
    allowed: 50,
    asOf: '2026-11',
    source: 'max-recursion-queries; 75 in some older versions',
  },
];

/** How long resolvers wait for the first try, from the quickest to the slowest seen. A range, not a claim. */
export const FIRST_TRY_MS = { fromMs: 376, toMs: 2000 } as const;
