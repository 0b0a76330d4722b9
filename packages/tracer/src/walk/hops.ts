// The hops of a walk: each question is put to each server once, and what comes of it is told and taken up.
import {
  type DomainName,
  type Message,
  type Probe,
  formOf,
  isOfTraceTier,
  type Question,
  type QueryTarget,
  type SkipReason,
  type Try,
  classifyResponse,
  isAddressRecord,
  isWithin,
  targetOf,
} from '@delegraph/model';
import pLimit from 'p-limit';
import type { Tier } from '../budget.ts';
import { type HopOutcome, type HopSetup, askHop } from '../hop.ts';
import type { RootReply, TraceMemory } from '../memory.ts';
import type { HiddenCuts } from './hidden-cuts.ts';
import type { Journal } from './journal.ts';
import { type Judgement, judgeResponse } from './judge.ts';
import type { Lookup } from './lookup.ts';
import type { ServedZone } from './served-zone.ts';
import type { Zones } from './zones.ts';

/** One question to one server of a zone. */
export interface HopPlan {
  zone: ServedZone;
  address: string;
  lookup: Lookup;
  question: Question;
  probe: Probe;
}

export interface HopEnd {
  hopId: number;
  outcome: HopOutcome | { kind: 'skipped'; reason: SkipReason };
}

/** A reply that led to an alias: it may hold what the alias leads to as well. */
export interface Heard {
  zone: ServedZone;
  message: Message;
  hopId: number;
}

export interface HopsSetup {
  hopSetup: HopSetup;
  /** Why an address may not be asked, or null when it may. */
  skipReason: (address: string) => SkipReason | null;
  /** Whether an error RCODE to a walking query is asked again before it is believed. */
  confirmsErrors: (zone: ServedZone) => boolean;
  zones: Zones;
  hiddenCuts: HiddenCuts;
  /** What earlier traces have heard; null where this one is to hear all by itself. */
  memory: TraceMemory | null;
  journal: Journal;
  /** Told when a query to a server of the zone has come to its end. */
  onEnd: (zone: ServedZone) => void;
  /** Told of a referral that came in a datagram and gives no address for a name server inside the zone it refers to. */
  onGlueless: (plan: HopPlan, cut: DomainName) => void;
}

/** Probes whose replies are taken up: they tell of zones. */
const LEADING: ReadonlySet<Probe> = new Set(['walk', 'referral-tcp']);

/** Probes that a server is judged by, so that an error is asked again before it is believed. */
const CONFIRMED: ReadonlySet<Probe> = new Set(['apex-soa', 'own-soa']);

export class Hops {
  readonly #setup: HopsSetup;
  readonly #slots: Record<Tier, ReturnType<typeof pLimit>>;
  readonly #known = new Map<string, Promise<HopEnd>>();
  /** Queries that are out and may still tell of zones below. */
  readonly #out = new Set<HopPlan>();
  /** Those among them whose first try was in vain. */
  readonly #slow = new Set<HopPlan>();
  readonly #heard = new Map<number, Heard>();
  #count = 0;

  constructor(setup: HopsSetup) {
    this.#setup = setup;
    const { inFlight } = setup.hopSetup.limits;
    this.#slots = { trace: pLimit(inFlight), check: pLimit(inFlight), health: pLimit(inFlight) };
  }

  /** Asks a server of a zone; the same question to the same server is asked once. */
  ask(plan: HopPlan): Promise<HopEnd> {
    const { zone, address, question, probe, lookup } = plan;
    const form = formOf(probe);
    const key = `${zone.name} ${address} ${question.name} ${question.type} ${JSON.stringify(form)}`;
    const known = this.#known.get(key);
    if (known) return known;
    const tier: Tier = probe === 'walk' ? lookup.tier : isOfTraceTier(probe) ? 'check' : 'health';
    if (LEADING.has(probe)) this.#out.add(plan);
    const hop = this.#slots[tier](() => this.#hop(plan, tier)).then((end) => {
      this.#out.delete(plan);
      this.#slow.delete(plan);
      // What a later tier cannot afford is not asked; the trace tier may still ask it.
      if (tier !== 'trace' && end.outcome.kind === 'over-budget') this.#known.delete(key);
      // What examines a server starts nothing more.
      if (tier !== 'health') this.#setup.onEnd(zone);
      return end;
    });
    this.#known.set(key, hop);
    this.#setup.journal.track(hop);
    return hop;
  }

  /** Whether a walking query to a server of the zone is out, and may be answered soon. */
  isBusy(zone: ServedZone): boolean {
    return [...this.#out].some((plan) => plan.zone === zone && !this.#slow.has(plan));
  }

  /** Whether a query to the parent is out whose referral may name more servers of the zone. */
  mayTellMoreOf(zone: ServedZone): boolean {
    return [...this.#out].some(
      ({ zone: asked, question }) => asked === zone.parent && isWithin(question.name, zone.name),
    );
  }

  /** The reply of a hop that led to an alias. */
  heard(hopId: number): Heard | undefined {
    return this.#heard.get(hopId);
  }

  judge(message: Message, { zone, question }: Pick<HopPlan, 'zone' | 'question'>, hopId: number): Judgement {
    const supplied = this.#setup.zones.suppliedBetween(zone.name, question);
    return judgeResponse(message, { zone: zone.name, question, hopId, supplied });
  }

  async #hop(plan: HopPlan, tier: Tier): Promise<HopEnd> {
    const { hopSetup, journal, skipReason, confirmsErrors } = this.#setup;
    const { zone, address, question, probe } = plan;
    const { emit } = journal;
    if (hopSetup.signal.aborted) throw hopSetup.signal.reason;
    let target: QueryTarget | null = null;
    const skip = (reason: SkipReason, outcome: HopEnd['outcome']): HopEnd => {
      const skipped = target ?? this.#targetOf(plan);
      emit({ type: 'query-skipped', reason, ...skipped });
      return { hopId: skipped.hopId, outcome };
    };
    const reason = skipReason(address);
    if (reason) return skip(reason, { kind: 'skipped', reason });
    const remembered = this.#remembered(plan);
    if (remembered) return remembered;

    const outcome = await askHop(
      {
        address,
        question,
        form: formOf(probe),
        tier,
        isTop: zone.isTop,
        confirmErrors: CONFIRMED.has(probe) || (probe === 'walk' && confirmsErrors(zone)),
        onStart: () => {
          target = this.#targetOf(plan);
          emit({ type: 'query-sent', ...target });
        },
        onTry: (attempt) => {
          emit({ type: 'query-tried', hopId: target!.hopId, attempt });
          this.#tried(plan, attempt);
        },
        onLimit: (limit) => journal.reached(limit, hopSetup.budget.allowed(limit, tier), null),
      },
      hopSetup,
    );
    switch (outcome.kind) {
      case 'forbidden':
        throw new Error(`the exchange refuses ${address}, which the walk was told it may ask`);
      case 'over-budget':
        return skip('budget', outcome);
      case 'no-socket':
        return skip('no-socket', { kind: 'skipped', reason: 'no-socket' });
      case 'failed':
      case 'answered': {
        const { hopId } = target!;
        const { elapsedMs, tries } = outcome;
        if (outcome.kind === 'failed') {
          emit({ type: 'query-failed', hopId, elapsedMs, tries, reason: outcome.reason });
        } else {
          const { message, wire } = outcome;
          emit({ type: 'response-received', hopId, elapsedMs, tries, message, wire });
          if (LEADING.has(probe)) this.#takeUp(message, plan, hopId);
          const isDatagram = tries.at(-1)?.transport === 'udp';
          const cut = probe === 'walk' && isDatagram ? gluelessCut(message, plan) : null;
          if (cut !== null) this.#setup.onGlueless(plan, cut);
          this.#remember(plan, { message, wire, elapsedMs });
        }
        return { hopId, outcome };
      }
    }
  }

  /** Nobody waits for a server that has let its first try pass, unless it is wanted itself. */
  #tried(plan: HopPlan, { result }: Try): void {
    if (result === 'response' || !isOfTraceTier(plan.probe)) return;
    if (this.#out.has(plan)) this.#slow.add(plan);
    else plan.zone.expected.delete(plan.address);
    this.#setup.onEnd(plan.zone);
  }

  /** The end of a hop whose reply an earlier trace had heard; null where it must be asked. */
  #remembered(plan: HopPlan): HopEnd | null {
    const { memory, journal } = this.#setup;
    const { zone, address, question, probe } = plan;
    if (!memory || probe !== 'walk' || zone.parent !== null) return null;
    const reply = memory.recall(address, question);
    if (!reply) return null;
    const { message, wire, elapsedMs, ageMs } = reply;
    const target = this.#targetOf(plan);
    journal.emit({ type: 'query-remembered', ageMs, elapsedMs, message, wire, ...target });
    this.#takeUp(message, plan, target.hopId);
    return { hopId: target.hopId, outcome: { kind: 'answered', message, wire, elapsedMs, tries: [] } };
  }

  #remember({ zone, address, question, probe }: HopPlan, reply: RootReply): void {
    if (probe === 'walk' && zone.parent === null) this.#setup.memory?.keep(address, question, reply);
  }

  #targetOf({ zone, address, lookup, question, probe }: HopPlan): QueryTarget {
    const hopId = this.#count;
    this.#count += 1;
    const { nameServer, source: addressSource } = zone.serverAt(address);
    return {
      hopId,
      lookupId: lookup.id,
      zone: zone.name,
      nameServer,
      address,
      addressSource,
      question,
      probe,
    };
  }

  /** What a reply tells besides what its lookup wanted to know. */
  #takeUp(message: Message, plan: HopPlan, hopId: number): void {
    const { zones, hiddenCuts } = this.#setup;
    const { zone, address, question } = plan;
    hiddenCuts.note(zone, address, question, message);
    const judgement = this.judge(message, plan, hopId);
    if (judgement.worth === 'decisive' || judgement.worth === 'denial') zone.helpful.add(address);
    const supplied = zones.suppliedBetween(zone.name, question);
    const leadsTo =
      judgement.worth === 'decisive' && judgement.step.kind === 'referral' ? judgement.step.zone : null;
    if (supplied !== null && leadsTo === supplied) {
      zones.learnSupplied({ parent: zone, name: supplied, hopId });
      return;
    }
    const response = classifyResponse(message, zone.name, question);
    if (response.kind === 'alias') this.#heard.set(hopId, { zone, message, hopId });
    // A supplied delegation hides what the parent says of the zone, and of those below it.
    if (response.kind === 'referral' && !(supplied !== null && isWithin(response.zone, supplied)))
      zones.learn({ parent: zone, name: response.zone, message, hopId });
  }
}

/** The zone a reply refers to, where it names a server inside that zone without any address: null otherwise. What does not
 *  fit may be left out of a datagram, and not every server says so then (RFC 9471). */
function gluelessCut(message: Message, { zone, question }: HopPlan): DomainName | null {
  const response = classifyResponse(message, zone.name, question);
  if (response.kind !== 'referral') return null;
  const isWithoutGlue = message.authority.some((record) => {
    const server = record.type === 'NS' && record.name === response.zone ? targetOf(record) : null;
    if (server === null || !isWithin(server, response.zone)) return false;
    return !message.additional.some((given) => given.name === server && isAddressRecord(given));
  });
  return isWithoutGlue ? response.zone : null;
}
