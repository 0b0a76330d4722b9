// A recursive resolver for tests: what the servers of a zone tree would tell it, as a cache gives it later, or another story.
import { type DomainName, isWithin, labelsOf, parseDomainName, withFinalDot } from '@delegraph/model';
import { type LabRecord, readRecord, targetName } from '../lab-record.ts';
import { lookUp, reply } from '../lookup.ts';
import { type ReceivedQuestion, readQuery } from '../query-packet.ts';
import { type RCODES, type ReplyContent, writeReply } from '../reply-packet.ts';
import type { ZoneTree } from '../zone-tree.ts';

/** How a resolver answers. */
export type ResolverManner =
  /** From the zones as they are. `ttlShare` of each TTL is left: 1 where it has just asked. */
  | { kind: 'resolves'; ttlShare: number; authenticData?: boolean }
  /** What it is told to say to every question. `records` are lines with absolute names. */
  | { kind: 'says'; records?: readonly string[]; rcode?: keyof typeof RCODES; extendedError?: ExtendedError }
  /** Nothing over UDP but a truncated reply; over TCP it resolves. */
  | { kind: 'truncates' }
  /** FORMERR to EDNS, without it it resolves. */
  | { kind: 'refuses-edns' }
  | { kind: 'silent' };

interface ExtendedError {
  code: number;
  text: string;
}

const MOST_ALIASES = 16;
const ROOT_NAME = parseDomainName('.');

/** What the resolver says to `packet`; null: nothing. */
export function resolverReply(
  tree: ZoneTree,
  manner: ResolverManner,
  packet: Uint8Array,
  transport: 'udp' | 'tcp',
): Uint8Array | null {
  const query = readQuery(packet);
  if (manner.kind === 'silent' || !query?.question || query.isReply) return null;
  if (!query.recursionDesired) return writeReply(query, asResolver(reply({ rcode: 'REFUSED' })));
  if (manner.kind === 'truncates' && transport === 'udp')
    return writeReply(query, asResolver(reply({ truncated: true })));
  if (manner.kind === 'refuses-edns' && query.edns)
    return writeReply({ ...query, edns: null }, reply({ rcode: 'FORMERR', authoritative: false }));
  return writeReply(query, asResolver(contentOf(tree, manner, query.question)));
}

function contentOf(
  tree: ZoneTree,
  manner: Exclude<ResolverManner, { kind: 'silent' }>,
  question: ReceivedQuestion,
): ReplyContent {
  if (manner.kind !== 'says') {
    const { ttlShare, authenticData = false } =
      manner.kind === 'resolves' ? manner : { ttlShare: 1, authenticData: false };
    return { ...aged(resolved(tree, question), ttlShare), authenticData };
  }
  const { records = [], rcode = 'NOERROR', extendedError } = manner;
  const answer = records.map((line) => readRecord(line, ROOT_NAME));
  return { ...reply({ answer, rcode }), ...(extendedError && { extendedError }) };
}

/** What the zones say, along the aliases, wherever they lead. */
function resolved(tree: ZoneTree, { name: asked, type }: ReceivedQuestion): ReplyContent {
  const answer: LabRecord[] = [];
  let name = asked;
  for (let links = 0; links < MOST_ALIASES; links += 1) {
    const said = lookUp(deepestZone(tree, name), {
      name,
      type,
      dnssecOk: false,
      wildcards: true,
    });
    answer.push(...said.answer);
    const last = said.answer.at(-1);
    if (last?.type !== 'CNAME' || said.rcode !== 'NOERROR') return { ...said, answer };
    name = targetName(last);
  }
  return reply({ rcode: 'SERVFAIL' });
}

function deepestZone(tree: ZoneTree, name: DomainName) {
  const [deepest] = [...tree.zones.values()]
    .filter((zone) => isWithin(name, zone.name))
    .toSorted((a, b) => labelsOf(b.name).length - labelsOf(a.name).length);
  if (!deepest) throw new RangeError(`no zone of the tree holds ${withFinalDot(name)}`);
  return deepest;
}

function aged(content: ReplyContent, share: number): ReplyContent {
  const age = (record: LabRecord) => ({ ...record, ttl: Math.floor(record.ttl * share) });
  const { answer, authority } = content;
  return { ...content, answer: answer.map(age), authority: authority.map(age), additional: [] };
}

function asResolver(content: ReplyContent): ReplyContent {
  return { ...content, authoritative: false, recursionAvailable: true };
}
