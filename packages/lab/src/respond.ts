// What the server at a declared address does with one packet: pure, the same for the network in memory and for sockets.
import { type DomainName, ROOT, isWithin, labelsOf, parseDomainName, withFinalDot } from '@delegraph/model';
import type { CannedReply, FaultEffect } from './faults.ts';
import { type LabRecord, TYPE_NUMBERS, addressRecord, nsRecord, readRecord } from './lab-record.ts';
import { lookUp, negativeSoa, reply } from './lookup.ts';
import { type ReceivedQuery, type ReceivedQuestion, readQuery } from './query-packet.ts';
import { type ReplyContent, UDP_SIZE_OCTETS, writeReply } from './reply-packet.ts';
import type { ServedZone, ZoneTree } from './zone-tree.ts';

/** What comes back, without the time on the way. */
export type Reaction =
  /** No replies: silence. `losesFirst` packets of each question never reach the server; the network counts them. */
  | { kind: 'replies'; replies: readonly LabReply[]; losesFirst: number }
  /** Nothing listens at the address. */
  | { kind: 'unreachable' }
  /** Nothing listens there for TCP. */
  | { kind: 'tcp-refused' };

export interface LabReply {
  packet: Uint8Array;
  /** How long the server waits before it sends. */
  delayMs: number;
  /** The source, where it is not the address that was asked. UDP only. */
  fromAddress?: string;
}

const UDP_SIZE_WITHOUT_EDNS_OCTETS = 512;
const CLASS_IN = 1;
const CLASS_CHAOS = 3;
const FIRST_TRANSFER_TYPE = 251;
const LAST_TRANSFER_TYPE = 254;
/** Faults of a server whatever it is asked for, and not only in the zone that lists them. */
const SHOW_BEYOND: ReadonlySet<FaultEffect['kind']> = new Set(['answers-everything', 'drops-tries']);
const SILENCE: Reaction = { kind: 'replies', replies: [], losesFirst: 0 };

/** What the server at `address` does with `packet`. Null when no server of the tree lives there. Never throws. */
export function respond(
  tree: ZoneTree,
  address: string,
  transport: 'udp' | 'tcp',
  packet: Uint8Array,
): Reaction | null {
  const served = tree.hosts.get(address);
  if (!served) return null;
  const closed = closedAt(served);
  if (closed === 'all') return { kind: 'unreachable' };
  if (closed === 'tcp' && transport === 'tcp') return { kind: 'tcp-refused' };

  const query = readQuery(packet);
  if (!query || query.isReply) return SILENCE;
  const home = query.question && zoneFor(served, query.question.name, query.question.type);
  const faults = new FaultList(home ? home.faults : faultsBeyond(served));
  if (faults.has('silent') || (faults.has('drops-edns') && query.edns)) return SILENCE;

  const content = contentOf(tree, query, home, faults);
  // A server that errs on the form of EDNS does not speak it. RFC 6891 7.
  const speaksEdns = content.rcode !== 'FORMERR';
  const asked = bentQuery(speaksEdns ? query : { ...query, edns: null }, faults);
  const octets = faults.has('malformed') ? unreadable(asked) : written(asked, content, transport, faults);
  const source = transport === 'udp' ? faults.get('wrong-source')?.from : undefined;
  return {
    kind: 'replies',
    losesFirst: transport === 'udp' ? (faults.get('drops-tries')?.count ?? 0) : 0,
    replies: [
      {
        packet: octets,
        delayMs: faults.get('answers-late')?.delayMs ?? 0,
        ...(source === undefined ? {} : { fromAddress: source }),
      },
    ],
  };
}

/** What is closed at an address that serves these zones. */
export function closedAt(served: readonly ServedZone[]): 'nothing' | 'tcp' | 'all' {
  const kinds = new Set(served.flatMap((zone) => zone.faults.map((fault) => fault.kind)));
  if (kinds.has('unreachable')) return 'all';
  return kinds.has('no-tcp') ? 'tcp' : 'nothing';
}

/** The deepest served zone that encloses the name; for DS the one above its apex, where there is one. */
function zoneFor(served: readonly ServedZone[], name: DomainName, type: number): ServedZone | null {
  const enclosing = served
    .filter(({ zone }) => isWithin(name, zone.name))
    .toSorted((a, b) => labelsOf(b.zone.name).length - labelsOf(a.zone.name).length);
  const above = enclosing.find(({ zone }) => zone.name !== name);
  return (type === TYPE_NUMBERS.DS ? above : undefined) ?? enclosing[0] ?? null;
}

function contentOf(
  tree: ZoneTree,
  query: ReceivedQuery,
  home: ServedZone | null,
  faults: FaultList,
): ReplyContent {
  const { question, edns } = query;
  if (query.opcode !== 0) return failure('NOTIMP');
  if (!question) return failure('FORMERR');
  if (edns && faults.has('form-error-on-edns')) return failure('FORMERR');
  if (edns && edns.version > 0) return failure('BADVERS');
  if (question.class !== CLASS_IN) return failure('REFUSED');
  if (!home) return parkingReply(question, faults) ?? failure('REFUSED');
  if (question.type >= FIRST_TRANSFER_TYPE && question.type <= LAST_TRANSFER_TYPE) return failure('REFUSED');

  const lie = lieOf(tree, home, faults) ?? cannedReply(home.zone.name, question, faults);
  if (lie) return lie;
  const truth = lookUp(home.zone, {
    name: question.name,
    type: question.type,
    dnssecOk: edns?.dnssecOk ?? false,
    wildcards: !faults.has('lacks-wildcards'),
  });
  if (faults.has('recurses-from-cache')) return aged(truth);
  if (faults.has('foreign-class')) return { ...truth, answerClass: CLASS_CHAOS };
  return faults.has('not-authoritative') ? { ...truth, authoritative: false } : truth;
}

/** The faults of a server that show outside its zones. */
function faultsBeyond(served: readonly ServedZone[]): FaultEffect[] {
  return served.flatMap(({ faults }) => faults.filter(({ kind }) => SHOW_BEYOND.has(kind)));
}

/** What a server says that answers for names of other zones as well. Null for one that does not. */
function parkingReply({ name, type }: ReceivedQuestion, faults: FaultList): ReplyContent | null {
  const parking = faults.get('answers-everything');
  if (!parking) return null;
  return reply({ answer: type === TYPE_NUMBERS.A ? [addressRecord(name, parking.with, 300)] : [] });
}

/** What a lame server says in place of the zone's data. Null when it does not lie. */
function lieOf(tree: ZoneTree, { zone }: ServedZone, faults: FaultList): ReplyContent | null {
  if (faults.has('refuses-zone')) return failure('REFUSED');
  if (faults.has('fails-zone')) return failure('SERVFAIL');
  if (faults.has('denies-authority')) return failure('NOTAUTH');
  if (faults.has('not-implemented')) return failure('NOTIMP');
  if (faults.has('form-errors')) return failure('FORMERR');
  if (faults.has('answers-empty')) return reply({ authoritative: false });
  if (faults.has('refers-upward')) return referralTo(tree, ROOT);
  if (faults.has('refers-to-itself')) return referralTo(tree, zone.name);
  const sideways = faults.get('refers-sideways');
  if (sideways) return referralTo(tree, sideways.to);
  const ancestor = tree.zones.get(zone.parent ?? ROOT)!;
  if (faults.has('denies-apex')) return reply({ rcode: 'NXDOMAIN', authority: [negativeSoa(ancestor)] });
  if (faults.has('has-no-apex')) return reply({ authority: [negativeSoa(ancestor)] });
  return null;
}

/** What the server was told to say to this question, or null. */
function cannedReply(zone: DomainName, question: ReceivedQuestion, faults: FaultList): ReplyContent | null {
  const canned = faults.all('says').find((one) => isQuestionOf(one, question, zone));
  if (!canned) return null;
  const { rcode = 'NOERROR', authoritative = true, answer = [], authority = [], additional = [] } = canned;
  const read = (lines: readonly string[]) => lines.map((line) => readRecord(line, zone, ROOT));
  return {
    rcode,
    authoritative,
    answer: read(answer),
    authority: read(authority),
    // Glue may lie outside the zone.
    additional: additional.map((line) => readRecord(line, ROOT)),
  };
}

function isQuestionOf(canned: CannedReply, { name, type }: ReceivedQuestion, zone: DomainName): boolean {
  const [owner = '', typeText = ''] = canned.question.split(' ');
  const asked = owner === '@' ? zone : parseDomainName(`${owner}.${withFinalDot(zone).replace(/^\.$/, '')}`);
  return asked === name && (TYPE_NUMBERS as Readonly<Record<string, number>>)[typeText] === type;
}

function failure(rcode: ReplyContent['rcode']): ReplyContent {
  return reply({ rcode, authoritative: false });
}

/** A referral to `zone`, without glue. To a zone outside the tree it names one server that does not exist. */
function referralTo(tree: ZoneTree, zone: DomainName): ReplyContent {
  const ttl = 86_400;
  const names = [...(tree.zones.get(zone)?.servers.keys() ?? [parseDomainName(`ns.${withFinalDot(zone)}`)])];
  return reply({ authoritative: false, authority: names.map((name) => nsRecord(zone, name, ttl)) });
}

/** The reply as a cache gives it, half its time to live gone. */
function aged(content: ReplyContent): ReplyContent {
  return {
    ...content,
    authoritative: false,
    recursionAvailable: true,
    answer: content.answer.map(halfLived),
    authority: content.authority.map(halfLived),
    additional: content.additional.map(halfLived),
  };
}

function halfLived(record: LabRecord): LabRecord {
  return { ...record, ttl: Math.floor(record.ttl / 2) };
}

/** The query as a faulty server copies it into its reply. */
function bentQuery(query: ReceivedQuery, faults: FaultList): ReceivedQuery {
  const { question } = query;
  if (!question) return query;
  if (faults.has('wrong-id')) return { ...query, id: query.id ^ 0x5555 };
  if (faults.has('wrong-question')) {
    const name = parseDomainName('another-question.test');
    const octets = Buffer.from('\x10another-question\x04test\0\0\x01\0\x01', 'latin1');
    return { ...query, question: { ...question, name, octets } };
  }
  if (faults.has('case-folds')) {
    // Lengths of labels are below 64, so only letters change; type and class stay as they are.
    const folded = Buffer.from(question.octets);
    for (let i = 0; i < folded.length - 4; i += 1) {
      if (folded[i]! >= 0x41 && folded[i]! <= 0x5a) folded[i]! |= 0x20;
    }
    return { ...query, question: { ...question, octets: folded } };
  }
  return query;
}

function written(
  query: ReceivedQuery,
  content: ReplyContent,
  transport: 'udp' | 'tcp',
  faults: FaultList,
): Uint8Array {
  if (transport === 'tcp') return writeReply(query, content);
  const isReferral = !content.authoritative && content.authority.length > 0;
  const fitting =
    isReferral && faults.has('omits-glue')
      ? { ...content, additional: content.additional.slice(0, 1) }
      : content;
  return writeDatagram(query, fitting, faults.has('truncates') ? 0 : sizeLimit(query));
}

/** The reply, or where it is over the limit a truncated one with empty sections. */
function writeDatagram(query: ReceivedQuery, content: ReplyContent, limit: number): Uint8Array {
  const full = writeReply(query, content);
  if (full.length <= limit) return full;
  return writeReply(query, { ...content, truncated: true, answer: [], authority: [], additional: [] });
}

/** The most octets the asker takes over UDP. Less than 512 counts as 512 (RFC 6891 6.2.3). */
function sizeLimit({ edns }: ReceivedQuery): number {
  const asked = edns?.udpSize ?? UDP_SIZE_WITHOUT_EDNS_OCTETS;
  return Math.max(UDP_SIZE_WITHOUT_EDNS_OCTETS, Math.min(asked, UDP_SIZE_OCTETS));
}

/** A header that promises an answer, the question, and a pointer to nowhere in place of the answer. */
function unreadable(query: ReceivedQuery): Uint8Array {
  const packet = Buffer.concat([
    writeReply({ ...query, edns: null }, reply({})),
    Buffer.of(0xff, 0xff, 0xff),
  ]);
  packet.writeUInt16BE(1, 6);
  return packet;
}

/** The faults of one server for one zone, found by kind. */
class FaultList {
  #effects: readonly FaultEffect[];

  constructor(effects: readonly FaultEffect[]) {
    this.#effects = effects;
  }

  has(kind: FaultEffect['kind']): boolean {
    return this.#effects.some((effect) => effect.kind === kind);
  }

  get<K extends FaultEffect['kind']>(kind: K): Extract<FaultEffect, { kind: K }> | undefined {
    return this.all(kind)[0];
  }

  all<K extends FaultEffect['kind']>(kind: K): Extract<FaultEffect, { kind: K }>[] {
    return this.#effects.filter(
      (effect): effect is Extract<FaultEffect, { kind: K }> => effect.kind === kind,
    );
  }
}
