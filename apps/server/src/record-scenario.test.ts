import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { labScenarios } from '@delegraph/lab';
import type { TraceEvent } from '@delegraph/model';
import { recordScenario } from './record-scenario.ts';

const BUILT = new URL('../../web/dist/recordings/', import.meta.url);

test('a scenario is recorded the same whenever it is', async () => {
  const scenario = labScenarios.find(({ id }) => id === 'healthy')!;
  assert.deepEqual(await recordScenario(scenario), await recordScenario(scenario));
});

test('every scenario has a recording that ends, and finds what the scenario promises', async () => {
  for (const scenario of labScenarios) {
    const events = await recordScenario(scenario);
    assert.equal(events.at(-1)?.type, 'trace-ended', scenario.id);
    const codes = events.flatMap((event) => (event.type === 'finding-raised' ? [event.finding.code] : []));
    assert.deepEqual([...new Set(codes)].toSorted(), [...new Set(scenario.expects)].toSorted(), scenario.id);
  }
});

test(
  'what was built is what the engine says today',
  { skip: !existsSync(BUILT) && 'NOT BUILT' },
  async () => {
    for (const scenario of labScenarios) {
      const text = readFileSync(new URL(`${scenario.id}.ndjson`, BUILT), 'utf8');
      const built = text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as TraceEvent);
      assert.deepEqual(built, await recordScenario(scenario), scenario.id);
    }
  },
);
