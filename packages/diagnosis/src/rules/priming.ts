// Whether the root hints are what the root says of itself. About us, and not about anybody's zone. RFC 9609.
import {
  type DomainName,
  type HopState,
  type Message,
  type NameServerState,
  ROOT,
  hasEnded,
  isAddressRecord,
  targetOf,
} from '@delegraph/model';
import { isIpv6 } from '../address-space.ts';
import { found } from '../make-finding.ts';
import { counted, listParam, listed } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { setKey } from '../zone-evidence.ts';

export const primingFailed: Rule = {
  code: 'priming-failed',
  severity: 'info',
  title: 'The root did not name its servers',
  sentence: ({ seen }) =>
    `None of ${counted(seen?.of ?? 0, 'address', 'addresses')} of root servers told us who serves the root, so the root hints of this trace could not be checked.`,
  fix: () => 'Nothing is wrong with the zone for this. Look at the network that this trace was made from.',
  contact: 'us',
  reference: ['RFC 9609 section 3'],
  find: (state) => {
    if (!hasEnded(state)) return [];
    const sent = primingHops(state.hops);
    if (sent.length === 0 || sent.some((hop) => saidBy(hop) !== null || isOpen(hop))) return [];
    const addresses = new Set(sent.map(({ address }) => address)).size;
    return [found(primingFailed, ROOT, sent, { scope: 'trace', seen: { count: addresses, of: addresses } })];
  },
};

export const rootHintStale: Rule = {
  code: 'root-hint-stale',
  severity: 'info',
  title: 'Old root hints',
  sentence: (finding) =>
    `The root names other servers or addresses than the root hints of this trace: ${listed(listParam(finding, 'differing'))}.`,
  fix: () => 'Update the root hints of this program. Nothing is wrong with the zone for this.',
  contact: 'us',
  reference: ['RFC 9609 section 2'],
  find: (state) => {
    const [root] = state.zones;
    // Servers that somebody supplied in place of the hints are no hints.
    if (!hasEnded(state) || !root || (state.options.rootServers ?? []).length > 0) return [];
    const said = primingHops(state.hops).flatMap((hop) => {
      const message = saidBy(hop);
      return message ? [{ hop, differing: differences(root.nameServers, message) }] : [];
    });
    // Where one of them agrees, the others are at different versions of the root zone.
    if (said.length === 0 || said.some(({ differing }) => differing.length === 0)) return [];
    return [
      found(
        rootHintStale,
        ROOT,
        said.map(({ hop }) => hop),
        {
          scope: 'trace',
          seen: { count: said.length, of: said.length },
          params: { differing: said[0]!.differing },
        },
      ),
    ];
  },
};

/** Those that were sent. */
function primingHops(hops: readonly HopState[]): HopState[] {
  return hops.filter(({ probe, result }) => probe === 'priming' && result.status !== 'skipped');
}

function isOpen({ result }: HopState): boolean {
  return result.status === 'asking';
}

/** A reply that says with authority who serves the root. */
function saidBy({ result }: HopState): Message | null {
  if (result.status !== 'answered' || result.message.flags.includes('tc')) return null;
  const { response, message } = result;
  return response.kind === 'answer' && response.authoritative ? message : null;
}

/** The name servers that only one side names, and those of which the root gives other addresses, as far as it gives any. */
function differences(hints: readonly NameServerState[], message: Message): DomainName[] {
  const named = new Set(message.answer.flatMap((record) => (record.type === 'NS' ? [targetOf(record)] : [])));
  const hinted = new Map(hints.map(({ name, addresses }) => [name, addresses.map(({ address }) => address)]));
  const onlyOnce = [
    ...[...named].filter((name) => name !== null && !hinted.has(name)),
    ...[...hinted.keys()].filter((name) => !named.has(name)),
  ].filter((name) => name !== null);
  const moved = [...hinted].filter(([name, addresses]) => {
    const given = message.additional
      .filter((record) => record.name === name && isAddressRecord(record))
      .map(({ data }) => data);
    // A reply without room for one family says nothing of it, and hints may leave one out.
    return [true, false].some((isOfSix) => {
      const [ours, theirs] = [addresses, given].map((all) =>
        all.filter((address) => isIpv6(address) === isOfSix),
      );
      return ours!.length > 0 && theirs!.length > 0 && setKey(ours!) !== setKey(theirs!);
    });
  });
  return [...onlyOnce, ...moved.filter(([name]) => named.has(name)).map(([name]) => name)];
}
