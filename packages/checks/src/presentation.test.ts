// Every record type as dig prints it, from four servers, against what our own exchange and codec make of the same records.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { type Question, parseDomainName, recordText } from '@delegraph/model';
import { decodeMessage, encodeQuery, objectionTo, socketExchange } from '@delegraph/tracer';
import { programPath, skippedWithout } from './name-servers.ts';
import { SOFTWARE, type Software, startDaemons } from './testing/daemons.ts';
import { apexTypes, everyType } from './testing/every-type.ts';

const APEX = 'types.example';
const owned = [
  ...everyType.map(([type, rdata], i) => ({ name: `r${i}.${APEX}`, type, rdata })),
  ...apexTypes.map(([type, rdata]) => ({ name: APEX, type, rdata })),
].map((record) => ({ ...record, rdata: record.rdata.replaceAll(' ', '') }));

const head = `$ORIGIN ${APEX}.
$TTL 3600
@ SOA ns hostmaster 1 7200 3600 1209600 300
@ NS ns
ns A 127.0.0.1
dname DNAME other.example.
alias CNAME other.example.
`;
/** Data of any type as octets. RFC 3597 5. */
const octetsZone = `${head}${owned
  .map(({ name, type, rdata }) => `${name}. TYPE${type} \\# ${rdata.length / 2} ${rdata}`)
  .join('\n')}
`;

interface Asked extends Question {
  typeNumber: number;
}

const questions: readonly Asked[] = [
  ...owned,
  { name: `dname.${APEX}`, type: 39 },
  { name: `alias.${APEX}`, type: 5 },
  { name: APEX, type: 6 },
  { name: APEX, type: 2 },
].map(({ name, type }) => ({ name: parseDomainName(name), type: `TYPE${type}`, typeNumber: type }));

/** Types PowerDNS 4.7 does not know, does not serve from a zone file, or reads in another form than dig's. */
const FOREIGN_TO_POWERDNS = new Set([
  19, 20, 21, 22, 23, 26, 27, 31, 32, 37, 45, 51, 55, 58, 66, 67, 68, 258, 260, 261, 262, 32768, 65280, 731,
]);

const skips = Object.fromEntries(
  SOFTWARE.map((software) => [software, skippedWithout(`dig against ${software}`, [software, 'dig'])]),
);

for (const software of SOFTWARE.filter((software) => software !== 'pdns_server')) {
  test(`every record type from ${software} reads as dig prints it`, { skip: skips[software]! }, async () => {
    await withServer(software, octetsZone, (port) => compareWithDig(port, questions));
  });
}

// It takes octets only for types it does not know, so it gets what dig printed.
const skipPowerDns = skips['pdns_server']! || skips['nsd']!;
test('every record type from pdns_server reads as dig prints it', { skip: skipPowerDns }, async () => {
  const known = questions.filter(({ typeNumber }) => !FOREIGN_TO_POWERDNS.has(typeNumber));
  const lines = await withServer('nsd', octetsZone, (port) =>
    askDig(
      port,
      known.filter(({ name, typeNumber }) => /^r\d/.test(name) || typeNumber === 63),
    ),
  );
  await withServer('pdns_server', `${head}${lines.join('\n')}\n`, (port) => compareWithDig(port, known));
});

async function withServer<T>(
  software: Software,
  zone: string,
  work: (port: number) => Promise<T>,
): Promise<T> {
  const running = await startDaemons([{ software, address: '127.0.0.1', zones: { [APEX]: zone } }]);
  try {
    return await work(running.ports[0]!);
  } finally {
    await running.stop();
  }
}

async function compareWithDig(port: number, asked: readonly Asked[]): Promise<void> {
  const [ours, digs] = [await askOurselves(port, asked), await askDig(port, asked)];
  const sets = new Set(asked.map(({ name, type }) => `${name} ${type}`));
  assert.ok(digs.length >= sets.size, `dig printed ${digs.length} records of ${sets.size}`);
  assert.equal(ours.length, digs.length);
  const differing = ours.flatMap((line, i) =>
    line === withDohPath(digs[i]!) ? [] : [{ ours: line, dig: digs[i] }],
  );
  assert.deepEqual(differing, []);
}

/** All answers as lines with one space between the columns. */
async function askOurselves(port: number, asked: readonly Asked[]): Promise<string[]> {
  const exchange = socketExchange({ endpointOf: (host) => ({ host, port }), allowTarget: () => true });
  const lines: string[] = [];
  for (const question of asked) {
    const packet = encodeQuery(1, question, { edns: true, flipCase: () => false });
    const outcome = await exchange(
      {
        address: '127.0.0.1',
        transport: 'tcp',
        packet,
        timeoutMs: 2000,
        socket: 'connected',
        objection: (reply) => objectionTo(packet, reply),
      },
      new AbortController().signal,
    );
    assert.ok(outcome.kind === 'reply', `${question.name} ${question.type}: ${outcome.kind}`);
    const { answer, problems } = decodeMessage(outcome.packet);
    assert.deepEqual(problems, []);
    lines.push(...answer.map((record) => plainLine(recordText(record))));
  }
  return lines;
}

async function askDig(port: number, asked: readonly Asked[]): Promise<string[]> {
  const batch = join(tmpdir(), `delegraph-dig-${process.pid}-${port}`);
  await writeFile(batch, asked.map(({ name, type }) => `${name}. ${type}`).join('\n'));
  try {
    // Without +nosplit dig puts spaces into long base64 and hexadecimal.
    const options = ['+norec', '+noall', '+answer', '+nosplit', '+tcp'];
    const { stdout } = await promisify(execFile)(programPath('dig')!, [
      '@127.0.0.1',
      '-p',
      String(port),
      ...options,
      '-f',
      batch,
    ]);
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .map(plainLine);
  } finally {
    await rm(batch, { force: true });
  }
}

/** dig 9.18 does not know the name that RFC 9461 5 gave to key 7. */
function withDohPath(line: string): string {
  return line.replace(' key7=', ' dohpath=');
}

function plainLine(line: string): string {
  return line.replace(/\s+/g, ' ').trim();
}
