// How much one trace may do. Constants with their unit and reason; nothing else decides when to stop.

export interface Limits {
  /** Packets and TCP exchanges that find the answer and every server on its way, retries included. */
  queries: number;
  /** Those that learn what these servers say of their zones: SOA and NS at each apex, and the addresses of name servers
   *  compared with their glue. Spent from a budget of their own, and when that is used up the trace goes on. */
  checkQueries: number;
  /** Those that examine the servers when all that is done. */
  healthQueries: number;
  /** Of each of the first two tiers. */
  queriesPerAddress: number;
  healthQueriesPerAddress: number;
  /** For the same question to the same address over the same transport, whichever tier asks. */
  triesPerTransport: number;
  nameServersPerZone: number;
  addressesPerNameServer: number;
  addressesPerZone: number;
  failingNameServersPerZone: number;
  subTraces: number;
  subTraceDepth: number;
  aliasLinks: number;
  zoneCuts: number;
  wallTimeMs: number;
  /** Octets of replies, of each tier. */
  receivedBytes: number;
  /** Hops under way at once, of each tier. */
  inFlight: number;
  /** How long each try of a hop waits before the next: UDP with EDNS, without, from an open socket, and TCP. */
  tryTimeoutsMs: readonly [number, number, number, number];
  /** How long a first NXDOMAIN or NODATA waits for a server that knows better. */
  negativeGraceMs: number;
  /** How many servers a name server's address is asked of at once. */
  raceWidth: number;
}

export const defaultLimits: Limits = {
  // Twice what BIND and Unbound spend on one name, because every address is asked.
  queries: 400,
  checkQueries: 400,
  // Twenty-six addresses of a signed zone, nineteen questions to each, and some of them again.
  healthQueries: 600,
  // One provider often serves three zones of a CNAME chain.
  queriesPerAddress: 12,
  // Nineteen questions to a server of a signed zone, a third of whose packets are lost.
  healthQueriesPerAddress: 36,
  // RFC 9520 2.2.
  triesPerTransport: 3,
  // Unbound reads 20, BIND 13.
  nameServersPerZone: 20,
  addressesPerNameServer: 6,
  // The root needs 26.
  addressesPerZone: 32,
  failingNameServersPerZone: 5,
  subTraces: 32,
  // BIND's max-recursion-depth is 7.
  subTraceDepth: 6,
  // Resolvers stop at 8 to 16; what lies past that is for us to show.
  aliasLinks: 20,
  // An ip6.arpa name fits.
  zoneCuts: 24,
  wallTimeMs: 30_000,
  // A mebibyte and a half for the three tiers together.
  receivedBytes: 1 << 19,
  inFlight: 64,
  // Sent at 0, 0.8, 2.4 and 3.1 s; silent is silent after 5.5 s.
  tryTimeoutsMs: [800, 1600, 700, 2400],
  negativeGraceMs: 300,
  raceWidth: 3,
};
