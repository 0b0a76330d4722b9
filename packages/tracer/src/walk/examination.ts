// The health tier: when the picture is whole, each server that serves a zone on the question's way is examined, and a registry
// that answered itself is asked whether it always does. findings.md 1.
import {
  type DomainName,
  DomainNameError,
  type Probe,
  type Question,
  type TraceOptions,
  isBelow,
  labelsOf,
  lastLabels,
  parseDomainName,
  withFinalDot,
} from '@delegraph/model';
import type { Random } from '../random.ts';
import type { Hops } from './hops.ts';
import type { Journal } from './journal.ts';
import type { Lookup } from './lookup.ts';
import type { ServedZone } from './served-zone.ts';
import type { Zones } from './zones.ts';

export interface ExaminationSetup {
  hops: Hops;
  zones: Zones;
  journal: Journal;
  options: Pick<TraceOptions, 'health' | 'openRecursion' | 'zoneTransferProof'>;
  random: Random;
  /** The lookups of the question and its aliases. */
  chain: () => readonly Lookup[];
}

/** A question to every server of a zone, and what it is for. */
interface Examined {
  probe: Probe;
  question: Question;
}

const RANDOM_LABEL_OCTETS = 16;
/** They hold one zone, and every trace asks them. */
const SERVERS_OF_REGISTRY_ASKED = 3;
/** The name a server gives as its own. RFC 4892. */
const OWN_NAME = parseDomainName('id.server');
/** A name that nobody has, whatever they are asked: RFC 6761 6.4. */
const FOREIGN_TLD = 'invalid';

export class Examination {
  readonly #setup: ExaminationSetup;

  constructor(setup: ExaminationSetup) {
    this.#setup = setup;
  }

  /** Whether there is anything to ask. */
  get isDue(): boolean {
    const { health, openRecursion, zoneTransferProof } = this.#setup.options;
    const isWanted = health || openRecursion || zoneTransferProof !== null;
    return (isWanted && this.#zones.length > 0) || (health && this.#registries.length > 0);
  }

  /** Asks everything at once; the pool and the limits see to the manners. */
  start(): void {
    for (const zone of this.#zones) {
      const plan = this.#planFor(zone);
      for (const address of zone.serving) this.#setup.journal.track(this.#examine(zone, address, plan));
      if (this.#setup.options.health) this.#askPrimary(zone);
    }
    if (this.#setup.options.health) for (const registry of this.#registries) this.#askRegistry(registry);
  }

  /** The zones that have a server to examine. Of the others it is known already what is wrong. */
  get #zones(): ServedZone[] {
    return this.#setup.zones.all().filter(({ serving }) => serving.size > 0);
  }

  /** The top-level domains that gave data themselves, where a delegation was to be expected. */
  get #registries(): ServedZone[] {
    const answering = this.#setup.chain().flatMap(({ zone, question, outcome }) => {
      const hasData = outcome?.kind === 'answer' || outcome?.kind === 'alias';
      return hasData && labelsOf(zone.name).length === 1 && question.name !== zone.name ? [zone] : [];
    });
    return [...new Set(answering)];
  }

  /** Asks a few of a registry's servers for a name that nobody has: whether a wildcard gave that data. SSAC SAC041. */
  #askRegistry(registry: ServedZone): void {
    const name = below(this.#randomLabel(), registry.name);
    if (name === null) return;
    for (const address of [...registry.helpful].slice(0, SERVERS_OF_REGISTRY_ASKED))
      this.#setup.journal.track(this.#ask(registry, address, 'no-such-name', { name, type: 'A' }));
  }

  async #examine(zone: ServedZone, address: string, plan: readonly Examined[]): Promise<void> {
    const { journal, options } = this.#setup;
    for (const { probe, question } of plan) journal.track(this.#ask(zone, address, probe, question));
    if (options.zoneTransferProof !== null)
      await this.#askForTransfer(zone, address, options.zoneTransferProof);
  }

  /** The primary that the zone names. It may be hidden from the public, and then it answers nobody. */
  #askPrimary(zone: ServedZone): void {
    const question = { name: zone.name, type: 'SOA' };
    for (const address of zone.primaryAddresses)
      this.#setup.journal.track(this.#ask(zone, address, 'primary-soa', question));
  }

  #planFor(zone: ServedZone): Examined[] {
    const { options } = this.#setup;
    const apex = (probe: Probe, type: string): Examined => ({ probe, question: { name: zone.name, type } });
    return [
      ...(options.health ? this.#healthPlan(zone, apex) : []),
      ...(options.openRecursion
        ? [{ probe: 'open-recursion', question: { name: this.#foreignName(), type: 'A' } } as const]
        : []),
    ];
  }

  #healthPlan(zone: ServedZone, apex: (probe: Probe, type: string) => Examined): Examined[] {
    const isSigned = zone.signed || zone.signatures;
    const random = [
      ['no-such-name', below(this.#randomLabel(), zone.name)],
      ['no-such-branch', below(`${this.#randomLabel()}.${this.#randomLabel()}`, zone.name)],
    ] as const;
    return [
      apex('soa-tcp', 'SOA'),
      apex('soa-without-edns', 'SOA'),
      apex('soa-edns-version', 'SOA'),
      apex('soa-edns-option', 'SOA'),
      apex('soa-edns-flag', 'SOA'),
      apex('small-payload', isSigned ? 'DNSKEY' : 'NS'),
      ...(isSigned
        ? [
            apex('large-payload', 'DNSKEY'),
            ...['DNSKEY', 'NSEC3PARAM', 'CDS', 'CDNSKEY'].map((type) => apex('dnssec', type)),
          ]
        : []),
      ...random.flatMap(([probe, name]): Examined[] =>
        name === null ? [] : [{ probe, question: { name, type: 'A' } }],
      ),
      ...this.#namesBetween(zone).map((name): Examined => ({
        probe: 'name-above',
        question: { name, type: 'A' },
      })),
      { probe: 'foreign-name', question: { name: this.#foreignName(), type: 'A' } },
      apex('identity', 'SOA'),
      { probe: 'host-identity', question: { name: OWN_NAME, type: 'TXT' } },
    ];
  }

  /** The names between the zone and those asked for in it: they exist, if only because something below them does. */
  #namesBetween(zone: ServedZone): DomainName[] {
    const depth = labelsOf(zone.name).length;
    const names = this.#setup
      .chain()
      .map(({ question }) => question.name)
      .filter(
        (name) => isBelow(name, zone.name) && this.#setup.zones.deepestFor({ name, type: 'A' }) === zone,
      );
    const between = names.flatMap((name) => {
      const labels = labelsOf(name).length;
      return Array.from({ length: labels - depth - 1 }, (_, i) => lastLabels(name, depth + 1 + i));
    });
    return [...new Set(between)];
  }

  /** A zone is only asked for where its owner has put the proof into it. */
  async #askForTransfer(zone: ServedZone, address: string, proof: string): Promise<void> {
    const name = below('_delegraph', zone.name);
    if (name === null) return;
    const asked = await this.#ask(zone, address, 'transfer-proof', { name, type: 'TXT' });
    const isProven =
      asked.outcome.kind === 'answered' &&
      asked.outcome.message.flags.includes('aa') &&
      asked.outcome.message.answer.some(({ type, data }) => type === 'TXT' && data === `"${proof}"`);
    if (isProven) await this.#ask(zone, address, 'zone-transfer', { name: zone.name, type: 'AXFR' });
  }

  /** A name that no server has. */
  #foreignName(): DomainName {
    return parseDomainName(`${this.#randomLabel()}.${FOREIGN_TLD}`);
  }

  #randomLabel(): string {
    return Array.from({ length: RANDOM_LABEL_OCTETS }, () =>
      String.fromCharCode('a'.charCodeAt(0) + this.#setup.random(26)),
    ).join('');
  }

  #ask(zone: ServedZone, address: string, probe: Probe, question: Question) {
    const [lookup] = this.#setup.chain();
    return this.#setup.hops.ask({ zone, address, lookup: lookup!, question, probe });
  }
}

/** The name made by putting labels before another; null when it is too long to be one. */
function below(labels: string, name: DomainName): DomainName | null {
  try {
    return parseDomainName(`${labels}.${withFinalDot(name)}`);
  } catch (error) {
    if (error instanceof DomainNameError) return null;
    throw error;
  }
}
