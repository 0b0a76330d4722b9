// Traces through name servers other people wrote: NSD as root, Knot and BIND as TLDs, NSD and Knot for the domains.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { diagnose } from '@delegraph/diagnosis';
import {
  type HopState,
  type Message,
  type TraceOptions,
  type TraceState,
  digCommand,
  initialTraceState,
  parseDomainName,
  recordTrace,
  reduceTrace,
  traceOutcome,
} from '@delegraph/model';
import { addressRule, parseQuestion, socketExchange, trace } from '@delegraph/tracer';
import { programPath, skippedWithout } from './name-servers.ts';
import { type Daemon, type RunningDaemons, startDaemons } from './testing/daemons.ts';

const ROOT = '127.53.0.1';
const TEST = '127.53.0.2';
// BIND listens only on addresses that an interface has by name.
const EXAMPLE = '127.0.0.1';
const NSD = '127.53.1.1';
const KNOT = '127.53.1.2';

const soa = (server: string) => `@ 3600 IN SOA ${server} hostmaster.example. 1 7200 3600 1209600 300`;

const daemons: readonly Daemon[] = [
  {
    software: 'nsd',
    address: ROOT,
    zones: {
      '.': `$ORIGIN .
${soa('a.root-servers.test.')}
@ 3600 IN NS a.root-servers.test.
a.root-servers.test. 3600 IN A ${ROOT}
test. 3600 IN NS ns.nic.test.
ns.nic.test. 3600 IN A ${TEST}
example. 3600 IN NS ns.nic.example.
ns.nic.example. 3600 IN A ${EXAMPLE}
`,
    },
  },
  {
    software: 'knotd',
    address: TEST,
    zones: {
      test: `$ORIGIN test.
${soa('ns.nic.test.')}
@ 3600 IN NS ns.nic
ns.nic 3600 IN A ${TEST}
healthy 3600 IN NS ns1.healthy
healthy 3600 IN NS ns2.healthy
ns1.healthy 3600 IN A ${NSD}
ns2.healthy 3600 IN A ${KNOT}
lame 3600 IN NS ns1.lame
lame 3600 IN NS ns2.lame
ns1.lame 3600 IN A ${NSD}
ns2.lame 3600 IN A ${KNOT}
no-glue 3600 IN NS ns1.no-glue
no-glue 3600 IN NS ns2.no-glue
ns1.no-glue 3600 IN A ${NSD}
`,
    },
  },
  {
    software: 'named',
    address: EXAMPLE,
    zones: {
      example: `$ORIGIN example.
$TTL 3600
${soa('ns.nic.example.')}
@ NS ns.nic
ns.nic A ${EXAMPLE}
cdn NS ns1.healthy.test.
`,
    },
  },
  {
    software: 'nsd',
    address: NSD,
    zones: {
      'healthy.test': domain('healthy.test', 'www A 192.0.2.80\nalias 300 IN CNAME edge.cdn.example.'),
      'lame.test': domain('lame.test', 'www A 192.0.2.81'),
      'no-glue.test': domain('no-glue.test', 'www A 192.0.2.82'),
      'cdn.example': `$ORIGIN cdn.example.
$TTL 3600
${soa('ns1.healthy.test.')}
@ NS ns1.healthy.test.
edge A 192.0.2.83
`,
    },
  },
  {
    software: 'knotd',
    address: KNOT,
    zones: {
      'healthy.test': domain('healthy.test', 'www A 192.0.2.80\nalias 300 IN CNAME edge.cdn.example.'),
      'no-glue.test': domain('no-glue.test', 'www A 192.0.2.82'),
    },
  },
];

function domain(apex: string, records: string): string {
  return `$ORIGIN ${apex}.
$TTL 3600
${soa(`ns1.${apex}.`)}
@ NS ns1
@ NS ns2
ns1 A ${NSD}
ns2 A ${KNOT}
${records}
`;
}

const skip = skippedWithout('Real name servers', ['nsd', 'knotd', 'named']);

let running: RunningDaemons | undefined;
before(async () => {
  if (!skip) running = await startDaemons(daemons);
});
after(() => running?.stop());

const portAt = (address: string) =>
  running!.ports[daemons.findIndex((daemon) => daemon.address === address)]!;

async function traceReal(
  name: string,
  options: Partial<TraceOptions> = {},
): Promise<{ state: TraceState; codes: string[]; addresses: string[] }> {
  const facts = trace(parseQuestion(name, 'A').question, {
    exchange: socketExchange({
      endpointOf: (address) => ({ host: address, port: portAt(address) }),
      allowTarget: addressRule(['127.0.0.0/8']),
    }),
    allowTarget: addressRule(['127.0.0.0/8']),
    rootHints: [{ name: parseDomainName('a.root-servers.test'), addresses: [ROOT] }],
    profile: 'real',
    vantage: { name: 'test', ipv4: true, ipv6: false },
    engine: 'test',
    options,
  });
  const events = await Array.fromAsync(recordTrace(facts, diagnose));
  const state = events.reduce(reduceTrace, initialTraceState);
  return {
    state,
    codes: state.findings.map(({ code, nameServer = '' }) => `${code} ${nameServer}`.trim()).toSorted(),
    addresses: traceOutcome(state)?.records.map(({ data }) => data) ?? [],
  };
}

test('a healthy domain on NSD and Knot resolves without a finding', { skip }, async () => {
  const { state, codes, addresses } = await traceReal('www.healthy.test');
  assert.deepEqual(addresses, ['192.0.2.80']);
  assert.deepEqual(codes, []);
  assert.deepEqual(
    state.zones.map(({ name }) => name),
    ['.', 'test', 'healthy.test'],
  );
});

test('Knot refuses a zone it does not have: lame, and the other server still answers', { skip }, async () => {
  const { codes, addresses } = await traceReal('www.lame.test');
  assert.deepEqual(addresses, ['192.0.2.81']);
  assert.deepEqual(codes, ['delegation-partially-lame', 'lame-refused ns2.lame.test']);
});

test('a name server without glue is found through the other, and the glue is missed', { skip }, async () => {
  const { state, codes, addresses } = await traceReal('www.no-glue.test');
  assert.deepEqual(addresses, ['192.0.2.82']);
  assert.deepEqual(codes, ['glue-missing-in-domain ns2.no-glue.test']);
  const asked = state.hops.filter(({ zone }) => zone === 'no-glue.test').map(({ address }) => address);
  assert.deepEqual([...new Set(asked)].toSorted(), [NSD, KNOT]);
});

test(
  'a CNAME into another TLD is followed from the root zone, over BIND and a glueless delegation',
  { skip },
  async () => {
    const { state, codes, addresses } = await traceReal('alias.healthy.test');
    assert.deepEqual(addresses, ['192.0.2.83']);
    assert.deepEqual(codes, ['single-ns']);
    assert.deepEqual(
      traceOutcome(state)?.chain.map(({ name, target }) => `${name} -> ${target}`),
      ['alias.healthy.test -> edge.cdn.example'],
    );
    assert.ok(state.zones.some(({ name }) => name === 'cdn.example'));
  },
);

test('a name that is not delegated is denied by the TLD', { skip }, async () => {
  const { codes, addresses } = await traceReal('www.never-registered.test');
  assert.deepEqual(addresses, []);
  assert.deepEqual(codes, ['negative-cache-window', 'no-delegation-nxdomain']);
});

const skipDig = skip || skippedWithout('Our dig commands', ['dig']);
const sends = promisify(execFile);

for (const [how, options] of [
  ['as usual', {}],
  ['without DO and TCP, for 512 octets', { dnssecOk: false, tcpRetry: false, udpPayloadOctets: 512 }],
] as const) {
  test(`what Copy dig copies brings what the trace was told: ${how}`, { skip: skipDig }, async () => {
    const { state } = await traceReal('alias.healthy.test', options);
    const answered = state.hops.flatMap((hop) =>
      hop.result.status === 'answered' ? [{ hop, message: hop.result.message }] : [],
    );
    assert.ok(answered.length > 20);
    for (const { hop, message } of answered)
      assert.deepEqual(await digSays(hop, options), saysOf(message), digCommand(hop, options));
  });
}

/** What a reply says, without what changes from one to the next. */
interface Says {
  rcode: string;
  flags: string[];
  /** The records of all sections but the OPT record. */
  records: string[];
}

async function digSays(hop: HopState, options: Partial<TraceOptions>): Promise<Says> {
  const command = digCommand(hop, options).replace(/^dig/u, `"$DIG" -p ${portAt(hop.address)}`);
  const { stdout } = await sends('sh', ['-c', command], {
    env: { ...process.env, DIG: programPath('dig')! },
  });
  const lines = stdout.split('\n').filter((line) => line !== '' && !line.startsWith(';'));
  return {
    rcode: /status: (\w+)/u.exec(stdout)?.[1] ?? stdout,
    flags: (/^;; flags: ([a-z ]*);/mu.exec(stdout)?.[1] ?? '').split(' '),
    // Our records do not say their class: it is that of the question.
    records: lines
      .map((line) =>
        line
          .replaceAll(/\s+/gu, ' ')
          .toLowerCase()
          .replace(/^(\S+ \d+) ch /u, '$1 in '),
      )
      .toSorted(),
  };
}

function saysOf({ rcode, flags, answer, authority, additional }: Message): Says {
  const records = [...answer, ...authority, ...additional].map(({ name, ttl, type, data }) =>
    `${name === '.' ? '.' : `${name}.`} ${ttl} IN ${type} ${data}`.toLowerCase(),
  );
  return { rcode, flags: [...flags], records: records.toSorted() };
}
