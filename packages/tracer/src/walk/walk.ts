// The walk of one trace: which servers to ask what, from the root hints to the answer, and on until every server was asked.
import {
  type CancelSignal,
  type Clock,
  type DomainName,
  type Exchange,
  type LimitName,
  type LookupOutcome,
  type LookupPurpose,
  type Message,
  type Probe,
  type Question,
  ROOT,
  type SkipReason,
  type TraceFact,
  classifyResponse,
  isAddressRecord,
  isWithin,
  labelsOf,
  targetOf,
} from '@delegraph/model';
import pLimit from 'p-limit';
import { Budget } from '../budget.ts';
import { type HopOutcome, type HopSetup, askHop } from '../hop.ts';
import type { Limits } from '../limits.ts';
import type { RootHint } from '../root-hints.ts';
import { type Step, judgeResponse } from './judge.ts';
import { type Lookup, deadlockedLookups } from './lookup.ts';
import { ServedZone } from './served-zone.ts';
import { askZone } from './zone-question.ts';

export interface WalkSetup {
  exchange: Exchange;
  /** Why an address may not be asked from here, or null when it may. */
  skipReason: (address: string) => SkipReason | null;
  rootHints: readonly RootHint[];
  limits: Limits;
  clock: Clock;
  signal: CancelSignal;
  startMs: number;
  emit: (fact: TraceFact) => void;
}

/** A reply that led to an alias: it may hold what the alias leads to as well. */
interface Heard {
  zone: ServedZone;
  message: Message;
  hopId: number;
}

type HopEnd = { hopId: number; outcome: HopOutcome | null };

/** How many servers a name server's address is asked of when it is only compared with the glue. */
const VERIFICATION_WIDTH = 1;

export class Walk {
  readonly #setup: WalkSetup;
  readonly #hopSetup: HopSetup;
  readonly #inFlightLimit: ReturnType<typeof pLimit>;
  readonly #zones = new Map<DomainName, ServedZone>();
  readonly #lookups: Lookup[] = [];
  /** Lookups by what they ask: a question is looked up once per trace. */
  readonly #memo = new Map<string, { lookup: Lookup; end: Promise<LookupOutcome> }>();
  readonly #hops = new Map<string, Promise<HopEnd>>();
  /** Walking queries that are out, for what they may still tell of zones below. */
  readonly #out = new Set<{ zone: ServedZone; question: Question }>();
  readonly #heard = new Map<number, Heard>();
  readonly #limitsReached = new Set<string>();
  readonly #work = new Set<Promise<void>>();
  #hopCount = 0;
  #subTraces = 0;

  constructor(setup: WalkSetup) {
    this.#setup = setup;
    const { exchange, clock, limits, signal, startMs } = setup;
    this.#hopSetup = { exchange, clock, limits, signal, startMs, budget: new Budget(limits) };
    this.#inFlightLimit = pLimit(limits.inFlight);
    const root = new ServedZone(ROOT, null);
    for (const { name, addresses } of setup.rootHints) {
      root.nameServers.add(name);
      for (const address of addresses) root.addAddress(name, address, 'hint');
    }
    this.#zones.set(ROOT, root);
  }

  /** Walks for `question` and everything it leads to. Resolves when nothing is left to ask; rejects with the signal's
   *  reason, or with an error of ours. */
  async run(question: Question): Promise<void> {
    this.#lookUp({
      purpose: 'question',
      question,
      parent: null,
      visited: [],
      depth: 0,
      width: Number.POSITIVE_INFINITY,
    });
    // Work starts more work, so the set is looked at again until it is empty.
    while (this.#work.size > 0) await Promise.all(this.#work);
  }

  /** Ends the lookups still running because of a limit. */
  cutOff(limit: LimitName, allowed: number): void {
    this.#reached(limit, allowed, null);
    for (const lookup of this.#lookups) {
      if (!lookup.ended) this.#end(lookup, { kind: 'budget', limit });
    }
  }

  // Lookups

  #lookUp(request: {
    purpose: LookupPurpose;
    question: Question;
    parent: Lookup | null;
    visited: readonly DomainName[];
    depth: number;
    width: number;
    neededBy?: ServedZone;
    heard?: Heard | undefined;
  }): { lookup: Lookup; end: Promise<LookupOutcome> } {
    const { purpose, question, parent, visited, depth, width, neededBy, heard } = request;
    const breadth = purpose === 'nameserver-address' ? 'race' : 'all';
    const key = `${breadth} ${question.name} ${question.type}`;
    const known = this.#memo.get(key);
    if (known) return known;

    const zone = this.#deepestZone(question);
    const lookup: Lookup = {
      id: this.#lookups.length,
      purpose,
      question,
      visited: [...visited, question.name],
      depth,
      width,
      ended: false,
      blocked: null,
    };
    this.#lookups.push(lookup);
    this.#setup.emit({
      type: 'lookup-started',
      lookupId: lookup.id,
      purpose,
      question,
      zone: zone.name,
      parentLookupId: parent?.id ?? null,
      ...(neededBy ? { neededBy: neededBy.name } : {}),
    });
    const entry = { lookup, end: this.#follow(lookup, zone, heard) };
    this.#memo.set(key, entry);
    this.#track(entry.end);
    return entry;
  }

  /** From zone to zone until the lookup ends. RFC 1034 5.3.3. */
  async #follow(lookup: Lookup, start: ServedZone, heard: Heard | undefined): Promise<LookupOutcome> {
    const { limits } = this.#setup;
    let zone = start;
    // A turn later, so that whoever started this lookup has noted it before it can lead back to them.
    await Promise.resolve();
    for (let cuts = 0; ; cuts += 1) {
      if (lookup.purpose !== 'nameserver-address') this.#examine(zone);
      const step = stepHeard(lookup, zone, heard) ?? (await this.#askServersOf(zone, lookup));
      if (step.kind !== 'referral') return this.#end(lookup, this.#outcomeOf(step, lookup));
      if (cuts >= limits.zoneCuts) {
        this.#reached('zone-cuts', limits.zoneCuts, zone);
        return this.#end(lookup, { kind: 'budget', limit: 'zone-cuts' });
      }
      zone = this.#zones.get(step.zone)!;
    }
  }

  #outcomeOf(step: Exclude<Step, { kind: 'referral' }>, lookup: Lookup): LookupOutcome {
    if (step.kind !== 'alias') return step;
    const { link, hopId } = step;
    const next = this.#followAlias(lookup, link.target, hopId);
    if (next !== null) this.#setup.emit({ type: 'alias-followed', lookupId: lookup.id, link, next });
    return { kind: 'alias', link, hopId, next };
  }

  /** Starts the lookup of an alias target; null when it is not to be followed. A name server's name must be no alias
   *  (RFC 2181 10.3), so that one ends there. */
  #followAlias(lookup: Lookup, target: DomainName, hopId: number): number | null {
    const { aliasLinks } = this.#setup.limits;
    if (lookup.purpose === 'nameserver-address' || lookup.visited.includes(target)) return null;
    if (lookup.visited.length > aliasLinks) {
      this.#reached('alias-links', aliasLinks, null);
      return null;
    }
    const question = { name: target, type: lookup.question.type };
    const { visited, depth, width } = lookup;
    const heard = this.#heard.get(hopId);
    return this.#lookUp({ purpose: 'alias', question, parent: lookup, visited, depth, width, heard }).lookup
      .id;
  }

  #end(lookup: Lookup, outcome: LookupOutcome): LookupOutcome {
    if (!lookup.ended) {
      lookup.ended = true;
      this.#setup.emit({ type: 'lookup-ended', lookupId: lookup.id, outcome });
    }
    return outcome;
  }

  #askServersOf(zone: ServedZone, lookup: Lookup): Promise<Step> {
    const { clock, limits, signal } = this.#setup;
    return askZone({
      lookup,
      zone,
      ask: (address) => this.#ask(zone, address, lookup, lookup.question, 'walk'),
      lookUpNext: () => this.#lookUpNextServer(zone, lookup),
      isOpen: () => this.#isOpen(zone) || [...zone.awaited].some((awaited) => awaited !== lookup),
      onBlocked: () => this.#breakDeadlock(),
      grace: () => clock.sleep(limits.negativeGraceMs, signal),
    });
  }

  /** The deepest zone known that encloses the name. DS belongs to the parent's side of a cut (RFC 4035 3.1.4.1). */
  #deepestZone({ name, type }: Question): ServedZone {
    const enclosing = [...this.#zones.values()].filter(
      (zone) => isWithin(name, zone.name) && !(type === 'DS' && zone.name === name && name !== ROOT),
    );
    return enclosing.reduce((best, zone) =>
      labelsOf(zone.name).length > labelsOf(best.name).length ? zone : best,
    );
  }

  /** Whether a query to the parent is out whose referral may name more servers of the zone. */
  #isOpen(zone: ServedZone): boolean {
    return [...this.#out].some(
      ({ zone: asked, question }) => asked === zone.parent && isWithin(question.name, zone.name),
    );
  }

  #breakDeadlock(): void {
    const blocked = this.#lookups.filter((lookup) => lookup.blocked !== null);
    const deadlocked = deadlockedLookups(blocked, (zone) => this.#isOpen(zone));
    // A race looks up few name servers at a time: the next one may be the way out for all of them.
    const hasWayOut = deadlocked.some((lookup) => this.#lookUpNextServer(lookup.blocked!.zone, lookup));
    if (hasWayOut) return;
    for (const lookup of deadlocked) lookup.blocked?.giveUp();
  }

  // Zones and their servers

  /** Asks every server of a zone on the question's path whether it serves it. */
  #examine(zone: ServedZone): void {
    if (zone.examined || !zone.isBelowTld) return;
    zone.examined = true;
    const probed = new Set<string>();
    const probeNew = () => {
      for (const address of zone.addresses.keys()) {
        if (probed.has(address)) continue;
        probed.add(address);
        this.#track(this.#probeApex(zone, address));
      }
    };
    zone.watch(probeNew);
    probeNew();
    this.#checkGlue(zone, (name) => !isWithin(name, zone.name));
  }

  /** Looks up the name servers whose address is known from glue alone. */
  #checkGlue(zone: ServedZone, isDue: (name: DomainName) => boolean): void {
    for (const name of zone.nameServers) {
      if (zone.hasAddressOf(name) && !zone.lookedUp.has(name) && isDue(name))
        this.#lookUpServer(zone, name, { depth: 0, parent: null, width: VERIFICATION_WIDTH });
    }
  }

  /** Checks the name servers inside the zone when its servers have had their say, at those that helped: the others would be
   *  asked in vain, and that spends the queries they are judged with. */
  #checkGlueInside(zone: ServedZone): void {
    const isBusy = [...this.#out].some((out) => out.zone === zone);
    if (zone.examined && zone.helpful.size > 0 && !isBusy)
      this.#checkGlue(zone, (name) => isWithin(name, zone.name));
  }

  async #probeApex(zone: ServedZone, address: string): Promise<void> {
    const soa = { name: zone.name, type: 'SOA' };
    const { outcome } = await this.#ask(zone, address, null, soa, 'apex-soa');
    if (outcome?.kind !== 'answered') return;
    const response = classifyResponse(outcome.message, zone.name, soa);
    if (response.kind === 'answer')
      await this.#ask(zone, address, null, { name: zone.name, type: 'NS' }, 'apex-ns');
  }

  /** Looks up the next name server of the zone that has no address yet. False when none is left or a limit forbids it. */
  #lookUpNextServer(zone: ServedZone, lookup: Lookup): boolean {
    const { nameServersPerZone, failingNameServersPerZone } = this.#setup.limits;
    const next = [...zone.nameServers].find((name) => !zone.lookedUp.has(name) && !zone.hasAddressOf(name));
    if (next === undefined) return false;
    if (zone.lookedUp.size >= nameServersPerZone)
      return this.#reached('name-servers-per-zone', nameServersPerZone, zone);
    if (zone.failedLookups >= failingNameServersPerZone) {
      return this.#reached('failing-name-servers', failingNameServersPerZone, zone);
    }
    // Those still running may fail too, and then the limit would have come too late.
    if (zone.failedLookups + zone.runningLookups >= failingNameServersPerZone) return false;
    return this.#lookUpServer(zone, next, {
      depth: lookup.depth + 1,
      parent: lookup,
      width: this.#setup.limits.raceWidth,
    });
  }

  /** Looks up A and AAAA of a name server and adds what is found. False when a limit forbids it. */
  #lookUpServer(
    zone: ServedZone,
    name: DomainName,
    { depth, parent, width }: { depth: number; parent: Lookup | null; width: number },
  ): boolean {
    const { subTraces, subTraceDepth } = this.#setup.limits;
    const isNeeded = !zone.hasAddressOf(name);
    zone.lookedUp.add(name);
    if (depth > subTraceDepth) {
      zone.limit = 'sub-trace-depth';
      return this.#reached('sub-trace-depth', subTraceDepth, zone);
    }
    if (isNeeded && this.#subTraces >= subTraces) {
      zone.limit = 'sub-traces';
      return this.#reached('sub-traces', subTraces, zone);
    }
    if (isNeeded) {
      this.#subTraces += 1;
      zone.runningLookups += 1;
    }
    const lookups = ['A', 'AAAA'].map((type) =>
      this.#lookUp({
        purpose: 'nameserver-address',
        question: { name, type },
        parent: parent ?? this.#lookups[0]!,
        visited: [],
        depth,
        width,
        neededBy: zone,
      }),
    );
    for (const { lookup } of lookups) zone.awaited.add(lookup);
    let running = lookups.length;
    for (const { lookup, end } of lookups) {
      this.#track(
        end.then((outcome) => {
          zone.awaited.delete(lookup);
          this.#addLookedUp(zone, name, lookup, outcome);
          if (isNeeded && outcome.kind === 'budget') zone.limit = outcome.limit;
          running -= 1;
          if (isNeeded && running === 0) {
            zone.runningLookups -= 1;
            if (!zone.hasAddressOf(name)) zone.failedLookups += 1;
          }
          zone.changed();
          this.#breakDeadlock();
        }),
      );
    }
    return true;
  }

  #addLookedUp(zone: ServedZone, nameServer: DomainName, lookup: Lookup, outcome: LookupOutcome): void {
    if (outcome.kind !== 'answer') return;
    const addresses = outcome.records
      .filter(isAddressRecord)
      .slice(0, this.#setup.limits.addressesPerNameServer)
      .map(({ data }) => ({ address: data, source: 'lookup' as const }));
    const added = addresses.filter(({ address, source }) =>
      this.#addAddress(zone, nameServer, address, source),
    );
    if (added.length === 0) return;
    this.#setup.emit({
      type: 'addresses-learned',
      zone: zone.name,
      nameServer,
      addresses: added,
      lookupId: lookup.id,
    });
  }

  #addAddress(zone: ServedZone, nameServer: DomainName, address: string, source: 'glue' | 'lookup'): boolean {
    const { addressesPerZone } = this.#setup.limits;
    const isOneMore = !zone.addresses.has(address);
    if (isOneMore && zone.addresses.size >= addressesPerZone)
      return this.#reached('addresses-per-zone', addressesPerZone, zone);
    return zone.addAddress(nameServer, address, source);
  }

  /** Takes up what a referral adds to what is known of the zone it points to. */
  #learnDelegation(parent: ServedZone, name: DomainName, message: Message, hopId: number): void {
    const { nameServersPerZone, addressesPerNameServer } = this.#setup.limits;
    const known = this.#zones.get(name);
    const zone = known ?? new ServedZone(name, parent);
    const named = message.authority.flatMap((record) => {
      const target = record.type === 'NS' && record.name === name ? targetOf(record) : null;
      return target ? [target] : [];
    });
    const additions = named.flatMap((server) => {
      const isNew = !zone.nameServers.has(server);
      if (isNew && zone.nameServers.size >= nameServersPerZone) {
        this.#reached('name-servers-per-zone', nameServersPerZone, zone);
        return [];
      }
      zone.nameServers.add(server);
      const glue = message.additional.filter(
        (record) => isAddressRecord(record) && record.name === server && isWithin(server, parent.name),
      );
      const addresses = glue
        .slice(0, addressesPerNameServer)
        .filter(({ data }) => this.#addAddress(zone, server, data, 'glue'))
        .map(({ data }) => ({ address: data, source: 'glue' as const }));
      return isNew || addresses.length > 0 ? [{ name: server, addresses }] : [];
    });
    if (known && additions.length === 0) return;
    this.#zones.set(name, zone);
    const signed = message.authority.some((record) => record.type === 'DS' && record.name === name);
    this.#setup.emit({
      type: 'delegation-learned',
      zone: name,
      parent: parent.name,
      hopId,
      nameServers: additions,
      signed,
    });
    if (known) zone.changed();
  }

  // Hops

  /** Asks a server of a zone; the same question to the same server is asked once. `outcome` is null when it was not asked. */
  #ask(
    zone: ServedZone,
    address: string,
    lookup: Lookup | null,
    question: Question,
    probe: Probe,
  ): Promise<HopEnd> {
    const key = `${zone.name} ${address} ${question.name} ${question.type}`;
    const known = this.#hops.get(key);
    if (known) return known;
    const out = { zone, question };
    if (probe === 'walk') this.#out.add(out);
    const hop = this.#inFlightLimit(() =>
      this.#hop(zone, address, lookup ?? this.#lookups[0]!, question, probe),
    ).then((end) => {
      this.#out.delete(out);
      this.#checkGlueInside(zone);
      // The zones below may have waited for what this query could tell of them.
      for (const child of this.#zones.values()) if (child.parent === zone) child.changed();
      this.#breakDeadlock();
      return end;
    });
    this.#hops.set(key, hop);
    this.#track(hop);
    return hop;
  }

  async #hop(
    zone: ServedZone,
    address: string,
    lookup: Lookup,
    question: Question,
    probe: Probe,
  ): Promise<HopEnd> {
    const { emit, signal } = this.#setup;
    if (signal.aborted) throw signal.reason;
    const server = zone.addresses.get(address)!;
    let hopId = -1;
    const begin = () => {
      hopId = this.#hopCount;
      this.#hopCount += 1;
      const { nameServer, source: addressSource } = server;
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
    };
    const skip = (reason: SkipReason, outcome: HopOutcome | null): HopEnd => {
      emit({ type: 'query-skipped', reason, ...begin() });
      return { hopId, outcome };
    };
    const reason = this.#setup.skipReason(address);
    if (reason) return skip(reason, null);

    const outcome = await askHop(
      {
        address,
        question,
        // An examined zone's servers are judged by the SOA probe, which is confirmed instead.
        confirmErrors: probe === 'apex-soa' || !zone.examined,
        onStart: () => emit({ type: 'query-sent', ...begin() }),
        onTry: (attempt) => emit({ type: 'query-tried', hopId, attempt }),
        onLimit: (limit) => this.#reached(limit, this.#allowed(limit), null),
      },
      this.#hopSetup,
    );
    switch (outcome.kind) {
      case 'forbidden':
        throw new Error(`the exchange refuses ${address}, which the walk was told it may ask`);
      case 'over-budget':
        return skip('budget', outcome);
      case 'failed': {
        const { reason: failure, elapsedMs, tries } = outcome;
        emit({ type: 'query-failed', hopId, elapsedMs, tries, reason: failure });
        break;
      }
      case 'answered': {
        const { message, wire, elapsedMs, tries } = outcome;
        emit({ type: 'response-received', hopId, elapsedMs, tries, message, wire });
        const { worth } = judgeResponse(message, zone.name, question, hopId);
        if (worth === 'decisive' || worth === 'denial') zone.helpful.add(address);
        const response = classifyResponse(message, zone.name, question);
        if (response.kind === 'alias') this.#heard.set(hopId, { zone, message, hopId });
        if (response.kind === 'referral') this.#learnDelegation(zone, response.zone, message, hopId);
      }
    }
    return { hopId, outcome };
  }

  // Bookkeeping

  #allowed(limit: LimitName): number {
    const { queries, queriesPerAddress, receivedBytes } = this.#setup.limits;
    return limit === 'queries' ? queries : limit === 'bytes' ? receivedBytes : queriesPerAddress;
  }

  /** Says once that a limit was reached. Always false, for the callers that then do not do what it forbids. */
  #reached(limit: LimitName, allowed: number, zone: ServedZone | null): false {
    const key = `${limit} ${zone?.name ?? ''}`;
    if (!this.#limitsReached.has(key)) {
      this.#limitsReached.add(key);
      this.#setup.emit({ type: 'limit-reached', limit, allowed, zone: zone?.name ?? null });
    }
    return false;
  }

  /** Keeps the trace open until `work` has ended. */
  #track(work: Promise<unknown>): void {
    const tracked: Promise<void> = work.then(() => {
      this.#work.delete(tracked);
    });
    // What is still under way when the trace is cut off rejects with nobody waiting for it.
    tracked.catch(() => {});
    this.#work.add(tracked);
  }
}

/** What the reply that led here already says of the lookup, when its server has authority for that: an alias and its target
 *  in one zone come in one message, and no resolver asks again (RFC 1034 4.3.2 step 3a). */
function stepHeard(
  lookup: Lookup,
  zone: ServedZone,
  heard: Heard | undefined,
): Exclude<Step, { kind: 'referral' }> | null {
  if (heard?.zone !== zone) return null;
  const judgement = judgeResponse(heard.message, zone.name, lookup.question, heard.hopId);
  const isUsable = judgement.worth === 'decisive' || judgement.worth === 'denial';
  return isUsable && judgement.step.kind !== 'referral' ? judgement.step : null;
}
