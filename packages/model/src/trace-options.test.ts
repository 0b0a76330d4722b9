import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ROOT } from './names.ts';
import { defaultTraceOptions, unusualOptions } from './trace-options.ts';

test('the options of a usual trace are not worth a word', () => {
  assert.deepEqual(unusualOptions({ ...defaultTraceOptions, delegations: [] }), {});
});

test('those that are not as usual are kept, and no others', () => {
  const delegations = [{ zone: ROOT, nameServers: [], ds: [] }];
  const options = { ...defaultTraceOptions, breadth: 'path', health: false, delegations } as const;
  assert.deepEqual(unusualOptions(options), { breadth: 'path', health: false, delegations });
});
