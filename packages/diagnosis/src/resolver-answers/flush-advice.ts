// How a cache is made to forget a name, by whose cache it is.
import { type DomainName, type Resolver, withFinalDot } from '@delegraph/model';

/** Something to do: a sentence, and where a program does it, its command. */
export interface AdvisedStep {
  sentence: string;
  commands: readonly { program: string; command: string }[];
}

interface Operator {
  addresses: readonly string[];
  /** Null: it offers strangers no way. */
  advice: ((name: string, type: string) => string) | null;
}

/** Public resolvers, from what was known of them in 2026; look at their own pages where it matters. */
const OPERATORS: readonly Operator[] = [
  {
    addresses: ['1.1.1.1', '1.0.0.1', '2606:4700:4700::1111', '2606:4700:4700::1001'],
    advice: (name, type) =>
      `Enter ${name} and ${type} on Cloudflare’s page “Purge Cache” (one.one.one.one/purge-cache).`,
  },
  {
    addresses: ['8.8.8.8', '8.8.4.4', '2001:4860:4860::8888', '2001:4860:4860::8844'],
    advice: (name, type) =>
      `Enter ${name} and ${type} on Google’s page “Flush Cache” (developers.google.com/speed/public-dns/cache).`,
  },
  {
    addresses: ['9.9.9.9', '149.112.112.112', '2620:fe::fe', '2620:fe::9'],
    advice: null,
  },
];

/** What makes the resolver forget the name, one step for each way there is. `zone`: where its name servers may be
 *  remembered from. A resolver nobody knows is taken for the reader's own. */
export function flushAdvice(
  { address, name: called }: Resolver,
  { name, type }: { name: DomainName; type: string },
  zone: DomainName | null,
): AdvisedStep[] {
  const operator = OPERATORS.find(({ addresses }) => addresses.includes(address));
  if (operator?.advice) return [step(operator.advice(withFinalDot(name), type))];
  if (operator) return [step(`${called} lets nobody outside flush its cache.`)];
  const ways = [
    step('If the resolver is yours, flush the name:', {
      Unbound: `unbound-control flush ${word(name)}`,
      BIND: `rndc flushname ${word(name)}`,
      PowerDNS: `rec_control wipe-cache ${word(name)}`,
      'systemd-resolved': 'resolvectl flush-caches',
    }),
  ];
  if (zone !== null && zone !== '.') {
    ways.push(
      step('It may remember the old name servers as well; all of the zone is flushed so:', {
        Unbound: `unbound-control flush_zone ${word(zone)}`,
        BIND: `rndc flushtree ${word(zone)}`,
        PowerDNS: `rec_control wipe-cache '${withFinalDot(zone).replaceAll("'", String.raw`'\''`)}$'`,
      }),
    );
  }
  return ways;
}

/** A step without commands, or with one for each program. */
export function step(sentence: string, commands: Readonly<Record<string, string>> = {}): AdvisedStep {
  return {
    sentence,
    commands: Object.entries(commands).map(([program, command]) => ({ program, command })),
  };
}

/** The name as one word of a shell. */
function word(name: DomainName): string {
  const absolute = withFinalDot(name);
  return /^[A-Za-z0-9._-]+$/.test(absolute) ? absolute : `'${absolute.replaceAll("'", String.raw`'\''`)}'`;
}
