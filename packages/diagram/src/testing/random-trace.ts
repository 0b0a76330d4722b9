// Traces nobody would write down: any mix of referrals, replies, lookups and findings, for the tests of properties.
import type { TraceEvent } from '@delegraph/model';
import * as fc from 'fast-check';
import {
  type Reply,
  type Servers,
  addressRecord,
  answers,
  cname,
  eventLog,
  record,
  thirteen,
} from './event-log.ts';

interface Step {
  action: 'refer' | 'ask' | 'alias' | 'verify' | 'glueless' | 'target' | 'raise' | 'learn' | 'end';
  /** Chooses among what there is: a zone, a lookup, a reply. */
  pick: number;
  other: number;
}

/** Event logs that keep the grammar of TraceEvent, whatever they tell. */
export const randomTrace: fc.Arbitrary<TraceEvent[]> = fc
  .array(
    fc.record<Step>({
      action: fc.constantFrom(
        'refer',
        'ask',
        'alias',
        'verify',
        'glueless',
        'target',
        'raise',
        'learn',
        'end',
      ),
      pick: fc.nat(50),
      other: fc.nat(50),
    }),
    { maxLength: 30 },
  )
  .map(play);

const CODES = ['lame-refused', 'glue-missing-in-domain', 'ns-is-cname', 'soa-timers-odd'] as const;
const SEVERITIES = ['error', 'warning', 'notice', 'info'] as const;
const REPLIES: readonly Reply[] = [
  'timeout',
  'pending',
  'skipped',
  { rcode: 'REFUSED' },
  { rcode: 'NXDOMAIN' },
];

function play(steps: readonly Step[]): TraceEvent[] {
  const log = eventLog('www.z1.test A', { 'a.root.test': ['192.0.2.1', '2001:db8::1'] });
  const zones = ['.'];
  const lookups = [log.lookup('question', 'www.z1.test A')];
  const ended = new Set<number>();

  for (const { action, pick, other } of steps) {
    const zone = one(zones, pick);
    const lookup = one(lookups, other);
    if (action === 'refer') {
      const child = zone === '.' ? `z${zones.length}` : `z${zones.length}.${zone}`;
      log.refer(lookup, zone, child, serversOf(child, pick + other), {
        glue: () => other % 3 > 0,
        signed: pick % 2 === 0,
      });
      zones.push(child);
    } else if (action === 'ask') {
      const replies = [...REPLIES, answers(record('www.z1.test', 'A', '192.0.2.80'))];
      log.ask(lookup, zone, 'www.z1.test A', (address) => one(replies, address.length + pick));
    } else if (action === 'verify' || action === 'glueless') {
      const name = action === 'verify' ? `ns0.${zone}` : `ns${other}.elsewhere.test`;
      lookups.push(
        log.lookup('nameserver-address', `${zone === '.' ? 'a.root.test' : name} A`, {
          parent: lookup,
          neededBy: zone,
        }),
      );
    } else if (action === 'target') {
      lookups.push(
        log.lookup('target', `host${other}.${zone === '.' ? 'test' : zone} A`, { parent: lookup }),
      );
    } else if (action === 'raise') {
      const address = pick % 2 === 0 ? {} : { address: `198.51.100.${other}` };
      const nameServer = zone === '.' ? 'a.root.test' : `ns${other % 3}.${zone}`;
      log.raise(one(CODES, pick), one(SEVERITIES, other), { zone, nameServer, ...address });
    } else if (action === 'learn' && zone !== '.') {
      log.learnAddresses(zone, `ns0.${zone}`, [`203.0.113.${pick}`, `2001:db8::${other}`], lookup);
    } else if ((action === 'alias' || action === 'end') && !ended.has(lookup)) {
      ended.add(lookup);
      const [hopId] = log.ask(lookup, '.', 'www.z1.test A', () => ({ rcode: 'NXDOMAIN' }));
      if (action === 'alias') {
        const next = log.lookup('alias', `alias${lookup}.test A`, { parent: lookup });
        lookups.push(next);
        log.endLookup(lookup, {
          kind: 'alias',
          link: cname('www.z1.test', `alias${lookup}.test`, 60),
          hopId: hopId!,
          next,
        });
      } else if (pick % 3 === 0) {
        log.endLookup(lookup, {
          kind: 'answer',
          records: [addressRecord('www.z1.test', '192.0.2.80')],
          hopId: hopId!,
        });
      } else {
        log.endLookup(lookup, pick % 3 === 1 ? { kind: 'nxdomain', hopId: hopId! } : { kind: 'loop' });
      }
    }
  }
  return log.end();
}

function one<T>(list: readonly T[], pick: number): T {
  return list[pick % list.length]!;
}

function serversOf(zone: string, seed: number): Servers {
  if (seed % 7 === 0) return thirteen(`ns0.${zone}`, seed);
  return Object.fromEntries(
    Array.from({ length: (seed % 5) + 1 }, (_, index) => [
      `ns${index}.${zone}`,
      [`198.51.100.${seed + index}`, `2001:db8:${seed}::${index}`],
    ]),
  );
}
