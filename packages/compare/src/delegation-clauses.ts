// What changed about who serves a zone: the zone itself, its NS set, its addresses, its DS records.
import type { DomainName } from '@delegraph/model';
import type { Clause, Telling } from './clauses.ts';
import type { Difference } from './difference.ts';
import type { Aspect } from './fact.ts';
import { listed, movedWords, zoneText } from './phrases.ts';

/** Zones that only one of the traces went through, together. What is in them comes and goes with them. */
export function zoneClauses({ open }: Telling): Clause[] {
  const zones = open.filter(({ aspect }) => aspect === 'delegation');
  const moved = zones
    .filter(({ mark }) => mark === 'changed')
    .map((each) => ({
      words: `${zoneText(each.zone!)} is delegated by ${each.after}, it was by ${each.before}`,
      covers: [each],
    }));
  return [...moved, ...comingClauses(open, zones, 'added'), ...comingClauses(open, zones, 'removed')];
}

function comingClauses(
  open: readonly Difference[],
  zones: readonly Difference[],
  wanted: 'added' | 'removed',
): Clause[] {
  const names = zones.filter(({ mark }) => mark === wanted).map(({ zone }) => zone);
  if (names.length === 0) return [];
  const [subject, verb] = names.length === 1 ? ['the zone', 'is'] : ['the zones', 'are'];
  const coming = wanted === 'added' ? 'on the way now' : 'no longer on the way';
  const covers = open.filter(
    (other) =>
      (names.includes(other.zone) && other.mark === wanted && !isNewLameness(other)) ||
      // The zone above says in its own words that one is not there.
      (other.mark !== wanted && other.mark !== 'changed' && other.what.startsWith('no-delegation-')),
  );
  return [{ words: `${subject} ${listed(names.map((name) => zoneText(name!)))} ${verb} ${coming}`, covers }];
}

export function nameServerClauses({ open, all }: Telling): Clause[] {
  const changes = open.filter(({ aspect }) => aspect === 'parent-ns' || aspect === 'child-ns');
  return [...Map.groupBy(changes, ({ zone }) => zone!)].flatMap(([zone, some]) => {
    const names = new Set(some.filter(({ mark }) => mark !== 'changed').map(({ nameServer }) => nameServer));
    const atParent = setChange(all, zone, 'parent-ns');
    const inZone = setChange(all, zone, 'child-ns');
    const sides = [
      { where: zone === '.' ? 'in the root hints' : 'at its parent', ...atParent },
      { where: 'in the zone', ...inZone },
    ].filter(({ isChanged }) => isChanged);
    // What belongs to a server that came or went with the set; that a new one is lame is news of its own.
    const covers = [
      ...some,
      ...open.filter(
        (other) =>
          other.zone === zone &&
          names.has(other.nameServer) &&
          other.mark !== 'changed' &&
          (OF_A_SERVER.has(other.aspect) || (other.aspect === 'finding' && other.mark === 'removed')) &&
          !isNewLameness(other),
      ),
    ];
    if (sides.length === 0) {
      const agreement = `the servers do not name the same NS set of ${zoneText(zone)} as before`;
      return [{ words: agreement, covers }];
    }
    const [first, second] = sides;
    const isAlike = second && first!.change === second.change;
    const words = isAlike
      ? `NS set of ${zoneText(zone)} ${first!.change}, ${first!.where} and ${second.where}`
      : sides.map(({ where, change }) => `NS set of ${zoneText(zone)} ${where} ${change}`).join('; ');
    return [{ words, covers }];
  });
}

const OF_A_SERVER: ReadonlySet<Aspect> = new Set(['glue', 'address', 'standing', 'serial', 'server-answer']);

/** From how many to how many names; of the same number, which for which. */
function setChange(all: readonly Difference[], zone: DomainName, aspect: Aspect) {
  const members = all.filter((each) => each.zone === zone && each.aspect === aspect);
  const of = (marks: readonly string[]) => members.filter(({ mark }) => marks.includes(mark));
  const [added, removed] = [of(['added']), of(['removed'])];
  const [before, after] = [members.length - added.length, members.length - removed.length];
  const change =
    before === after
      ? `has ${namesOf(added)} in place of ${namesOf(removed)}`
      : `changed from ${before} to ${after}`;
  return { isChanged: added.length + removed.length > 0, change };
}

function namesOf(some: readonly Difference[]): string {
  return listed(some.map(({ nameServer }) => nameServer!));
}

/** Glue and addresses of one name server together: where a server moved, both follow. */
export function addressClauses({ open, all }: Telling): Clause[] {
  const changes = open.filter(({ aspect }) => aspect === 'glue' || aspect === 'address');
  const byServer = Map.groupBy(changes, ({ zone, nameServer }) => `${zone} ${nameServer}`);
  return [...byServer.values()].map((some): Clause => {
    const { zone, nameServer } = some[0]!;
    const addresses = new Set(some.flatMap(({ before, after }) => [before, after]));
    const sideOf = (aspect: Aspect) => {
      const members = all.filter(
        (each) => each.zone === zone && each.nameServer === nameServer && each.aspect === aspect,
      );
      return {
        isChanged: members.some(({ mark }) => mark !== 'same'),
        words: movedWords(
          members.flatMap((each) => each.before ?? []),
          members.flatMap((each) => each.after ?? []),
        ),
      };
    };
    const [glue, own] = [sideOf('glue'), sideOf('address')];
    const words =
      glue.isChanged && own.isChanged && glue.words === own.words
        ? `glue and address of ${nameServer} ${glue.words}`
        : [
            ...(glue.isChanged ? [`glue of ${nameServer} ${glue.words}`] : []),
            ...(own.isChanged ? [`address of ${nameServer} ${own.words}`] : []),
          ].join('; ');
    const followers = open.filter(
      (other) =>
        other.zone === zone &&
        other.mark !== 'changed' &&
        addresses.has(other.address) &&
        OF_A_SERVER.has(other.aspect) &&
        !isNewLameness(other) &&
        !isPastLameness(other),
    );
    return { words, covers: [...some, ...followers] };
  });
}

export function dsClauses({ open }: Telling): Clause[] {
  return open
    .filter(({ aspect }) => aspect === 'ds')
    .map((each) => {
      const zone = zoneText(each.zone!);
      const words =
        each.before === 'none'
          ? `${zone} is signed at its parent now`
          : each.after === 'none'
            ? `${zone} is no longer signed at its parent`
            : `the DS records of ${zone} changed`;
      return { words, covers: [each] };
    });
}

function isLame({ aspect, before, after }: Difference): boolean {
  return aspect === 'standing' && (after ?? before)!.startsWith('lame');
}

/** A server that came and is lame. */
function isNewLameness(difference: Difference): boolean {
  return difference.mark === 'added' && isLame(difference);
}

function isPastLameness(difference: Difference): boolean {
  return difference.mark === 'removed' && isLame(difference);
}
