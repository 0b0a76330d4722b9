// The root as we know it.
import type { FaultTexts } from './fault-text.ts';

export const primingTexts: FaultTexts = {
  'priming-failed': {
    meaning:
      'No root server said who serves the root, so the addresses that traces start from could not be checked. It says something of our network, and nothing of the zone.',
    test: 'Once an hour a trace asks every root server for the NS records of the root. None gave them with authority.',
    todo: { owner: 'Nothing is wrong with the zone. Trace it again, or from another place.' },
  },
  'root-hint-stale': {
    meaning:
      'The root has other name servers, or others of their addresses, than the list that this program starts from. As long as some of the list still answer, traces are right.',
    test: 'Every root server that gave the NS records of the root with authority names another server than the root hints, or another address of one. Not said of servers that were supplied for the trace.',
    todo: { owner: 'Nothing is wrong with the zone. Whoever runs this program updates its root hints.' },
  },
};
