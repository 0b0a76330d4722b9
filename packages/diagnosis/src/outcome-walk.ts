// A cold lookup through the delegation graph, all its turns at once: at each zone cut one address is picked, all alike;
// probabilities multiply along the cuts, and aliases go on.
//
//     . --1/13--> test --1/6--> example.test --3/4--> answer
//                                            --1/4--> REFUSED: the end without a second try, another server with one
import { type DomainName, type ExperiencedKind, type Question, isWithin } from '@delegraph/model';
import type {
  OutcomeEvidence,
  PickedServer,
  ResolverStyle,
  ServerSays,
  ZoneEntry,
} from './outcome-evidence.ts';
import { type ServerOdds, firstTryOdds, retryOdds } from './outcome-odds.ts';

/** An end of the walk. `atOnce` is the part of its probability for which nothing was waited for. */
export interface WalkedEnd {
  kind: ExperiencedKind;
  records: readonly string[];
  probability: number;
  atOnce: number;
}

/** All that may come of a lookup. */
export interface Walked {
  ends: readonly WalkedEnd[];
  expectedTimeouts: number;
  worstTimeouts: number;
  expectedQueries: number;
}

export interface WalkSetup {
  evidence: OutcomeEvidence;
  style: ResolverStyle;
  retries: boolean;
  /** Whether one more alias is followed after so many. */
  follows: (followed: number) => boolean;
}

/** Resolvers give up on names of servers nested deeper than this: `max-recursion-depth` of BIND. */
const MAX_NESTED_LOOKUPS = 7;

/** Walks for one style of resolver. Each lookup from each set of zones already entered is computed once. Within a circle of
 *  name servers, a lookup that would wait for itself counts as failed. */
export class OutcomeWalk {
  readonly #setup: WalkSetup;
  readonly #known = new Map<string, Walked>();
  readonly #open = new Set<string>();
  readonly #notAsked = new Set<string>();
  #nested = 0;
  #followed = 0;

  constructor(setup: WalkSetup) {
    this.#setup = setup;
  }

  /** Servers that could be picked of which it is not known what they say. */
  get notAsked(): ReadonlySet<string> {
    return this.#notAsked;
  }

  /** All that may come of `question` for a resolver that knows nothing but the root servers. */
  resolve(question: Question): Walked {
    return this.#resolve(question, [this.#setup.evidence.root]);
  }

  /** The lookup by a resolver that has entered the zones of `path`, the last of which it asks next. */
  #resolve(question: Question, path: readonly ZoneEntry[]): Walked {
    const key = `${question.name} ${question.type} ${path.map((entry) => entry.key).join(' ')}`;
    const before = this.#known.get(key);
    if (before) return before;
    const walked = this.#ask(question, path);
    this.#known.set(key, walked);
    return walked;
  }

  #ask(question: Question, path: readonly ZoneEntry[]): Walked {
    const { servers, mayHaveMore } = path.at(-1)!;
    if (servers.length === 0) return ended(mayHaveMore ? 'unknown' : 'servfail');
    const candidates = this.#candidates(question, path);
    if (candidates.length === 0) return ended('unknown');
    const orderOdds = (this.#setup.retries ? retryOdds : firstTryOdds)(candidates.map(({ odds }) => odds));

    const ends = new Map<string, WalkedEnd>();
    let expectedTimeouts = 0;
    let expectedQueries = 0;
    let worstAfter = 0;
    candidates.forEach(({ says, reached, waits, address }, index) => {
      const { chosen, chosenAtOnce, tried } = orderOdds[index]!;
      expectedTimeouts += tried * (address.expectedTimeouts + reached * waits);
      expectedQueries += tried * (address.expectedQueries + reached);
      if (chosen === 0) return;
      const after = this.#after(says, question, path);
      expectedTimeouts += chosen * after.expectedTimeouts;
      expectedQueries += chosen * after.expectedQueries;
      worstAfter = Math.max(worstAfter, after.worstTimeouts);
      for (const end of after.ends)
        add(ends, { ...end, probability: chosen * end.probability, atOnce: chosenAtOnce * end.atOnce });
    });
    const failed = candidates.map(({ odds }) => odds.failsAtOnce);
    const helped = orderOdds.reduce((sum, { chosen }) => sum + chosen, 0);
    if (helped < 1 - ROUNDING) {
      const atOnce = this.#setup.retries
        ? failed.reduce((product, one) => product * one, 1)
        : failed.reduce((sum, one) => sum + one / candidates.length, 0);
      add(ends, { kind: 'servfail', records: [], probability: 1 - helped, atOnce });
    }
    const worstTries = candidates.map(({ waits, address }) => address.worstTimeouts + waits);
    const worstHere = this.#setup.retries
      ? worstTries.reduce((sum, tries) => sum + tries, 0)
      : Math.max(...worstTries);
    return {
      ends: [...ends.values()],
      expectedTimeouts,
      expectedQueries,
      worstTimeouts: worstHere + worstAfter,
    };
  }

  /** The servers of which it is known what they say, and how each may help. */
  #candidates(question: Question, path: readonly ZoneEntry[]): Candidate[] {
    const { zone, servers } = path.at(-1)!;
    const heard = servers.flatMap((server) => {
      const says = this.#setup.evidence.says(zone, server.address, question);
      if (says.kind !== 'unknown') return [{ server, says }];
      this.#notAsked.add(`${server.nameServer} (${server.address})`);
      return [];
    });
    const isSure = heard.some(({ says }) => helps(says) && !isDoubtful(says));
    return heard.map(({ server, says }) =>
      this.#candidate({ server, path, says: isSure && isDoubtful(says) ? LAME : says }),
    );
  }

  #candidate(picked: { server: PickedServer; path: readonly ZoneEntry[]; says: ServerSays }): Candidate {
    const { server, path, says } = picked;
    const address = server.lookup === null ? AT_HAND : known(this.#addressOf(server.lookup, path));
    const found = address.ends.filter(({ kind }) => kind === 'answer');
    const reached = found.reduce((sum, end) => sum + end.probability, 0);
    const reachedAtOnce = found.reduce((sum, end) => sum + end.atOnce, 0);
    const lostAtOnce = address.ends.reduce((sum, end) => sum + end.atOnce, 0) - reachedAtOnce;
    const waits = says.kind === 'fails' && says.waits ? 1 : 0;
    const odds = helps(says)
      ? { helps: reached, helpsAtOnce: reachedAtOnce, failsAtOnce: lostAtOnce }
      : { helps: 0, helpsAtOnce: 0, failsAtOnce: lostAtOnce + (waits === 0 ? reachedAtOnce : 0) };
    return { says, odds, reached, waits, address };
  }

  /** The lookup of a name server's address, from outside the zone it serves. */
  #addressOf(lookup: Question, path: readonly ZoneEntry[]): Walked {
    const entered = deepest(path.slice(0, -1), lookup.name);
    if (this.#nested >= MAX_NESTED_LOOKUPS) return ended('servfail');
    return this.#once(`address ${keyOf(lookup)}`, 'servfail', () => {
      this.#nested += 1;
      const walked = this.#resolve(lookup, entered);
      this.#nested -= 1;
      return walked;
    });
  }

  #after(says: ServerSays, question: Question, path: readonly ZoneEntry[]): Walked {
    const { evidence, style, follows } = this.#setup;
    switch (says.kind) {
      case 'referral': {
        const { zone, message } = says;
        const parent = path.at(-1)!.zone;
        const ways = evidence.entriesAfter(message, { zone, parent, style });
        return mixed(
          ways.map(({ share, entry }) => ({ share, walked: this.#resolve(question, [...path, entry]) })),
        );
      }
      case 'alias': {
        const { link, message } = says;
        if (!follows(this.#followed)) return ended('answer', [`${link.type} ${link.target}`]);
        const next: Question = { name: link.target, type: question.type };
        const more = evidence.goesOn(message, path.at(-1)!.zone, next);
        return this.#once(`alias ${keyOf(question)}`, 'loop', () => {
          this.#followed += 1;
          const walked = more ? this.#after(more, next, path) : this.#resolve(next, deepest(path, next.name));
          this.#followed -= 1;
          return walked;
        });
      }
      case 'answer':
        return ended('answer', says.records);
      case 'nodata':
      case 'nxdomain':
        return ended(says.kind);
      default:
        return ended('servfail');
    }
  }

  /** `walk`, unless it is under way already and would wait for itself. */
  #once(key: string, otherwise: ExperiencedKind, walk: () => Walked): Walked {
    if (this.#open.has(key)) return ended(otherwise);
    this.#open.add(key);
    const walked = walk();
    this.#open.delete(key);
    return walked;
  }
}

interface Candidate {
  says: ServerSays;
  odds: ServerOdds;
  /** The probability that its address is found. */
  reached: number;
  /** 1 for a server whose silence is waited for. */
  waits: 0 | 1;
  /** What it takes to find its address. */
  address: Walked;
}

const ROUNDING = 1e-9;
const LAME: ServerSays = { kind: 'fails', waits: false };
/** An address that came with the name. */
const AT_HAND: Walked = ended('answer');

/** The lookup of an address as far as it is known. That the trace found the address shows that it can be found. */
function known(walked: Walked): Walked {
  const ends = walked.ends.filter(({ kind }) => kind !== 'unknown');
  const share = ends.reduce((sum, { probability }) => sum + probability, 0);
  if (share < ROUNDING) return AT_HAND;
  return {
    ...walked,
    ends: ends.map((end) => ({
      ...end,
      probability: end.probability / share,
      atOnce: end.atOnce / share,
    })),
  };
}

function helps({ kind }: ServerSays): boolean {
  return kind !== 'fails' && kind !== 'unknown';
}

function isDoubtful(says: ServerSays): boolean {
  return 'doubtful' in says && says.doubtful;
}

function ended(kind: ExperiencedKind, records: readonly string[] = []): Walked {
  return {
    ends: [{ kind, records, probability: 1, atOnce: 1 }],
    expectedTimeouts: 0,
    worstTimeouts: 0,
    expectedQueries: 0,
  };
}

function mixed(ways: readonly { share: number; walked: Walked }[]): Walked {
  const ends = new Map<string, WalkedEnd>();
  for (const { share, walked } of ways) {
    for (const end of walked.ends)
      add(ends, { ...end, probability: share * end.probability, atOnce: share * end.atOnce });
  }
  const mean = (of: (walked: Walked) => number) =>
    ways.reduce((sum, { share, walked }) => sum + share * of(walked), 0);
  return {
    ends: [...ends.values()],
    expectedTimeouts: mean(({ expectedTimeouts }) => expectedTimeouts),
    expectedQueries: mean(({ expectedQueries }) => expectedQueries),
    worstTimeouts: Math.max(...ways.map(({ walked }) => walked.worstTimeouts)),
  };
}

function add(ends: Map<string, WalkedEnd>, end: WalkedEnd): void {
  const key = [end.kind, ...end.records].join(' ');
  const known = ends.get(key);
  if (known) {
    known.probability += end.probability;
    known.atOnce += end.atOnce;
  } else ends.set(key, { ...end });
}

/** The way to the deepest zone entered that encloses the name. */
function deepest(path: readonly ZoneEntry[], name: DomainName): readonly ZoneEntry[] {
  const last = path.findLastIndex(({ zone }) => isWithin(name, zone));
  return path.slice(0, last + 1);
}

function keyOf({ name, type }: Question): string {
  return `${name} ${type}`;
}
