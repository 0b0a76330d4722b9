// Names that nobody has, and names that are there without records of their own.
import type { FaultTexts } from './fault-text.ts';

export const absentNameTexts: FaultTexts = {
  'ent-nxdomain': {
    meaning:
      'The server says that a name does not exist, and answers for names below it. Resolvers may take the denial for everything below as well, and those that ask label by label stop there.',
    test: 'A server with authority says NXDOMAIN for a name between the zone and the name asked for, and the same server answers for a name below it. What an alias above both redirects does not count.',
    todo: {
      operator:
        'Upgrade the server or the online signer: the answer must be NOERROR without records. A record at the name helps until then.',
    },
  },
  'wildcard-answer': {
    meaning:
      'The zone answers the same for a name that nobody has. That the name is answered does not prove that somebody entered it.',
    test: 'A random name in the zone got the data or the alias that the name asked for got, from the same server. Not said where the zone answers for no such name.',
    todo: { owner: 'Nothing is wrong. Look for typing errors with care where everything is answered.' },
  },
  'delegation-only-violation': {
    meaning:
      'A registry is expected to delegate names, or to say that they do not exist. This one answers for every name that nobody has registered. A mistyped or lapsed name then leads to the registry’s own address, and nobody is told that it is free.',
    test: 'The answer for the name came from the servers of a top-level domain themselves, and at least one of up to three of them that were asked for a random name in it gave data for that as well.',
    todo: {
      owner: 'Register the name, or see where it went: the answer does not come from any server of yours.',
      registrar: 'Do not take an answer below this top-level domain for a sign that a name is registered.',
    },
  },
  'wildcard-inconsistent': {
    meaning:
      'Some servers of the zone answer for every name by a wildcard, and others deny these names. Visitors of such names are turned away at random.',
    test: 'For the same random name in the zone some servers with authority give data and others NXDOMAIN or no data.',
    todo: {
      operator: 'Transfer the zone to all servers again, and see that all of them know wildcards alike.',
    },
  },
  'wildcard-blocks-subdomain': {
    meaning:
      'The zone has a wildcard, and the name is not answered by it: a name above it exists, and a wildcard never reaches below a name that is there. So one label works and two do not.',
    test: 'A random name in the zone is answered, the name asked for gets NXDOMAIN, and a name between it and the zone exists, all from the same server.',
    todo: { owner: 'Enter the name, or a wildcard directly below the name that exists.' },
  },
};
