// The lab's scenarios, traced and recorded, then drawn: the third of the four levels they are tested at.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labScenarios, labTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { type TraceEvent } from '@delegraph/model';
import { buildScene } from './build-scene.ts';
import { DETAILS } from './detail.ts';
import { sceneToSvg } from './scene-to-svg.ts';
import type { Shape } from './scene.ts';
import { checkEdgesKeepOff, checkPills } from './testing/edge-checks.ts';
import { checkAppendOnly, checkAppendOnlyDown, checkNoOverlap, placed } from './testing/layout-checks.ts';
import { checkTexts } from './testing/text-checks.ts';

for (const { id, name, type } of labScenarios) {
  test(`${id}: the recorded events make a picture that holds its shape and shows every fault`, async () => {
    const { events, findings } = await traceIn(labTree, `${name} ${type}`);
    // A log is JSON on its way to the page; nothing may get lost there.
    const recorded = JSON.parse(JSON.stringify(events)) as TraceEvent[];
    checkAppendOnly(recorded);
    const graph = placed(recorded);
    checkNoOverlap(graph);

    const scene = buildScene(graph);
    const labels = groupsOf(scene.shapes).map(({ label }) => label);
    for (const { severity, nameServer, scope } of findings) {
      if (severity !== 'error' || nameServer === undefined) continue;
      const shown = labels.some((label) => label.startsWith(nameServer) && label.includes('error'));
      assert.ok(shown, `the fault of ${nameServer} (${scope}) is in the picture:\n${labels.join('\n')}`);
    }
    for (const detail of DETAILS) checkTexts(buildScene(graph, detail));

    const tall = placed(recorded, 'down');
    checkAppendOnlyDown(recorded);
    checkNoOverlap(tall);
    checkEdgesKeepOff(tall);
    checkPills(tall);
    for (const detail of DETAILS) checkTexts(buildScene(tall, detail));
    assert.doesNotMatch(sceneToSvg(scene, { theme: 'light' }), /NaN|undefined|Infinity/);
  });
}

function groupsOf(shapes: readonly Shape[]): Extract<Shape, { kind: 'group' }>[] {
  return shapes.flatMap((shape) => (shape.kind === 'group' ? [shape, ...groupsOf(shape.children)] : []));
}
