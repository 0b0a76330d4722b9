// What a trace costs when there is more of everything: networks of one root server, one TLD server, and a lot behind them.
import { type ZoneSpec, type ZoneTree, zoneTree } from '@delegraph/lab';
import type { Limits } from '@delegraph/tracer';
import { ms, reported, within } from './figures.ts';
import { cpuOf } from './load.ts';
import { median } from './quantiles.ts';
import { replayExchange } from './replay.ts';
import { patientLimits, runTrace } from './run-trace.ts';
import type { Row, Section } from './table.ts';

const ROUND_TRIP_MS = 10;
const NAME_SERVERS = 10;

/** No limit but that of queries in flight: what they would cut off is what is measured here. */
const unlimited: Limits = {
  ...patientLimits,
  queries: 1e6,
  checkQueries: 1e6,
  healthQueries: 1e6,
  queriesPerAddress: 1e6,
  addressesPerNameServer: 1e6,
  addressesPerZone: 1e6,
  receivedBytes: 1e9,
  subTraces: 1e6,
  aliasLinks: 1e6,
};

const world: Record<string, ZoneSpec> = {
  '.': { servers: { 'a.root.test.': '198.51.100.1' } },
  'test.': { servers: { 'ns.nic.test.': '198.51.100.2' } },
};

/** How much more one of the most may cost than one of fewer, and the growth still be called linear. */
const LINEAR = 1.5;
const RUNS = 3;

export async function growthSection(
  servers: readonly number[],
  aliases: readonly number[],
): Promise<Section> {
  return {
    title: `Growth, in memory: CPU of a trace for each of them (linear: the last ≤ ${LINEAR} × the one before)`,
    rows: [
      ...(await growthRows(servers, (n) => `servers in one zone: ${n}`, manyServers)),
      ...(await growthRows(aliases, (n) => `aliases: ${n}`, manyAliases)),
    ],
  };
}

/** The smallest carries what every trace costs; the last says whether it grows with the number alone. */
async function growthRows(
  counts: readonly number[],
  label: (n: number) => string,
  situation: (n: number) => Situation,
): Promise<Row[]> {
  const eachMs: number[] = [];
  for (const n of counts) eachMs.push((await cpuOfTrace(situation(n), n >= 1000 ? 1 : RUNS)) / n);
  return counts.map((n, i) =>
    i === counts.length - 1
      ? within(label(n), { value: eachMs[i]!, bound: eachMs[i - 1]!, factor: LINEAR })
      : reported(label(n), ms(eachMs[i]!)),
  );
}

interface Situation {
  domain: string;
  tree: ZoneTree;
}

/** A domain with `count` addresses. They belong to ten name servers outside the TLD, so that no reply grows with their
 *  number but those that list the addresses. */
function manyServers(count: number): Situation {
  const servers = Array.from({ length: NAME_SERVERS }, (_, n): [string, string[]] => [
    `ns${n}.hosts.other.`,
    Array.from({ length: count / NAME_SERVERS }, (_, i) => `198.18.${n}.${i + 1}`),
  ]);
  return {
    domain: 'large.test.',
    tree: zoneTree({
      ...world,
      'other.': { servers: { 'ns.nic.other.': '198.51.100.3' } },
      'hosts.other.': { servers: { 'ns.nic.other.': '198.51.100.3' } },
      'large.test.': { servers: Object.fromEntries(servers), records: ['www A 192.0.2.80'] },
    }),
  };
}

/** A chain of `count` aliases, each to a domain of its own with four addresses. */
function manyAliases(count: number): Situation {
  const tree = { ...world };
  for (let n = 0; n <= count; n += 1) {
    tree[`link-${n}.test.`] = {
      servers: {
        [`ns1.link-${n}.test.`]: [`198.18.${n}.1`, `2001:db8:${n}::1`],
        [`ns2.link-${n}.test.`]: [`198.18.${n}.2`, `2001:db8:${n}::2`],
      },
      records: [n === 0 ? 'www A 192.0.2.80' : `www CNAME www.link-${n - 1}.test.`],
    };
  }
  return { domain: `link-${count}.test.`, tree: zoneTree(tree) };
}

/** The median of `runs` traces. */
async function cpuOfTrace({ domain, tree }: Situation, runs: number): Promise<number> {
  const exchange = replayExchange(tree, () => ROUND_TRIP_MS);
  const timesMs: number[] = [];
  // One more than is counted: the first makes the replies.
  for (let run = 0; run <= runs; run += 1) {
    timesMs.push(await cpuOf(() => runTrace(domain, { tree, exchange, limits: unlimited })));
  }
  return median(timesMs.slice(1));
}
