// What changed as parts of a sentence, the most important first. Each part covers the differences that only say it again:
// those of a server that came with the NS set, the finding about a server that is lame.
import type { Question } from '@delegraph/model';
import type { Difference } from './difference.ts';
import { addressClauses, dsClauses, nameServerClauses, zoneClauses } from './delegation-clauses.ts';
import { listed, movedWords, zoneText } from './phrases.ts';
import { serverClauses } from './server-clauses.ts';

export interface Clause {
  words: string;
  covers: readonly Difference[];
}

/** What is not told yet, and all there is to tell it by. */
export interface Telling {
  /** What changed and is not covered yet. */
  open: readonly Difference[];
  /** Everything, the same too: for the sets of which some members changed. */
  all: readonly Difference[];
  question: Question | null;
}

type Teller = (telling: Telling) => Clause[];

/** The clauses for everything that changed; what no clause covers is too small for one. */
export function clausesOf(all: readonly Difference[], question: Question | null): Clause[] {
  let open = all.filter(({ mark, aspect }) => mark !== 'same' && aspect !== 'context');
  const clauses: Clause[] = [];
  for (const tell of TELLERS) {
    for (const clause of tell({ open, all, question })) {
      // An earlier clause of the same teller may have covered all of it.
      if (!clause.covers.some((difference) => open.includes(difference))) continue;
      clauses.push(clause);
      const covered = new Set(clause.covers);
      open = open.filter((difference) => !covered.has(difference));
    }
  }
  return clauses;
}

const TELLERS: readonly Teller[] = [
  outcomeClauses,
  zoneClauses,
  nameServerClauses,
  addressClauses,
  serverClauses,
  answerClauses,
  aliasClauses,
  dsClauses,
  serialClauses,
  soaClauses,
  ttlClauses,
  findingClauses,
];

function outcomeClauses({ open, question }: Telling): Clause[] {
  const outcome = open.find(({ aspect }) => aspect === 'outcome');
  if (!outcome) return [];
  const name = question ? `${question.name} ${question.type}` : 'the question';
  const answers = open.filter(
    ({ aspect, zone }) => aspect === 'answer' || (aspect === 'ttl' && zone === null),
  );
  const said = answers.find(({ aspect }) => aspect === 'answer')?.after;
  return [
    {
      words: `${name} now ends in ${outcome.after}${said ? `, ${listed(said.split(', '))},` : ''} instead of ${outcome.before}`,
      covers: [outcome, ...answers, ...open.filter(({ aspect }) => aspect === 'server-answer')],
    },
  ];
}

function answerClauses({ open }: Telling): Clause[] {
  const answer = open.find(({ aspect }) => aspect === 'answer');
  const atServers = open.filter(({ aspect }) => aspect === 'server-answer');
  const followers = atServers.filter(({ mark, after }) => mark === 'changed' && after === answer?.after);
  const whole: Clause[] = answer
    ? [
        {
          words: `the answer ${movedWords(answer.before?.split(', ') ?? [], answer.after?.split(', ') ?? [])}`,
          covers: [answer, ...followers],
        },
      ]
    : [];
  const others = atServers.filter((each) => !followers.includes(each) && each.mark === 'changed');
  return [
    ...whole,
    ...others.map((each) => ({
      words: `${each.nameServer} (${each.address}) answers ${each.after}, it answered ${each.before}`,
      covers: [each],
    })),
  ];
}

function aliasClauses({ open }: Telling): Clause[] {
  return open
    .filter(({ aspect }) => aspect === 'alias')
    .map((each) => ({
      words: `the ${each.what} ${movedWords(each.before === null ? [] : [each.before], each.after === null ? [] : [each.after])}`,
      covers: [each],
    }));
}

function serialClauses({ open, all }: Telling): Clause[] {
  const changes = open.filter(({ aspect, mark }) => aspect === 'serial' && mark === 'changed');
  return [...Map.groupBy(changes, ({ zone }) => zone!)].map(([zone, some]) => {
    const servers = all.filter(
      (each) => each.zone === zone && each.aspect === 'serial' && each.mark !== 'removed',
    );
    const moves = new Set(some.map(({ before, after }) => `from ${before} to ${after}`));
    const share = some.length === servers.length ? '' : ` at ${some.length} of ${servers.length} servers`;
    const move = moves.size === 1 ? [...moves][0]! : 'in several ways';
    return { words: `the serial of ${zoneText(zone)} changed ${move}${share}`, covers: some };
  });
}

function soaClauses({ open }: Telling): Clause[] {
  return open
    .filter(({ aspect }) => aspect === 'soa')
    .map((each) => ({ words: `the SOA record of ${zoneText(each.zone!)} changed`, covers: [each] }));
}

function ttlClauses({ open }: Telling): Clause[] {
  return open
    .filter(({ aspect, mark }) => aspect === 'ttl' && mark === 'changed')
    .map((each) => ({
      words: `the ${each.what}${each.zone === null ? '' : ` of ${zoneText(each.zone)}`} changed from ${each.before} to ${each.after}`,
      covers: [each],
    }));
}

function findingClauses({ open }: Telling): Clause[] {
  const findings = open.filter(({ aspect }) => aspect === 'finding');
  const told = (word: string, mark: Difference['mark']): Clause[] => {
    const some = findings.filter((each) => each.mark === mark);
    if (some.length === 0) return [];
    const titles = [...new Set(some.map(({ before, after }) => titleOf((after ?? before)!)))];
    return [{ words: `${word} ${listed(titles.map((title) => `“${title}”`))}`, covers: some }];
  };
  return [
    ...told('newly found:', 'added'),
    ...told('no longer found:', 'removed'),
    ...told('found with another severity:', 'changed'),
  ];
}

function titleOf(value: string): string {
  return value.replace(/^[a-z]+: /u, '');
}
