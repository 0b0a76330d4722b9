// What was found, by code and place. What only says again what a graver finding says is left out.
import { describeFinding, suppressedBy } from '@delegraph/diagnosis';
import { type Finding, type HopState, type TraceState, HEALTH_PROBES, findingKey } from '@delegraph/model';
import type { Account, Fact } from './fact.ts';

/** `other`: the trace it is compared with. */
export function findingAccount(state: TraceState, other: TraceState): Account {
  return {
    facts: state.findings
      .filter((finding) => suppressedBy(finding, state.findings) === null)
      .filter((finding) => !isByChance(state, finding))
      .map(findingFact),
    rulesOut: (fact) => wasExamined(state, other, fact.id),
  };
}

function findingFact(finding: Finding): Fact {
  const { code, severity, zone, nameServer, address, name, scope } = finding;
  const place = [name, nameServer, address && `(${address})`].filter((part) => part !== undefined).join(' ');
  return {
    aspect: 'finding',
    id: findingKey(finding),
    zone: scope === 'trace' ? null : zone,
    ...(nameServer !== undefined && { nameServer }),
    ...(address !== undefined && { address }),
    what: `${code}${place === '' ? '' : ` at ${place}`}`,
    value: `${severity}: ${describeFinding(finding).title}`,
    comparable: severity,
  };
}

const HEALTH: ReadonlySet<string> = new Set(HEALTH_PROBES);

/** Whether all that proves it is silence to a health probe that was not repeated: one lost packet. */
function isByChance(state: TraceState, finding: Finding): boolean {
  const hops = evidenceOf(state, finding);
  return (
    hops.length > 0 &&
    hops.every(
      ({ probe, result, tries }) =>
        HEALTH.has(probe) && result.status === 'failed' && result.reason === 'timeout' && tries.length < 2,
    )
  );
}

/** Whether `state` asked what the finding of `other` follows from: a server that was not examined, or not to its end, can
 *  have any habit. */
function wasExamined(state: TraceState, other: TraceState, key: string): boolean {
  const finding = other.findings.find((each) => findingKey(each) === key);
  if (!finding) return true;
  const probes = evidenceOf(other, finding).filter(({ probe }) => HEALTH.has(probe));
  if (probes.length === 0) return true;
  if (!state.zones.some(({ name }) => name === finding.zone)) return true;
  return probes.some(({ probe, zone, address }) => {
    const same = state.hops.filter((hop) => hop.zone === zone && hop.address === address);
    // A server that is gone has taken its habits with it.
    if (same.length === 0) return true;
    return same.some((hop) => hop.probe === probe && hop.result.status === 'answered');
  });
}

function evidenceOf(state: TraceState, { evidence }: Finding): HopState[] {
  return evidence.flatMap((id) => state.hops[id] ?? []);
}
