// Fifty thousand mutated replies on every run; `node packages/checks/src/fuzz.ts` is for the million.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capturedMessages, fuzzCodec } from './testing/fuzz-codec.ts';
import { decodeMessage } from '@delegraph/tracer';

test('every captured reply is read without a problem', () => {
  for (const message of capturedMessages) assert.deepEqual(decodeMessage(message).problems, []);
});

test('50,000 mutated replies: no exception, none slow, nothing kept', () => {
  const report = fuzzCodec(50_000, 20_261_122);
  assert.ok(report.wireErrors > 5000 && report.wireErrors < 45_000, `${report.wireErrors} broken`);
  assert.ok(report.slowestMs < 10, `${report.slowestMs} ms for ${report.slowestHex}`);
  assert.ok(report.heapGrowthBytes < 4 << 20, `${report.heapGrowthBytes} octets`);
});
