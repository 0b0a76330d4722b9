// A zone tree on port 53 of its own addresses: by NSD, Knot and BIND where its fault is in data, else by the lab's servers.
import { type ServedZone, type ZoneTree, respond, serveLab } from '@delegraph/lab';
import {
  type DomainName,
  type Question,
  ROOT,
  isWithin,
  parseDomainName,
  withFinalDot,
} from '@delegraph/model';
import { decodeMessage, encodeQuery, objectionTo, socketExchange } from '@delegraph/tracer';
import { type Software, startDaemons } from '../daemons.ts';
import { saidBy } from '../said-by.ts';
import { zoneCopies } from './zone-copy.ts';

/** Who serves an address. Nobody: the fault is that nothing listens there. */
export type Operator = Software | 'lab' | 'nobody';

export const DNS_PORT = 53;

/** Serves the tree for as long as the process lives. A real server stays only if it says what the scenario says. */
export async function serveCase(tree: ZoneTree, question: Question): Promise<Map<string, Operator>> {
  const operators = new Map<string, Operator>();
  await Promise.all(
    Array.from(tree.hosts, async ([address, served]) => {
      operators.set(address, (await serveReal(tree, address, served, question)) ?? 'lab');
    }),
  );
  const hosts = new Map([...tree.hosts].filter(([address]) => operators.get(address) === 'lab'));
  await serveLab({ zones: tree.zones, hosts }, { port: DNS_PORT });
  return operators;
}

async function serveReal(
  tree: ZoneTree,
  address: string,
  served: readonly ServedZone[],
  question: Question,
): Promise<Operator | null> {
  if (served.some(({ faults }) => faults.some(({ kind }) => kind === 'unreachable'))) return 'nobody';
  const zones = zoneCopies(tree, served);
  if (zones === null) return null;
  for (const software of candidates(address, served)) {
    try {
      const { stop } = await startDaemons([{ software, address, port: DNS_PORT, zones }]);
      if (await saysTheSame(tree, address, served, question)) return software;
      await stop();
    } catch {
      // One that does not take the zone leaves it to the next.
    }
  }
  return null;
}

/** BIND for the root, Knot for top-level domains, NSD and Knot for the others; the more lenient NSD where one declines. */
function candidates(address: string, served: readonly ServedZone[]): Software[] {
  const depth = Math.min(
    ...served.map(({ zone }) => withFinalDot(zone.name).split('.').filter(Boolean).length),
  );
  const isEven = /[02468ace]$/.test(address);
  const first: Software =
    depth === 0 && !address.includes(':') ? 'named' : depth === 1 || isEven ? 'knotd' : 'nsd';
  return first === 'nsd' ? ['nsd', 'knotd'] : [first, 'nsd'];
}

/** Whether the server at the address says to each question that matters what the tree says. */
async function saysTheSame(
  tree: ZoneTree,
  address: string,
  served: readonly ServedZone[],
  question: Question,
): Promise<boolean> {
  for (const { zone, faults } of served) {
    const canned = faults.flatMap((fault) =>
      fault.kind === 'says' ? [questionOf(fault.question, zone.name)] : [],
    );
    const asked = [
      { name: zone.name, type: 'SOA' },
      { name: zone.name, type: 'NS' },
      ...(isWithin(question.name, zone.name) ? [question] : []),
      // Glue that stands in a zone for one delegation serves another too: a real server cannot leave it out there.
      ...[...zone.delegations.keys()]
        .filter((cut) => !canned.some(({ name }) => isWithin(name, cut)))
        .map((name) => ({ name, type: 'A' })),
    ];
    for (const one of asked) if (!(await saysAsInTree(tree, address, one, zone.name))) return false;
    // Here what lies outside the zone is part of what the scenario has the server say.
    for (const one of canned) if (!(await saysAsInTree(tree, address, one, ROOT))) return false;
  }
  return true;
}

async function saysAsInTree(
  tree: ZoneTree,
  address: string,
  question: Question,
  zone: DomainName,
): Promise<boolean> {
  const packet = encodeQuery(1, question, { edns: true, flipCase: () => false });
  const reaction = respond(tree, address, 'udp', packet);
  if (reaction?.kind !== 'replies' || !reaction.replies[0]) return false;
  const exchange = socketExchange({
    endpointOf: () => ({ host: address, port: DNS_PORT }),
    allowTarget: () => true,
  });
  const outcome = await exchange(
    {
      address,
      transport: 'udp',
      packet,
      timeoutMs: 2000,
      socket: 'connected',
      objection: (reply) => objectionTo(packet, reply),
    },
    new AbortController().signal,
  );
  if (outcome.kind !== 'reply') return false;
  return textOf(outcome.packet, zone) === textOf(reaction.replies[0].packet, zone);
}

/** What is compared. A scenario that denies a name writes any SOA record; a server has the one of its zone. */
function textOf(packet: Uint8Array, zone: DomainName): string {
  const message = decodeMessage(packet);
  const said = saidBy(message, zone);
  const lines = message.rcode === 'NXDOMAIN' ? said.map((line) => line.replace(/ \d+ SOA .*/, ' SOA')) : said;
  return lines.join('\n');
}

function questionOf(text: string, zone: DomainName): Question {
  const [label = '', type = ''] = text.split(' ');
  return {
    name: label === '@' ? zone : parseDomainName(`${label}.${withFinalDot(zone).replace(/^\.$/, '')}`),
    type,
  };
}
