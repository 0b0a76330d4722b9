// The lookups of a walk: each goes from zone to zone until it ends, and its aliases start others.
import {
  type CancelSignal,
  type Clock,
  type DomainName,
  type LimitName,
  type LookupOutcome,
  type LookupPurpose,
  type Question,
  type TraceOptions,
  followsAlias,
  labelsOf,
} from '@delegraph/model';
import type { Tier } from '../budget.ts';
import type { Limits } from '../limits.ts';
import type { Checks } from './checks.ts';
import type { Heard, Hops } from './hops.ts';
import type { Journal } from './journal.ts';
import type { Step } from './judge.ts';
import { type Lookup, deadlockedLookups } from './lookup.ts';
import { minimisedName } from './minimise.ts';
import type { NameServers } from './name-servers.ts';
import type { ServedZone } from './served-zone.ts';
import { askZone } from './zone-question.ts';
import type { Zones } from './zones.ts';

export interface LookupRequest {
  purpose: LookupPurpose;
  question: Question;
  /** Null for the question itself. */
  parent: Lookup | null;
  visited: readonly DomainName[];
  depth: number;
  width: number;
  tier: Tier;
  neededBy?: ServedZone;
  heard?: Heard | undefined;
}

export interface StartedLookup {
  lookup: Lookup;
  end: Promise<LookupOutcome>;
}

export interface LookupsSetup {
  limits: Limits;
  options: TraceOptions;
  clock: Clock;
  signal: CancelSignal;
  zones: Zones;
  hops: Hops;
  nameServers: NameServers;
  /** Null when no server is examined. */
  checks: Checks | null;
  journal: Journal;
}

export class Lookups {
  readonly #setup: LookupsSetup;
  readonly #all: Lookup[] = [];
  /** Lookups by what they ask: a question is looked up once per trace. */
  readonly #known = new Map<string, StartedLookup>();

  constructor(setup: LookupsSetup) {
    this.#setup = setup;
  }

  /** The lookup of the question itself. */
  get first(): Lookup {
    return this.#all[0]!;
  }

  /** Those of the question and its aliases, in order. */
  get chain(): Lookup[] {
    return this.#all.filter(isOfChain);
  }

  start(request: LookupRequest): StartedLookup {
    const { purpose, question, parent, visited, depth, width, tier, neededBy, heard } = request;
    const key = `${KINDS[purpose]} ${question.name} ${question.type}`;
    const known = this.#known.get(key);
    if (known && !isWorthAgain(known.lookup, tier)) {
      // Once the trace tier needs it, it spends that tier's budget.
      if (tier === 'trace') known.lookup.tier = 'trace';
      return known;
    }

    const zone = this.#setup.zones.deepestFor(question);
    const lookup: Lookup = {
      id: this.#all.length,
      purpose,
      question,
      visited: [...visited, question.name],
      depth,
      width,
      tier,
      zone,
      minimised: 0,
      outcome: null,
      blocked: null,
    };
    this.#all.push(lookup);
    this.#setup.journal.emit({
      type: 'lookup-started',
      lookupId: lookup.id,
      purpose,
      question,
      zone: zone.name,
      parentLookupId: parent?.id ?? null,
      ...(neededBy ? { neededBy: neededBy.name } : {}),
    });
    const entry = { lookup, end: this.#follow(lookup, heard) };
    this.#known.set(key, entry);
    this.#setup.journal.track(entry.end);
    return entry;
  }

  /** Gives up where lookups wait for each other and nothing else. */
  breakDeadlock(): void {
    const { hops, nameServers } = this.#setup;
    const blocked = this.#all.filter((lookup) => lookup.blocked !== null);
    const deadlocked = deadlockedLookups(blocked, (zone) => hops.mayTellMoreOf(zone));
    // A race looks up few name servers at a time: the next one may be the way out for all of them.
    const hasWayOut = deadlocked.some((lookup) => nameServers.lookUpNext(lookup.blocked!.zone, lookup));
    if (hasWayOut) return;
    for (const lookup of deadlocked) lookup.blocked?.giveUp();
  }

  /** Ends the lookups still running because of a limit. */
  cutOff(limit: LimitName): void {
    for (const lookup of this.#all) this.#end(lookup, { kind: 'budget', limit });
  }

  /** From zone to zone until the lookup ends. RFC 1034 5.3.3. */
  async #follow(lookup: Lookup, heard: Heard | undefined): Promise<LookupOutcome> {
    const { limits, checks, zones, journal } = this.#setup;
    // A turn later, so that whoever started this lookup has noted it before it can lead back to them.
    await Promise.resolve();
    for (let cuts = 0; ; cuts += 1) {
      if (isOfChain(lookup)) checks?.examine(lookup.zone);
      const step = this.#stepHeard(lookup, heard) ?? (await this.#nextStep(lookup));
      if (step.kind !== 'referral') {
        const outcome = this.#end(lookup, this.#outcomeOf(step, lookup));
        if (isOfChain(lookup) && outcome.kind === 'answer') checks?.lookUpHosts(lookup, outcome.records);
        return outcome;
      }
      if (cuts >= limits.zoneCuts) {
        journal.reached('zone-cuts', limits.zoneCuts, lookup.zone);
        return this.#end(lookup, { kind: 'budget', limit: 'zone-cuts' });
      }
      lookup.zone = zones.known(step.zone);
    }
  }

  /** What the reply that led here already says of the lookup, when its server has authority for that: an alias and its target
   *  in one zone come in one message, and no resolver asks again (RFC 1034 4.3.2 step 3a). */
  #stepHeard(
    { zone, question }: Lookup,
    heard: Heard | undefined,
  ): Exclude<Step, { kind: 'referral' }> | null {
    if (heard?.zone !== zone) return null;
    const judgement = this.#setup.hops.judge(heard.message, { zone, question }, heard.hopId);
    const isUsable = judgement.worth === 'decisive' || judgement.worth === 'denial';
    return isUsable && judgement.step.kind !== 'referral' ? judgement.step : null;
  }

  /** Asks the servers of the zone for the name, or for as much of it as they need to know. */
  async #nextStep(lookup: Lookup): Promise<Step> {
    const { zone, question } = lookup;
    if (!this.#setup.options.qnameMinimisation) return this.#askServers(lookup, question);
    let labels = labelsOf(zone.name).length;
    for (;;) {
      const name = minimisedName(question.name, labels, lookup.minimised);
      if (name === question.name) return this.#askServers(lookup, question);
      lookup.minimised += 1;
      const step = await this.#askServers(lookup, { name, type: 'A' });
      if (step.kind === 'referral' || step.kind === 'budget') return step;
      // Whether a name above this one exists, some servers get wrong (RFC 9156 2.3 step 6d): the whole name decides.
      const isNoCut = step.kind === 'nodata' || step.kind === 'answer';
      if (!isNoCut) return this.#askServers(lookup, question);
      labels = labelsOf(name).length;
    }
  }

  #askServers(lookup: Lookup, question: Question): Promise<Step> {
    const { clock, limits, signal, hops, nameServers } = this.#setup;
    const { zone } = lookup;
    const isMinimised = question.name !== lookup.question.name;
    return askZone({
      lookup,
      zone,
      ask: (address) => hops.ask({ zone, address, lookup, question, probe: 'walk' }),
      judge: (message, hopId) => hops.judge(message, { zone, question }, hopId),
      lookUpNext: () => nameServers.lookUpNext(zone, lookup),
      isOpen: () => hops.mayTellMoreOf(zone) || [...zone.awaited].some((awaited) => awaited !== lookup),
      onBlocked: () => this.breakDeadlock(),
      // Nothing ends with what is said of a minimised name.
      grace: () => (isMinimised ? Promise.resolve() : clock.sleep(limits.negativeGraceMs, signal)),
    });
  }

  #outcomeOf(step: Exclude<Step, { kind: 'referral' }>, lookup: Lookup): LookupOutcome {
    if (step.kind !== 'alias') return step;
    const { link, hopId } = step;
    const next = this.#followAlias(lookup, link.target, hopId);
    if (next !== null) this.#setup.journal.emit({ type: 'alias-followed', lookupId: lookup.id, link, next });
    return { kind: 'alias', link, hopId, next };
  }

  /** Starts the lookup of an alias target; null when it is not to be followed. The names of a name server and of a mail
   *  exchanger must be no aliases (RFC 2181 10.3), so that those end there. */
  #followAlias(lookup: Lookup, target: DomainName, hopId: number): number | null {
    const { limits, options, hops, journal } = this.#setup;
    const { visited, depth, width, tier } = lookup;
    if (!isOfChain(lookup) || visited.includes(target)) return null;
    if (!followsAlias(options, visited.length - 1)) return null;
    if (visited.length > limits.aliasLinks) {
      journal.reached('alias-links', limits.aliasLinks, null);
      return null;
    }
    const question = { name: target, type: lookup.question.type };
    const heard = hops.heard(hopId);
    const started = this.start({
      purpose: 'alias',
      question,
      parent: lookup,
      visited,
      depth,
      width,
      tier,
      heard,
    });
    return started.lookup.id;
  }

  #end(lookup: Lookup, outcome: LookupOutcome): LookupOutcome {
    if (lookup.outcome === null) {
      lookup.outcome = outcome;
      this.#setup.journal.emit({ type: 'lookup-ended', lookupId: lookup.id, outcome });
    }
    return outcome;
  }
}

/** Lookups of one kind that ask the same are one: all servers are asked for the question, a few for an address. */
const KINDS = {
  question: 'chain',
  alias: 'chain',
  'nameserver-address': 'name server',
  target: 'host',
} as const satisfies Record<LookupPurpose, string>;

/** Whether it is the question, or an alias that it led to. */
function isOfChain({ purpose }: Lookup): boolean {
  return KINDS[purpose] === 'chain';
}

/** Whether what the check tier could not afford is now asked for by the trace tier. */
function isWorthAgain({ tier, outcome }: Lookup, asking: Tier): boolean {
  return asking === 'trace' && tier === 'check' && outcome?.kind === 'budget';
}
