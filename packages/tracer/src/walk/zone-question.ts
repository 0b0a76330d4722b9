// One question put to the servers of one zone: all of them, or a few at a time, until one of them is decisive.
import type { LimitName, Message, SkipReason } from '@delegraph/model';
import type { HopEnd } from './hops.ts';
import type { Judgement, Step } from './judge.ts';
import type { Lookup } from './lookup.ts';
import type { ServedZone } from './served-zone.ts';

/** What the walk does for a question. */
export interface ZoneQuestionSetup {
  lookup: Lookup;
  zone: ServedZone;
  /** Asks one address; the same question to the same address is asked once, however often this is called. */
  ask: (address: string) => Promise<HopEnd>;
  judge: (message: Message, hopId: number) => Judgement;
  /** Starts looking up the address of one more name server; false when there is none left. */
  lookUpNext: () => boolean;
  /** Whether more servers of the zone may still become known. */
  isOpen: () => boolean;
  /** Told when nothing is left but to wait for more servers. */
  onBlocked: () => void;
  /** Resolves when a first denial has waited long enough for a contradiction. */
  grace: () => Promise<void>;
}

/** Resolves with the first decisive step. An exhaustive lookup goes on asking the other servers after that, those that
 *  become known later included. */
export function askZone(setup: ZoneQuestionSetup): Promise<Step> {
  const { lookup, zone } = setup;
  const exhaustive = lookup.width === Number.POSITIVE_INFINITY;
  const asked = new Set<string>();
  let inFlight = 0;
  let denial: Step | null = null;
  let doubtful: Step | null = null;
  let limit: LimitName | null = null;
  /** Why the first address was not asked, while none was. */
  let notAsked: SkipReason | null = null;
  let anyAsked = false;

  return new Promise<Step>((resolve, reject) => {
    let decided = false;
    const stopWatching = zone.watch(advance);
    advance();

    function advance(): void {
      for (const address of notYetAsked()) {
        if (decided && !exhaustive) return;
        if (inFlight >= lookup.width) return;
        askOne(address);
      }
      while (mayLookUp() && setup.lookUpNext());
      if (decided || inFlight > 0 || notYetAsked().length > 0) return;
      if (!setup.isOpen()) return decide(denial ?? doubtful ?? nothingHelped());
      if (denial) return;
      lookup.blocked = { zone, giveUp: () => decide(doubtful ?? nothingHelped()) };
      setup.onBlocked();
    }

    function notYetAsked(): string[] {
      const open = [...zone.addresses.keys()].filter((address) => !asked.has(address));
      if (exhaustive) return open;
      // Races start at different servers, so that no single one carries them all: first among those known to help.
      const helpful = open.filter((address) => zone.helpful.has(address));
      const others = open.filter((address) => !zone.helpful.has(address));
      return [...turned(helpful, lookup.id), ...turned(others, lookup.id)];
    }

    /** A race looks up further name servers only when those it knows did not help. */
    function mayLookUp(): boolean {
      if (exhaustive) return true;
      return !decided && inFlight === 0 && notYetAsked().length === 0 && zone.awaited.size < lookup.width;
    }

    function askOne(address: string): void {
      asked.add(address);
      inFlight += 1;
      lookup.blocked = null;
      setup
        .ask(address)
        .then(({ hopId, outcome }) => {
          inFlight -= 1;
          if (outcome.kind === 'over-budget') limit = outcome.limit;
          if (outcome.kind === 'skipped') notAsked ??= outcome.reason;
          else anyAsked = true;
          if (outcome.kind === 'answered') weigh(setup.judge(outcome.message, hopId));
          advance();
        })
        .catch(reject);
    }

    function weigh(judgement: Judgement): void {
      if (judgement.worth === 'decisive') decide(judgement.step);
      else if (judgement.worth === 'doubtful') doubtful ??= judgement.step;
      else if (judgement.worth === 'denial' && denial === null) {
        denial = judgement.step;
        const step = denial;
        // A race wants an address, and no second opinion on there being none.
        if (!exhaustive) return decide(step);
        setup.grace().then(() => decide(step), reject);
      }
    }

    function decide(step: Step): void {
      if (decided) return;
      decided = true;
      lookup.blocked = null;
      if (!exhaustive) stopWatching();
      resolve(step);
    }

    function nothingHelped(): Step {
      const reached = limit ?? zone.limit;
      if (reached) return { kind: 'budget', limit: reached };
      return { kind: 'unresolvable', zone: zone.name, ...(notAsked && !anyAsked ? { notAsked } : {}) };
    }
  });
}

/** The list from its n-th entry on, and then the ones before that. */
function turned<T>(list: readonly T[], n: number): T[] {
  const start = n % Math.max(list.length, 1);
  return [...list.slice(start), ...list.slice(0, start)];
}
