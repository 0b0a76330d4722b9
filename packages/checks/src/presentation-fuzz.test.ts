// Data that nobody would write, of every type: where dig and our codec both can read it, they print the same, and what dig
// can read we can. dig refuses more: digests of the wrong length, for one; we show what came.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { type Socket, createSocket } from 'node:dgram';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { recordText } from '@delegraph/model';
import { decodeMessage } from '@delegraph/tracer';
import { programPath, skippedWithout } from './name-servers.ts';
import { apexTypes, everyType, signatureTypes } from './testing/every-type.ts';
import { type Random, seededRandom } from './testing/random.ts';

const RECORDS = 1500;
const HEADER_OCTETS = 12;

interface Mutant {
  type: number;
  rdata: Buffer;
}

const skip = skippedWithout('Odd data against dig', ['dig']);

test(`${RECORDS} records of odd data read as dig prints them`, { skip }, async () => {
  const mutants = mutantsOf(seededRandom(20_261_122));
  const socket = createSocket('udp4');
  const replies = answerWith(socket, mutants);
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const digs = await askDig(socket.address().port, mutants);
  socket.close();

  let alike = 0;
  const differing: { rdata: string; ours: string | undefined; dig: string }[] = [];
  for (const [i, { type, rdata }] of mutants.entries()) {
    const dig = digs.get(i);
    if (dig === undefined) continue;
    const [record] = decodeMessage(replies.get(i)!).answer;
    const ours = record && plainLine(recordText(record));
    if (ours === dig) alike += 1;
    else differing.push({ rdata: `TYPE${type} ${rdata.toString('hex')}`, ours, dig });
  }
  assert.deepEqual(differing, []);
  assert.ok(alike > RECORDS / 3, `only ${alike} could be compared`);
});

function mutantsOf(random: Random): Mutant[] {
  const seeds = [...everyType, ...apexTypes, ...signatureTypes];
  return Array.from({ length: RECORDS }, () => {
    const [type, text] = seeds[random(seeds.length)]!;
    let rdata = Buffer.from(text.replaceAll(' ', ''), 'hex');
    for (let times = random(4); times > 0 && rdata.length > 0; times -= 1) {
      const at = random(rdata.length);
      const after = random(3) === 0 ? at : at + random(2);
      const put = random(3) === 0 ? [] : [random(256)];
      rdata = Buffer.concat([rdata.subarray(0, at), Buffer.from(put), rdata.subarray(after)]);
    }
    return { type, rdata };
  });
}

/** Answers `r<n>.` with the n-th record, and keeps what it answered. */
function answerWith(socket: Socket, mutants: readonly Mutant[]): Map<number, Buffer> {
  const replies = new Map<number, Buffer>();
  socket.on('message', (query, from) => {
    const label = query.subarray(HEADER_OCTETS + 1, HEADER_OCTETS + 1 + query[HEADER_OCTETS]!);
    const index = Number(label.toString().slice(1));
    const { type, rdata } = mutants[index]!;
    const header = Buffer.from(query.subarray(0, HEADER_OCTETS));
    for (const [at, value] of [0x8400, 1, 1, 0, 0].entries()) header.writeUInt16BE(value, 2 + 2 * at);
    const record = Buffer.alloc(12);
    for (const [at, value] of [0xc00c, type, 1, 0, 300, rdata.length].entries())
      record.writeUInt16BE(value, 2 * at);
    const question = query.subarray(HEADER_OCTETS, HEADER_OCTETS + 1 + label.length + 1 + 4);
    const reply = Buffer.concat([header, question, record, rdata]);
    replies.set(index, reply);
    socket.send(reply, from.port, from.address);
  });
  return replies;
}

/** What dig prints of each record it can read. */
async function askDig(port: number, mutants: readonly Mutant[]): Promise<Map<number, string>> {
  const directory = await mkdtemp(join(tmpdir(), 'delegraph-dig-'));
  const batch = join(directory, 'questions');
  await writeFile(batch, mutants.map(({ type }, i) => `r${i}. TYPE${type}`).join('\n'));
  const options = ['+norec', '+noall', '+answer', '+nosplit', '+tries=1', '+time=1', '+ignore', '-f', batch];
  // It exits with an error when it could not read a reply, and goes on to the next.
  const { stdout } = await promisify(execFile)(
    programPath('dig')!,
    ['@127.0.0.1', '-p', String(port), ...options],
    { maxBuffer: 1 << 26 },
  ).catch((error: { stdout: string }) => error);
  await rm(directory, { recursive: true });
  const lines = stdout.split('\n').filter((line) => /^r\d+\.\s/.test(line));
  return new Map(lines.map((line) => [Number(line.slice(1, line.indexOf('.'))), plainLine(line)]));
}

/** dig 9.18 does not know the names of the later keys of SVCB: dohpath (RFC 9461) and ohttp (RFC 9540). */
function plainLine(line: string): string {
  return line
    .replace(/ key7\b/, ' dohpath')
    .replace(/ key8\b/, ' ohttp')
    .replace(/\s+/g, ' ')
    .trim();
}
