// Servers that the zone itself names, and servers that say more than they serve.
import type { FaultTexts } from './fault-text.ts';

export const ownServerTexts: FaultTexts = {
  'ns-child-broken': {
    meaning:
      'The zone names a server that the zone above does not, and it does not work. Resolvers that go on with what the zone says of itself come to it: the domain works at first, and fails now and then after that.',
    test: 'A name server stands only in the NS records of the zone. Each of its addresses that was asked is lame, or the zone that holds its name gives no address of it, while a server of the delegation serves. Not said of a name that is an alias.',
    todo: {
      operator: 'Remove the name from the NS records of the zone, or repair the server.',
    },
  },
  'server-answers-everything': {
    meaning:
      'The server answers with authority for names it can know nothing of. Parking pages and sinkholes do this: who is sent there gets an address for whatever they ask for, a mistyped name as well.',
    test: 'A server that serves the zone was asked for the address of a random name below invalid, which exists nowhere, and gave an answer or an alias with AA set.',
    todo: {
      owner: 'Check that the name server is the one you mean, and that the domain has not expired.',
      operator: 'Answer REFUSED for names outside the zones that the server has.',
    },
  },
};
