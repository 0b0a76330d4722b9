// What is about the trace, and not about anybody's zone.
import type { FaultTexts } from './fault-text.ts';

export const engineTexts: FaultTexts = {
  'vantage-intercepted': {
    meaning:
      'Something between here and the root servers answers for them: a router, a firewall or a provider takes every DNS query to a resolver of its own. What the trace shows is what that resolver says, and cannot be trusted.',
    test: 'At least one address of a root server answers or denies a question without the AA flag, as a resolver does. Root servers only refer, or answer with authority.',
    todo: { tracer: 'Trace from another network. What this one shows says nothing about the zone.' },
  },
  'budget-exhausted': {
    meaning:
      'The trace reached a limit and left some questions unasked; they are marked so. Limits keep a trace from becoming a burden on others, whatever a zone leads it to.',
    test: 'A limit of the trace was reached: queries in all or to one address, depth, zones, aliases, octets or time.',
    todo: {
      tracer: 'Nothing is wrong with the zone for this alone. Trace the part that is missing by itself.',
    },
  },
  'not-explored': {
    meaning:
      'A zone has more name servers or addresses than a trace looks at, or more that have to be looked up. What lies beyond the limit was not asked. The limit keeps a zone from making us send queries without end (NXNSAttack).',
    test: 'A limit was reached on the name servers or addresses of one zone, on the addresses of one name server, on the name servers looked up, or on those of one zone that cannot be found.',
    todo: { tracer: 'Nothing is wrong with the zone for this alone.' },
  },
  'vantage-degraded': {
    meaning:
      'Most servers of the root and the top-level domains stayed silent. They do not fail together, so it can only be the network here, and that others are silent proves nothing.',
    test: 'At least four addresses of the root and of top-level domains were asked, and more than half of them answered nothing. IPv6 addresses do not count where none of them was heard.',
    todo: { tracer: 'Trace again, or from another place. Nothing is wrong with the zone for this.' },
  },
  'vantage-no-ipv6': {
    meaning: 'No IPv6 works from where the trace was made, so servers with IPv6 only could not be tested.',
    test: 'IPv6 addresses were not asked because there is no IPv6 here, or all that were asked, root servers among them, stayed silent.',
    todo: { tracer: 'Trace from a place with IPv6 to have these servers tested.' },
  },
};
