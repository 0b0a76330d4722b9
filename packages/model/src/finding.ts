// A finding: one diagnosed fact, with the hops that prove it. Its sentence is made late, by the diagnosis package.
import type { DomainName } from './names.ts';

export type Severity = 'error' | 'warning' | 'notice' | 'info';

/** From the gravest to the lightest. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'notice', 'info'];

export interface Finding {
  /** Stable, and never with another meaning: `lame-refused`. */
  code: string;
  severity: Severity;
  confidence: 'high' | 'medium' | 'low';
  scope: 'trace' | 'zone' | 'name-server' | 'address' | 'name';
  /** The zone it is about; for a finding about the trace, the root. */
  zone: DomainName;
  nameServer?: DomainName;
  address?: string;
  /** The name it is about, where that is neither zone nor name server: the owner of an alias. */
  name?: DomainName;
  /** How many of how many showed it. */
  seen?: { count: number; of: number };
  /** Hop ids, the proof. Empty only for what follows from no single hop. */
  evidence: number[];
  /** What the sentence needs beyond the fields above. */
  params: Readonly<Record<string, string | number | readonly string[]>>;
}

/** What tells two findings of a trace apart. */
export function findingKey(finding: Finding): string {
  const { code, zone, nameServer = '', address = '', name = '' } = finding;
  // An address is one server, whichever of its names it was found by.
  return [code, zone, address || nameServer, name].join(' ');
}
