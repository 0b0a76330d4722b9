// node packages/checks/src/fuzz.ts [messages] [seed]: mutated replies against the codec, a million unless said otherwise.
import { fuzzCodec } from './testing/fuzz-codec.ts';

const count = Number(process.argv[2] ?? 1_000_000);
const seed = Number(process.argv[3] ?? 20_261_122);
const { slowestHex, ...report } = fuzzCodec(count, seed);
console.log(`${report.messages} messages in ${(report.elapsedMs / 1000).toFixed(1)} s, seed ${seed}`);
console.log(`${report.wireErrors} could not be split to their end`);
console.log(`slowest ${report.slowestMs.toFixed(2)} ms: ${slowestHex.slice(0, 400)}`);
console.log(`largest ${report.largestJson} characters of JSON`);
console.log(`heap ${(report.heapGrowthBytes / 1024).toFixed(0)} KiB larger than before`);
