// One step down the tree: how many servers of the parent said it, and whether they gave the addresses needed.
import { type DomainName, type TraceState, type ZoneState, isWithin } from '@delegraph/model';
import { countText } from './quantity-text.ts';
import type { TraceView } from './trace-view.ts';

export interface Delegation {
  parent: DomainName;
  zone: DomainName;
  /** Of the parent's addresses that were asked about a name in the zone and are done, how many referred to it. */
  agreement: { count: number; of: number };
  /** Of the name servers inside the zone, how many have glue; null when none needs any or none lacks it. */
  glueLack: { given: number; needed: number; severity: 'warning' | 'error' } | null;
  /** Whether the parent gave an address of every name server inside the zone, and there is one. */
  hasGlue: boolean;
  /** The accessible name. */
  label: string;
}

/** The delegation of `zone` by `parent`, as far as it is known. */
export function delegationOf(state: TraceView, zone: ZoneState, parent: DomainName): Delegation {
  const agreement = agreementOn(state, zone.name, parent);
  const inDomain = zone.nameServers.filter(({ name }) => isWithin(name, zone.name));
  const given = inDomain.filter(({ addresses }) => addresses.some(({ source }) => source === 'glue')).length;
  const glueLack =
    given === inDomain.length ? null : { given, needed: inDomain.length, severity: severityOf(state, zone) };
  const hasGlue = inDomain.length > 0 && glueLack === null;
  const said = `${countText(agreement.count, 'address', 'addresses')} of ${agreement.of} refer to it`;
  const glue = glueLack
    ? `, ${glueLack.severity}: glue for ${glueLack.given} of ${countText(glueLack.needed, 'name server')}`
    : hasGlue
      ? ', with glue'
      : '';
  return {
    parent,
    zone: zone.name,
    agreement,
    glueLack,
    hasGlue,
    label: `delegation of ${zone.name} by ${parent === '.' ? 'the root' : parent}: ${said}${glue}`,
  };
}

function agreementOn(state: TraceView, zone: DomainName, parent: DomainName): Delegation['agreement'] {
  const asked = new Set<string>();
  const referred = new Set<string>();
  for (const { address, question, result } of state.hopsOf(parent)) {
    if (!isWithin(question.name, zone) || result.status === 'asking' || result.status === 'skipped') continue;
    asked.add(address);
    if (
      result.status === 'answered' &&
      result.response.kind === 'referral' &&
      result.response.zone === zone
    ) {
      referred.add(address);
    }
  }
  return { count: referred.size, of: asked.size };
}

function severityOf({ findings }: TraceState, { name }: ZoneState): 'warning' | 'error' {
  const finding = findings.find(
    ({ code, zone }) => zone === name && (code === 'glue-missing-in-domain' || code === 'glue-missing-all'),
  );
  return finding?.severity === 'error' ? 'error' : 'warning';
}
