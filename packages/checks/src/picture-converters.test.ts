// Our pictures in librsvg, which wikis and desktops show SVG with: another program than the two we draw with ourselves.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { delegationGraph, framePicture, pictureToSvg, placeGraph } from '@delegraph/diagram';
import { labScenarios, labTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { programPath, skippedWithout } from './name-servers.ts';

const skip = skippedWithout('Pictures in librsvg', ['rsvg-convert']);

for (const { id, name, type } of labScenarios) {
  test(`${id}: librsvg draws the picture, with its words and colours`, { skip }, async () => {
    const { state } = await traceIn(labTree, `${name} ${type}`);
    const caption = {
      verdict: 'Resolves',
      tone: 'ok',
      question: `${name} ${type}`,
      facts: [],
      findings: [],
      address: '',
    } as const;
    const picture = framePicture(placeGraph(delegationGraph(state)), caption);
    const svg = pictureToSvg(picture, { theme: 'auto', shownWidth: 600 });
    const drawn = convert(svg);
    assert.equal(drawn.readUInt32BE(16), 600);
    assert.notDeepEqual(drawn, convert(svg.replaceAll(/<text .*?<\/text>/g, '')));
    assert.notDeepEqual(drawn, convert(svg.replace(/<style>.*<\/style>/s, '')));
  });
}

function convert(svg: string): Buffer {
  const { status, stdout, stderr } = spawnSync(programPath('rsvg-convert')!, { input: svg });
  assert.equal(status, 0, stderr.toString());
  assert.equal(stderr.toString(), '');
  return stdout;
}
