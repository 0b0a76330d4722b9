// Which message of a peer means which of our faults: what others call the same thing, and what they make of it.
import { dnsviz } from './dnsviz.ts';
import type { Meaning } from './meaning.ts';
import { zonemaster } from './zonemaster.ts';

export type Peer = 'dnsviz' | 'zonemaster';

/** The peers as they call themselves, in the order they are shown. */
export const PEERS: readonly { peer: Peer; name: string }[] = [
  { peer: 'dnsviz', name: 'DNSViz' },
  { peer: 'zonemaster', name: 'Zonemaster' },
];

/** The messages by the names they have in the reports of the peer. */
export const PEER_MESSAGES: Readonly<Record<Peer, Readonly<Record<string, Meaning>>>> = {
  dnsviz,
  zonemaster,
};

/** What the peers call the fault, peer by peer. One that has no name for it is left out. */
export function counterpartsOf(code: string): { name: string; tags: string[] }[] {
  return PEERS.flatMap(({ peer, name }) => {
    const named = Object.entries(PEER_MESSAGES[peer]).filter(([, { is }]) => is?.includes(code));
    return named.length === 0 ? [] : [{ name, tags: named.map(([tag]) => tag) }];
  });
}

/** Whether the message of a peer means one of these codes, read generously: one that tells of the fault without its name
 *  counts. */
export function means(peer: Peer, tag: string, codes: readonly string[]): boolean {
  const { is = [], tells = [] } = PEER_MESSAGES[peer][tag] ?? {};
  return codes.some((code) => is.includes(code) || tells.includes(code));
}
