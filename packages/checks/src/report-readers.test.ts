// The exports in the programs they are made for: tshark reads every capture without a complaint, Graphviz draws every graph.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { labScenarios, labTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import type { TraceState } from '@delegraph/model';
import { captureForm, graphvizForm } from '@delegraph/report';
import { hostileTrace, payloads } from '@delegraph/report/testing';
import { programPath, skippedWithout } from './name-servers.ts';

const run = promisify(execFile);
const MAX_OUTPUT_OCTETS = 64 * 1024 * 1024;

const skipCaptures = skippedWithout('Captures', ['tshark']);
const skipGraphs = skippedWithout('Graphs', ['dot']);

async function labStates(): Promise<{ id: string; state: TraceState }[]> {
  return Promise.all(
    labScenarios.map(async ({ id, name, type }) => ({
      id,
      state: (await traceIn(labTree, `${name} ${type}`)).state,
    })),
  );
}

async function hostileStates(): Promise<{ id: string; state: TraceState; nameServer: string }[]> {
  return Promise.all(
    Object.entries(payloads).map(async ([id, payload]) => ({ id, ...(await hostileTrace(payload)) })),
  );
}

async function temporaryFolder(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'delegraph-exports-'));
  context.after(() => rm(folder, { recursive: true }));
  return folder;
}

/** Severities of Wireshark's expert information that are complaints: warning and error. */
const COMPLAINTS = new Set(['6291456', '8388608']);

test(
  'tshark reads the capture of every scenario, checksums and all, without a complaint',
  { skip: skipCaptures },
  async (context) => {
    const folder = await temporaryFolder(context);
    const waiting = [...(await labStates()), ...(await hostileStates())];
    // It starts slowly, and mostly waits.
    await Promise.all(
      Array.from({ length: 4 }, async (_, worker) => {
        for (let next = waiting.pop(); next; next = waiting.pop())
          await readCapture(next, join(folder, `${worker}.pcap`));
      }),
    );
    assert.equal(waiting.length, 0);
  },
);

async function readCapture({ id, state }: { id: string; state: TraceState }, file: string): Promise<void> {
  await writeFile(file, captureForm(state));
  const checks = ['ip', 'udp', 'tcp'].flatMap((protocol) => ['-o', `${protocol}.check_checksum:TRUE`]);
  const fields = ['frame.protocols', '_ws.expert.severity', '_ws.expert.message', 'dns.flags.response'];
  const { stdout } = await run(
    programPath('tshark')!,
    ['-r', file, ...checks, '-T', 'fields', ...fields.flatMap((field) => ['-e', field])],
    { maxBuffer: MAX_OUTPUT_OCTETS },
  );
  const packets = stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  for (const [protocols = '', severities = '', messages = ''] of packets) {
    const complains = severities.split(',').some((severity) => COMPLAINTS.has(severity));
    assert.ok(!complains, `${id}: ${protocols} ${messages}`);
    assert.doesNotMatch(protocols, /malformed/, id);
  }
  const replies = packets.filter(([, , , response]) => response === '1' || response === 'True').length;
  const answered = state.hops.filter(({ result }) => result.status === 'answered').length;
  assert.ok(replies >= answered, `${id}: ${replies} replies of ${answered}`);
}

test('Graphviz draws every scenario, and hostile names as words', { skip: skipGraphs }, async (context) => {
  const folder = await temporaryFolder(context);
  const draw = async (states: readonly { id: string; state: TraceState }[]): Promise<string[]> => {
    const files = states.map((_, index) => join(folder, `${index}.dot`));
    for (const [index, file] of files.entries()) await writeFile(file, graphvizForm(states[index]!.state));
    const { stdout, stderr } = await run(programPath('dot')!, ['-Tsvg', ...files], {
      maxBuffer: MAX_OUTPUT_OCTETS,
    });
    assert.equal(stderr, '');
    return stdout.split('<?xml ').slice(1);
  };
  const scenarios = await labStates();
  const pictures = await draw(scenarios);
  assert.equal(pictures.length, scenarios.length);
  for (const [index, picture] of pictures.entries())
    assert.ok(wordsOf(picture).includes('root · 13 NS · 26 addresses'), scenarios[index]!.id);

  const hostile = await hostileStates();
  for (const [index, picture] of (await draw(hostile)).entries()) {
    const { id, nameServer } = hostile[index]!;
    assert.ok(wordsOf(picture).includes(`${nameServer}.`), `${id}: ${wordsOf(picture).join('\n')}`);
    assert.doesNotMatch(picture, /<a |xlink:href|<script/, id);
  }
});

/** The texts of an SVG picture. */
function wordsOf(svg: string): string[] {
  const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return Array.from(svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g), ([, text = '']) =>
    text.replaceAll(/&(?:#(\d+)|(\w+));/g, (_, point?: string, name?: string) =>
      point === undefined ? names[name!]! : String.fromCodePoint(Number(point)).replace('\u00a0', ' '),
    ),
  );
}
