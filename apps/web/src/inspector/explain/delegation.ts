// Who delegates a zone, and what parent and child agree on.
import {
  type DomainName,
  type NameServerTable,
  type TraceState,
  type ZoneState,
  nameServerTable,
  zoneNamed,
} from '@delegraph/model';
import { countText, ttlText } from '../../units.ts';
import { bailiwickOf } from '../bailiwick.ts';
import { type ReferralGroup, referralGroups } from '../referral-groups.ts';
import { zoneSerials } from '../zone-serials.ts';
import { type Explanation, explanation, listed, zoneWords } from './explanation.ts';

export function explainDelegation(
  state: TraceState,
  parent: DomainName,
  child: DomainName,
): Explanation | null {
  const zone = zoneNamed(state, child);
  if (!zone || zone.parent !== parent) return null;
  return explanation(
    [
      { title: 'Who delegates it', sentences: whoDelegates(state, zone) },
      { title: 'What was agreed', sentences: whatIsAgreed(state, zone) },
    ],
    ['zone cut', 'delegation', 'referral', 'glue', 'in-domain', 'TTL'],
  );
}

/** Whose word the zone stands on, and how this trace came to know it. */
export function whoDelegates(state: TraceState, zone: ZoneState): string[] {
  const servers = countText(zone.nameServers.length, 'name server');
  if (zone.parent === null) {
    return [
      `Nobody delegates the root. Whoever resolves names begins with root hints; this trace was given ${servers} in them.`,
    ];
  }
  const parent = zoneWords(zone.parent);
  const groups = referralGroups(state, zone.parent, zone.name);
  const hop = zone.learnedFrom === null ? undefined : state.hops[zone.learnedFrom];
  return [
    `${capital(parent)} delegates ${zone.name} to ${servers}: between them lies a zone cut, and below it ${parent} has no say.`,
    ...(groups.length > 0 ? [agreementOf(groups, parent)] : []),
    ...(hop
      ? [
          `This trace learned of the cut from ${hop.nameServer} (${hop.address}), which was asked for ${hop.question.name} ${hop.question.type} and referred to it.`,
        ]
      : []),
    zone.signed
      ? 'The referral carries DS records: the parent vouches for the keys of the zone, and a resolver that validates expects signatures.'
      : 'No referral carried DS records: a resolver that validates takes the zone as unsigned.',
  ];
}

/** What both sides say of the name servers, their addresses and lifetimes, and what the servers say of the version. */
export function whatIsAgreed(state: TraceState, zone: ZoneState): string[] {
  const table = nameServerTable(state, zone);
  if (!table) return serialSentences(state, zone);
  return [
    ...nameSentences(table),
    ...glueSentences(table, zone),
    ...lifetimeSentences(table),
    ...serialSentences(state, zone),
  ];
}

function agreementOf(groups: readonly ReferralGroup[], parent: string): string {
  const total = groups.reduce((sum, { hops }) => sum + hops.length, 0);
  if (total === 1) return `One address of ${parent} was heard with this referral.`;
  if (groups.length === 1) return `All ${total} addresses of ${parent} that referred to it said the same.`;
  const [most, ...others] = groups.map(({ hops }) => hops);
  const odd = others.flat().map(({ nameServer, address }) => `${nameServer} (${address})`);
  return `The ${total} addresses of ${parent} that referred to it do not all say the same: ${most!.length} agree, ${listed(odd)} ${odd.length === 1 ? 'says' : 'say'} something else.`;
}

function nameSentences({ rows, childSpoke, parent }: NameServerTable): string[] {
  if (!childSpoke)
    return ['The zone itself was not heard about its name servers: only the word of the parent is known.'];
  const marked = (wanted: string) => rows.filter(({ mark }) => mark === wanted).map(({ name }) => name);
  const [onlyParent, onlyChild, differing] = ['only-parent', 'only-child', 'differs'].map(marked);
  if (rows.every(({ mark }) => mark === 'equal'))
    return [`Parent and zone name the same ${countText(rows.length, 'name server')}.`];
  return [
    onlyParent!.length > 0 && `Only ${zoneWords(parent)} names ${listed(onlyParent!)}; the zone does not.`,
    onlyChild!.length > 0 &&
      `Only the zone names ${listed(onlyChild!)}: a resolver learns of ${onlyChild!.length === 1 ? 'it' : 'them'} when it has asked there once.`,
    differing!.length > 0 && `Not all servers of one side name ${listed(differing!)}.`,
  ].filter((sentence) => sentence !== false);
}

function glueSentences({ rows, parent }: NameServerTable, zone: ZoneState): string[] {
  const named = rows.filter((row) => row.parent !== null);
  const inDomain = named.filter(({ name }) => bailiwickOf(name, zone) === 'in-domain');
  const unrelated = named
    .filter(({ name }) => bailiwickOf(name, zone) === 'unrelated')
    .map(({ name }) => name);
  const without = inDomain.filter(({ addresses }) => addresses.every(({ glue }) => glue === null));
  const wrong = named.flatMap(({ name, addresses }) =>
    addresses
      .filter(({ glue, mark }) => glue !== null && (mark === 'only-parent' || mark === 'differs'))
      .map(({ address }) => `${address} for ${name}`),
  );
  const glued = named.filter(({ addresses }) => addresses.some(({ glue }) => glue !== null));
  const isConfirmed =
    wrong.length === 0 && glued.some(({ addresses }) => addresses.some(({ mark }) => mark === 'equal'));
  return [
    inDomain.length > 0 &&
      `${listed(inDomain.map(({ name }) => name))} ${inDomain.length === 1 ? 'lies' : 'lie'} in the zone itself, so the referral has to bring ${inDomain.length === 1 ? 'its address' : 'their addresses'} along as glue.`,
    without.length > 0 &&
      `${capital(zoneWords(parent))} gives no glue for ${listed(without.map(({ name }) => name))}.`,
    wrong.length > 0 &&
      `The glue ${listed(wrong)} is not, or not everywhere, what the zone of that name says.`,
    isConfirmed && 'Where the glue could be compared, it is what the zone of that name says.',
    unrelated.length > 0 &&
      `${listed(unrelated)} ${unrelated.length === 1 ? 'is' : 'are'} found by another branch of the tree: a resolver looks ${unrelated.length === 1 ? 'its address' : 'their addresses'} up before it can ask.`,
  ].filter((sentence) => sentence !== false);
}

function lifetimeSentences({ rows, parent }: NameServerTable): string[] {
  const longest = (side: 'parent' | 'child') => Math.max(...rows.flatMap((row) => row[side]?.ttls ?? []));
  const [above, below] = [longest('parent'), longest('child')];
  if (!Number.isFinite(above)) return [];
  if (!Number.isFinite(below)) return [`The referral may be kept for ${ttlText(above)}.`];
  if (above === below) return [`Both sides let their NS records be kept for ${ttlText(above)}.`];
  return [
    `${capital(zoneWords(parent))} lets the referral be kept for ${ttlText(above)}, the zone its own NS records for ${ttlText(below)}. Resolvers that have asked the zone mostly go by its own.`,
  ];
}

function serialSentences(state: TraceState, zone: ZoneState): string[] {
  const [most, ...others] = zoneSerials(state, zone);
  if (!most) return [];
  if (others.length === 0)
    return most.servers.length === 1
      ? [`The one address that gave its SOA record with authority holds serial ${most.serial}.`]
      : [`All ${most.servers.length} addresses that gave their SOA record hold serial ${most.serial}.`];
  const odd = others.map(({ serial, servers }) => `${serial} on ${listed(servers)}`);
  return [`The servers hold different versions: serial ${most.serial} on most, ${listed(odd)}.`];
}

function capital(words: string): string {
  return words === 'the root' ? 'The root' : words;
}
