// Reference pictures: files that a person has looked at. `UPDATE_REFERENCES=1 node --test references.test.ts` draws them
// anew; look at each again before it is committed.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { labScenarios, labTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { buildScene } from './build-scene.ts';
import { sceneToSvg } from './scene-to-svg.ts';
import { placed } from './testing/layout-checks.ts';

/** One for each thing the picture has to say. */
const PICTURED = [
  'shop',
  'healthy',
  'lame-refused',
  'missing-glue',
  'circular',
  'alias-loop',
  'expired',
  'dname',
];

for (const id of PICTURED) {
  test(`${id} is drawn as in its reference picture`, async () => {
    const scenario = labScenarios.find((candidate) => candidate.id === id);
    assert.ok(scenario, `there is no scenario ${id}`);
    const { events } = await traceIn(labTree, `${scenario.name} ${scenario.type}`);
    const svg = sceneToSvg(buildScene(placed(events)), { theme: 'auto' }).replaceAll('><', '>\n<');
    const file = new URL(`../references/${id}.svg`, import.meta.url);
    if (process.env['UPDATE_REFERENCES']) await writeFile(file, svg);
    assert.equal(svg, await readFile(file, 'utf8'));
  });
}
