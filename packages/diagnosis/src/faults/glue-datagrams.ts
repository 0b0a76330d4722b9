// Glue that depends on the transport.
import type { FaultTexts } from './fault-text.ts';

export const glueDatagramTexts: FaultTexts = {
  'glue-partial-truncated': {
    meaning:
      'A server of the zone above leaves addresses of name servers out of its referrals over UDP and does not say so. Resolvers cannot know that there are more, and use fewer servers than there are.',
    test: 'A referral over UDP without TC lacks every address of a name server inside the zone, and the same server gives one when it is asked again over TCP. Three servers of the zone above are asked again.',
    todo: {
      parent:
        'Upgrade the server: glue for servers inside the zone must all be there, or the reply must have TC set.',
      owner: 'Until then, fewer or shorter names of name servers let the glue fit.',
    },
  },
};
