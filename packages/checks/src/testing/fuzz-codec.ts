// Throws mutated messages at the codec and measures what they cost. The messages are real replies; the mutations are those
// that break parsers: lengths, counts and pointers that lie, pieces cut out, doubled or taken from another message.
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { decodeMessage, objectionTo, salvageMessage } from '@delegraph/tracer';
import { type Random, seededRandom } from './random.ts';

export interface FuzzReport {
  messages: number;
  /** Messages that could not be split to their end. */
  wireErrors: number;
  /** What decoding the slowest message costs: the best of three runs, so that neither collector nor neighbours count.
   *  0 when examining none took longer than a millisecond. */
  slowestMs: number;
  slowestHex: string;
  /** The largest message as JSON, in characters. */
  largestJson: number;
  /** What is in use after a collection, at the end more than at the start. */
  heapGrowthBytes: number;
  elapsedMs: number;
}

const HEADER_OCTETS = 12;
const MAX_OCTETS = 65_535;
/** Messages that take longer to examine are decoded again to see what they cost. */
const SUSPICIOUS_MS = 1;

/** Real replies, one a line in hexadecimal. */
export const capturedMessages: readonly Buffer[] = readFileSync(
  new URL('captured-messages.txt', import.meta.url),
  'utf8',
)
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => Buffer.from(line, 'hex'));

/** Decodes `count` mutated messages, the same for the same seed. Throws on what the codec must never do. */
export function fuzzCodec(count: number, seed: number): FuzzReport {
  const random = seededRandom(seed);
  const collect = collector();
  const report: FuzzReport = {
    messages: count,
    wireErrors: 0,
    slowestMs: 0,
    slowestHex: '',
    largestJson: 0,
    heapGrowthBytes: 0,
    elapsedMs: 0,
  };
  // What is compiled and cached once is no leak.
  for (const message of capturedMessages) examine(message, message);
  const heapBefore = collect();
  const startedMs = performance.now();
  for (let run = 0; run < count; run += 1) {
    const original = capturedMessages[random(capturedMessages.length)]!;
    const octets = mutated(original, random);
    const beforeMs = performance.now();
    const { isBroken, json } = examine(original, octets);
    const screenedMs = performance.now() - beforeMs;
    const tookMs = screenedMs > SUSPICIOUS_MS ? bestOfThree(octets) : 0;
    if (isBroken) report.wireErrors += 1;
    if (json > report.largestJson) report.largestJson = json;
    if (tookMs > report.slowestMs) {
      report.slowestMs = tookMs;
      report.slowestHex = octets.toString('hex');
    }
  }
  report.elapsedMs = performance.now() - startedMs;
  report.heapGrowthBytes = collect() - heapBefore;
  return report;
}

/** Does with a reply what a trace does. Throws when the codec does not keep its promises. */
function examine(query: Buffer, octets: Buffer): { isBroken: boolean; json: number } {
  objectionTo(query, octets);
  const decoded = attempt(decodeMessage, octets);
  const salvaged = attempt(salvageMessage, octets);
  if ((salvaged === null) !== octets.length < HEADER_OCTETS) fail('a header was lost or made up', octets);
  const json = JSON.stringify(salvaged);
  if (decoded !== null && JSON.stringify(decoded) !== json) fail('a whole message was salvaged', octets);
  if ((decoded === null) !== (salvaged?.malformedAt !== undefined || salvaged === null))
    fail('a broken message does not say where it breaks', octets);
  return { isBroken: decoded === null, json: json.length };
}

function attempt<T>(decode: (octets: Uint8Array) => T, octets: Buffer): T | null {
  try {
    return decode(octets);
  } catch (error) {
    if (error instanceof Error && error.name === 'WireError') return null;
    return fail(String(error), octets);
  }
}

function fail(what: string, octets: Buffer): never {
  throw new Error(`${what}: ${octets.toString('hex')}`);
}

/** What decoding costs by itself. */
function bestOfThree(octets: Buffer): number {
  const runsMs = Array.from({ length: 3 }, () => {
    const beforeMs = performance.now();
    attempt(salvageMessage, octets);
    return performance.now() - beforeMs;
  });
  return Math.min(...runsMs);
}

function mutated(original: Buffer, random: Random): Buffer {
  let octets: Buffer = Buffer.from(original);
  for (let times = 1 + random(3); times > 0 && octets.length > 0; times -= 1) {
    octets = MUTATIONS[random(MUTATIONS.length)]!(octets, random);
  }
  return octets.subarray(0, MAX_OCTETS);
}

const EXTREMES = [0x00, 0x01, 0x3f, 0x40, 0x7f, 0x80, 0xc0, 0xff];

const MUTATIONS: readonly ((octets: Buffer, random: Random) => Buffer)[] = [
  function flipOneBit(octets, random) {
    octets[random(octets.length)]! ^= 1 << random(8);
    return octets;
  },
  function overwriteOneOctet(octets, random) {
    octets[random(octets.length)] = random(256);
    return octets;
  },
  function writeAnExtreme(octets, random) {
    octets[random(octets.length)] = EXTREMES[random(EXTREMES.length)]!;
    return octets;
  },
  function lieInACount(octets, random) {
    if (octets.length >= HEADER_OCTETS)
      octets.writeUInt16BE(random(4) === 0 ? 0xffff : random(9), 4 + 2 * random(4));
    return octets;
  },
  function pointSomewhere(octets, random) {
    if (octets.length > 1) octets.writeUInt16BE(0xc000 | random(octets.length), random(octets.length - 1));
    return octets;
  },
  function cutTheEnd(octets, random) {
    return octets.subarray(0, random(octets.length));
  },
  function cutAPieceOut(octets, random) {
    const at = random(octets.length);
    return Buffer.concat([octets.subarray(0, at), octets.subarray(at + 1 + random(16))]);
  },
  function doubleAPiece(octets, random) {
    const at = random(octets.length);
    const piece = octets.subarray(at, at + 1 + random(64));
    return Buffer.concat([octets.subarray(0, at), piece, octets.subarray(at)]);
  },
  function takeTheRestOfAnother(octets, random) {
    const other = capturedMessages[random(capturedMessages.length)]!;
    return Buffer.concat([octets.subarray(0, random(octets.length)), other.subarray(random(other.length))]);
  },
  function growLarge(octets, random) {
    if (octets.length <= HEADER_OCTETS || random(50) > 0) return octets;
    const records = octets.subarray(HEADER_OCTETS + random(octets.length - HEADER_OCTETS));
    const large = Buffer.concat([octets, ...Array.from({ length: 1 + random(400) }, () => records)]);
    large.writeUInt16BE(random(2000), 6);
    return large.subarray(0, MAX_OCTETS);
  },
];

/** Collects garbage and says how much is still in use. */
function collector(): () => number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  return () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
}
