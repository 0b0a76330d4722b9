// What of a trace is worth drawing. Lookups that only verify an address stay out of the picture until a fault needs them.
import {
  type DomainName,
  type Finding,
  type LookupState,
  type ResourceRecord,
  type TraceState,
  type ZoneState,
  isAddressRecord,
  isWithin,
  zoneNamed,
} from '@delegraph/model';

/** The lookups whose way through the tree is drawn, by id: the question, its aliases, and the addresses of name servers
 *  that came without glue or are in doubt, as far as a drawn lookup needed them. What is drawn once is drawn in every later state. */
export function drawnLookups(state: TraceState): LookupState[] {
  const needed = neededLookups(state);
  // What is wrong with the answers of a server says nothing of its address.
  const inDoubt = state.findings.filter(
    (finding) => isFault(finding) && !/^(?:lame|server)-/.test(finding.code),
  );
  const faulty = new Set(inDoubt.map(({ nameServer }) => nameServer));
  return state.lookups.filter(({ id, purpose, question }) => {
    return needed.has(id) || (purpose === 'nameserver-address' && faulty.has(question.name));
  });
}

/** The zones in the picture, in the order they were learned. A zone is drawn when a drawn lookup asked it or needs it,
 *  when a fault is in it, or when a drawn zone is below it. */
export function drawnZones(state: TraceState, lookups: readonly LookupState[]): ZoneState[] {
  const drawn = new Set<DomainName>();
  const draw = (zone: DomainName | null): void => {
    if (zone === null || drawn.has(zone)) return;
    drawn.add(zone);
    draw(zoneNamed(state, zone)?.parent ?? null);
  };
  draw(state.zones[0]?.name ?? null);
  const ids = new Set(lookups.map(({ id }) => id));
  for (const { lookupId, zone } of state.hops) if (ids.has(lookupId)) draw(zone);
  for (const { neededBy } of lookups) draw(neededBy);
  for (const finding of state.findings) if (isFault(finding) && finding.scope !== 'trace') draw(finding.zone);
  return state.zones.filter(({ name }) => drawn.has(name));
}

/** The branch of the tree each zone is on, 0 being that of the asked name. The first zone a needed lookup learned below
 *  another goes on with its branch; every other starts the next one.
 *  Depends on nothing that can change later, and counts the zones that are not drawn too: so nothing ever swaps places. */
export function branchesOf(state: TraceState): ReadonlyMap<DomainName, number> {
  const needed = neededLookups(state);
  const branches = new Map<DomainName, number>();
  const continued = new Set<DomainName>();
  let last = 0;
  for (const { name, parent, learnedFrom } of state.zones) {
    const lookupId = learnedFrom === null ? undefined : state.hops[learnedFrom]?.lookupId;
    if (parent === null) {
      branches.set(name, 0);
    } else if (lookupId !== undefined && needed.has(lookupId) && !continued.has(parent)) {
      continued.add(parent);
      branches.set(name, branches.get(parent) ?? 0);
    } else {
      last += 1;
      branches.set(name, last);
    }
  }
  return branches;
}

/** The ids of the lookups that the walk needs: all but the verifications and what these caused. */
export function neededLookups(state: TraceState): ReadonlySet<number> {
  const needed = new Set<number>();
  const referrals = referralsByZone(state);
  // A lookup has a higher id than the one it was started for.
  for (const lookup of state.lookups) {
    const { id, parentLookupId, purpose } = lookup;
    if (parentLookupId !== null && !needed.has(parentLookupId)) continue;
    const isAddress = purpose === 'nameserver-address';
    // What a target's address is, nothing waits for.
    if (purpose !== 'target' && !(isAddress && hadGlue(state, lookup, referrals))) needed.add(id);
  }
  return needed;
}

/** A referral that was received. */
interface Referral {
  hopId: number;
  endedAtMs: number;
  additional: readonly ResourceRecord[];
}

function referralsByZone({ hops }: TraceState): ReadonlyMap<DomainName, Referral[]> {
  const referrals = new Map<DomainName, Referral[]>();
  for (const { id, endedAtMs, result } of hops) {
    if (result.status !== 'answered' || result.response.kind !== 'referral') continue;
    const { zone } = result.response;
    const known = referrals.get(zone) ?? [];
    known.push({ hopId: id, endedAtMs: endedAtMs!, additional: result.message.additional });
    referrals.set(zone, known);
  }
  return referrals;
}

/** Whether the parent had given an address of the name server when the lookup started. Later referrals do not count:
 *  what is in the picture stays in it. */
function hadGlue(
  state: TraceState,
  { neededBy, question, startedAtMs }: LookupState,
  referrals: ReadonlyMap<DomainName, readonly Referral[]>,
): boolean {
  const zone = neededBy && zoneNamed(state, neededBy);
  if (!zone || zone.parent === null) return true;
  // Glue from outside the parent zone is never trusted.
  if (!isWithin(question.name, zone.parent)) return false;
  return (referrals.get(zone.name) ?? []).some(
    ({ hopId, endedAtMs, additional }) =>
      (hopId === zone.learnedFrom || endedAtMs < startedAtMs) &&
      additional.some((record) => record.name === question.name && isAddressRecord(record)),
  );
}

function isFault({ severity }: Finding): boolean {
  return severity === 'error' || severity === 'warning';
}
