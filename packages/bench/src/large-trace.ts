// The event log of a trace in which a thousand servers are asked: 25 domains, one behind the other.
import { diagnose } from '@delegraph/diagnosis';
import { type ZoneSpec, type ZoneTree, zoneTree } from '@delegraph/lab';
import { type TraceEvent, recordTrace } from '@delegraph/model';
import type { Limits } from '@delegraph/tracer';
import { replayExchange } from './replay.ts';
import { factsOf, patientLimits } from './run-trace.ts';

const DOMAINS = 25;
const NAME_SERVERS = 20;
/** Addresses asked below the TLD: each name server has one of each family. */
export const LARGE_TRACE_SERVERS = DOMAINS * NAME_SERVERS * 2;

const ROUND_TRIP_MS = 5;

/** No limit: what they would cut off is what is opened. */
const unlimited: Limits = {
  ...patientLimits,
  queries: 1e6,
  healthQueries: 1e6,
  queriesPerAddress: 1e6,
  addressesPerNameServer: 1e6,
  addressesPerZone: 1e6,
  receivedBytes: 1e9,
  subTraces: 1e6,
  aliasLinks: 1e6,
};

/** All events of that trace, in order. */
export function largeTrace(): Promise<TraceEvent[]> {
  const tree = chainOfDomains();
  const exchange = replayExchange(tree, () => ROUND_TRIP_MS);
  const facts = factsOf(`domain-${DOMAINS - 1}.test.`, { tree, exchange, limits: unlimited });
  return Array.fromAsync(recordTrace(facts, diagnose));
}

/** Each domain's `www` is an alias of the one before. */
function chainOfDomains(): ZoneTree {
  const tree: Record<string, ZoneSpec> = {
    '.': { servers: { 'a.root.test.': '198.51.100.1' } },
    'test.': { servers: { 'ns.nic.test.': '198.51.100.2' } },
  };
  for (let n = 0; n < DOMAINS; n += 1) {
    const servers = Array.from({ length: NAME_SERVERS }, (_, k): [string, string[]] => [
      `ns${k + 1}.domain-${n}.test.`,
      [`198.18.${n}.${k + 1}`, `2001:db8:${n}::${(k + 1).toString(16)}`],
    ]);
    tree[`domain-${n}.test.`] = {
      servers: Object.fromEntries(servers),
      records: [n === 0 ? 'www A 192.0.2.80' : `www CNAME www.domain-${n - 1}.test.`],
    };
  }
  return zoneTree(tree);
}
