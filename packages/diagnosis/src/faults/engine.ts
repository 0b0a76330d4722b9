// What is about the trace, and not about anybody's zone.
import type { FaultTexts } from './fault-text.ts';

export const engineTexts: FaultTexts = {
  'budget-exhausted': {
    meaning:
      'The trace reached a limit and left some questions unasked; they are marked so. Limits keep a trace from becoming a burden on others, whatever a zone leads it to.',
    test: 'A limit of the trace was reached: queries in all or to one address, depth, zones, aliases, octets or time.',
    todo: {
      owner: 'Nothing is wrong with the zone for this alone. Trace the part that is missing by itself.',
    },
  },
  'vantage-no-ipv6': {
    meaning: 'No IPv6 works from where the trace was made, so servers with IPv6 only could not be tested.',
    test: 'IPv6 addresses were not asked because there is no IPv6 here, or all that were asked, root servers among them, stayed silent.',
    todo: { owner: 'Trace from a place with IPv6 to have these servers tested.' },
  },
};
