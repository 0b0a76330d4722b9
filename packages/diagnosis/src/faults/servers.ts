// Servers whose replies cannot be relied on.
import type { FaultTexts } from './fault-text.ts';

export const serverTexts: FaultTexts = {
  'malformed-response': {
    meaning:
      'The replies of the server cannot be read: they break off, or hold records that are none. Resolvers discard them.',
    test: 'At least two replies from the address could not be decoded, and none over UDP could.',
    todo: { operator: 'Update the name server, or the device in front of it that changes its replies.' },
  },
  'wrong-source-address': {
    meaning:
      'The server replies from another address than the one asked. Resolvers discard such replies, since anybody could send them.',
    test: 'At least two replies came from another address than was asked, and none over UDP from the right one.',
    todo: {
      operator: 'Bind the server to its public address, so that replies leave from where the query came to.',
    },
  },
  'server-flaky': {
    meaning:
      'The server answers some queries and loses others. It may be overloaded, limit its rate, or sit behind a network that loses packets. It is not lame, but slow for some.',
    test: 'The server was asked at least four questions, and each of them lost at least one try over UDP and was answered by another, while a server beside it, of the same address family, lost none.',
    todo: { operator: 'Check the load of the server, its rate limits, and the loss on the way to it.' },
  },
};
