import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildScene } from './build-scene.ts';
import { delegationGraph } from './delegation-graph.ts';
import { placeGraph } from './place-graph.ts';
import type { Scene } from './scene.ts';
import { sceneToSvg } from './scene-to-svg.ts';
import { stateOf } from './testing/event-log.ts';
import { scenarios } from './testing/scenarios.ts';

test('what servers say cannot become markup', () => {
  const svg = sceneToSvg(sceneOf('crowded'), { theme: 'light' });
  assert.match(svg, /&lt;script&gt;/);
  assert.doesNotMatch(svg, /<script|<foreignObject|href|<image|javascript:|url\(/i);
});

test('characters that XML cannot hold are replaced', () => {
  const scene: Scene = {
    width: 10,
    height: 10,
    title: 'a & "b" \u0000\ud800',
    shapes: [{ kind: 'text', key: 'k', className: '"><x', x: 1, y: 2, anchor: 'end', text: '<&>' }],
  };
  const svg = sceneToSvg(scene, { theme: 'light' });
  assert.match(svg, /<title>a &amp; &quot;b&quot; \ufffd\ufffd<\/title>/);
  assert.match(svg, /<text class="&quot;&gt;&lt;x" x="1" y="2" text-anchor="end">&lt;&amp;&gt;<\/text>/);
});

test('a picture stands alone: every colour is written out', () => {
  for (const theme of ['light', 'dark', 'auto'] as const) {
    const svg = sceneToSvg(sceneOf('troubled'), { theme });
    assert.doesNotMatch(svg, /var\(/);
    assert.equal(svg.includes('@media'), theme === 'auto');
    assert.match(
      svg,
      /^<svg [^>]*role="img"[^>]*>\n<title>Delegation of www\.shop-demo\.test: 6 zones, 3 name servers with faults\.<\/title>/,
    );
  }
});

test('elements are closed in order', () => {
  const open: string[] = [];
  for (const [, closing, name, selfClosing] of sceneToSvg(sceneOf('troubled'), { theme: 'dark' }).matchAll(
    /<(\/?)(\w+)[^>]*?(\/?)>/g,
  )) {
    if (closing) assert.equal(open.pop(), name);
    else if (!selfClosing) open.push(name!);
  }
  assert.deepEqual(open, []);
});

test('the ground can be left out', () => {
  assert.doesNotMatch(
    sceneToSvg(sceneOf('healthy'), { theme: 'light', background: false }),
    /class="ground"/,
  );
});

test('a picture stays small enough to be sent around', () => {
  assert.ok(sceneToSvg(sceneOf('troubled'), { theme: 'auto' }).length < 150_000);
});

function sceneOf(name: keyof typeof scenarios): Scene {
  return buildScene(placeGraph(delegationGraph(stateOf(scenarios[name]()))));
}
