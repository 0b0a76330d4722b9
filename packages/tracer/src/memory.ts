// What the traces of a process may take from each other: what the root says of a TLD, which is the same for every name below.
// Nothing that the owner of a domain can choose is ever kept, so that no trace can mislead another, and no name that anybody
// has asked for, so that none can tell of another.
import {
  type Clock,
  type DomainName,
  type Message,
  type Question,
  ROOT,
  classifyResponse,
  lastLabels,
} from '@delegraph/model';
import { systemClock } from './clock.ts';
import { salvageMessage } from './codec/message.ts';
import { HEADER_OCTETS } from './codec/wire.ts';

export interface RootReply {
  message: Message;
  /** As received, base64; of a recalled one, each letter of the question below the TLD is an x. */
  wire: string;
  /** How long the server took. */
  elapsedMs: number;
}

interface Kept extends RootReply {
  heardAtMs: number;
}

const KEPT_MS = 10 * 60_000;
/** RFC 9609 3.1 would have it when the NS RRset expires; more often finds a changed root sooner. */
const PRIMING_MS = 60 * 60_000;
/** Each is 26 replies of about a kilobyte. */
const MAX_TLDS = 128;
const MAX_LABEL_OCTETS = 63;

/** Root servers' referrals to TLDs, for ten minutes. Hand the same one to each trace with the same root hints. */
export class TraceMemory {
  readonly #clock: Clock;
  /** By TLD and the root server's address; the TLD last heard of is the last. */
  readonly #referrals = new Map<DomainName, Map<string, Kept>>();
  #primedAtMs = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  /** What the root server at `address` said of the TLD that `question` lies under, and how long ago. */
  recall(address: string, question: Question): (RootReply & { ageMs: number }) | null {
    const tld = tldOf(question);
    const kept = tld === null ? undefined : this.#referrals.get(tld)?.get(address);
    if (!kept) return null;
    const ageMs = Math.round(this.#clock.nowMs() - kept.heardAtMs);
    if (ageMs >= KEPT_MS) return null;
    const { message, wire, elapsedMs } = kept;
    return { message, wire, elapsedMs, ageMs };
  }

  /** Keeps a whole referral to a TLD, and nothing else. */
  keep(address: string, question: Question, reply: RootReply): void {
    const tld = tldOf(question);
    const response = classifyResponse(reply.message, ROOT, question);
    const isWhole = !reply.message.flags.includes('tc') && reply.message.problems.length === 0;
    if (tld === null || response.kind !== 'referral' || response.zone !== tld || !isWhole) return;
    const anonymous = withoutName(reply);
    if (!anonymous) return;
    const ofTld = this.#referrals.get(tld) ?? new Map<string, Kept>();
    ofTld.set(address, { ...anonymous, heardAtMs: this.#clock.nowMs() });
    this.#referrals.delete(tld);
    this.#referrals.set(tld, ofTld);
    const [eldest] = this.#referrals.keys();
    if (this.#referrals.size > MAX_TLDS) this.#referrals.delete(eldest!);
  }

  /** Whether the root has not been asked for its own name servers for an hour. Who is told so asks it. */
  takePriming(): boolean {
    const now = this.#clock.nowMs();
    if (now - this.#primedAtMs < PRIMING_MS) return false;
    this.#primedAtMs = now;
    return true;
  }
}

/** The TLD the root refers to for this question; null where it answers itself. DS of a TLD is the root's own record. */
function tldOf({ name, type }: Question): DomainName | null {
  const tld = lastLabels(name, 1);
  return tld === ROOT || (tld === name && type === 'DS') ? null : tld;
}

/** The reply with every octet of the name asked for overwritten, but for those of its TLD: the offsets that records point to
 *  stay. Null where the question is not at its place as a plain name. */
function withoutName(reply: RootReply): RootReply | null {
  const octets = new Uint8Array(Buffer.from(reply.wire, 'base64'));
  for (let at = HEADER_OCTETS; ;) {
    const length = octets[at];
    const nextAt = at + 1 + (length ?? 0);
    if (length === undefined || length === 0 || length > MAX_LABEL_OCTETS) return null;
    if (octets[nextAt] === 0) break;
    octets.fill('x'.charCodeAt(0), at + 1, nextAt);
    at = nextAt;
  }
  const message = salvageMessage(octets);
  return { ...reply, message, wire: Buffer.from(octets).toString('base64') };
}
