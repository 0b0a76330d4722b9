// Who became lame, and who is no longer: one clause for each name server of a zone.
import type { Clause, Telling } from './clauses.ts';
import type { Difference } from './difference.ts';
import { SERVES } from './server-facts.ts';

export function serverClauses({ open, all }: Telling): Clause[] {
  const changes = open.filter(
    ({ aspect, mark, before, after }) =>
      aspect === 'standing' && (mark === 'changed' || (after ?? before) !== SERVES),
  );
  const byServer = Map.groupBy(
    changes,
    ({ zone, nameServer, mark, before, after }) => `${zone} ${nameServer} ${mark} ${before} ${after}`,
  );
  return [...byServer.values()].map((some): Clause => {
    const [{ zone, nameServer }] = some as [Difference];
    const addresses = new Set(some.map(({ address }) => address));
    const standings = all.filter(
      (each) => each.aspect === 'standing' && each.zone === zone && each.nameServer === nameServer,
    );
    // Which of its addresses, where not all of them changed alike.
    const where = some.length === standings.length ? '' : ` (${[...addresses].join(', ')})`;
    const consequences = open.filter(
      (other) =>
        other.zone === zone &&
        ((other.aspect === 'finding' && isAboutLameness(other, nameServer, addresses)) ||
          ((other.aspect === 'server-answer' || other.aspect === 'serial') &&
            other.mark !== 'changed' &&
            addresses.has(other.address))),
    );
    return { words: `${nameServer}${where} ${becameWords(some[0]!)}`, covers: [...some, ...consequences] };
  });
}

function becameWords({ mark, before, after }: Difference): string {
  if (mark === 'removed') return 'is gone; it was lame';
  if (after === SERVES) return 'is no longer lame';
  const how = after!.replace(/^lame: /u, '');
  if (mark === 'added') return `is lame (${how})`;
  return before === SERVES
    ? `is lame now (${how})`
    : `is still lame, in another way (${how}; it was ${before!.replace(/^lame: /u, '')})`;
}

/** A finding that says of the server that it is lame, or of the zone that it has lame ones. */
function isAboutLameness(
  { what, nameServer, address }: Difference,
  name: Difference['nameServer'],
  addresses: ReadonlySet<string | null>,
): boolean {
  if (!/^[a-z0-9-]*\blame\b/u.test(what)) return false;
  if (address !== null) return addresses.has(address);
  return nameServer === null || nameServer === name;
}
