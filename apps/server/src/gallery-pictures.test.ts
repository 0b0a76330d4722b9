// Every picture of every scenario of the lab as the server hands it out: it can be decoded, has its size, and says all of it.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { describeFinding, verdictOf } from '@delegraph/diagnosis';
import { type Picture, cardPicture, delegationGraph, framePicture, placeGraph } from '@delegraph/diagram';
import { labScenarios } from '@delegraph/lab';
import { type TraceEvent, type TraceState, initialTraceState, reduceTrace } from '@delegraph/model';
import { captionOf } from './pictures/caption.ts';
import { recordScenario } from './record-scenario.ts';
import type { Words } from './stored-trace.ts';
import { decodedPng } from './testing/read-png.ts';
import { scriptedEngine } from './testing/scripted-engine.ts';
import { testApp } from './testing/test-app.ts';

const words: Words = {
  verdict: (state) => verdictOf(state).sentence,
  tone: (state) => verdictOf(state).tone,
  experience: () => null,
  dependencies: () => null,
  describe: describeFinding,
};

const recorded: { id: string; name: string; type: string; events: TraceEvent[]; state: TraceState }[] = [];

before(async () => {
  for (const scenario of labScenarios) {
    const events = await recordScenario(scenario);
    recorded.push({ ...scenario, events, state: events.reduce(reduceTrace, initialTraceState) });
  }
});

test('each PNG and each card decodes and has the size it says, in both themes', async (context) => {
  const engine = scriptedEngine({
    play: ({ name }) => recorded.find((scenario) => scenario.name === name)!.events,
  });
  const { app, store, start } = await testApp(context, { engine: { ...engine, words } });
  const get = async (url: string) => {
    const { statusCode, rawPayload } = await app.inject({ url });
    assert.equal(statusCode, 200, url);
    return rawPayload;
  };
  for (const { id: scenario, name, type } of recorded) {
    const { id } = await start(name, { type });
    while (!store.traceOf(id)?.ended) await new Promise((resolve) => setImmediate(resolve));
    const svg = (await get(`/t/${id}.svg?w=900&meta=0`)).toString();
    const [, height] = /^<svg [^>]* width="900" height="(\d+)"/.exec(svg)!;
    const pictures = { light: `/t/${id}.png?w=900`, dark: `/t/${id}.png?w=900&theme=dark` };
    const drawn = new Set<string>();
    for (const [theme, url] of Object.entries(pictures)) {
      const { scanLines, ...size } = decodedPng(await get(url));
      assert.ok(
        Math.abs(size.height - Number(height)) <= 1,
        `${scenario}, ${theme}: ${size.height}, not ${height}`,
      );
      assert.equal(size.width, 900, `${scenario}, ${theme}`);
      drawn.add(scanLines.toString('base64'));
    }
    assert.equal(drawn.size, 2, scenario);
    const { width, height: cardHeight } = decodedPng(await get(`/t/${id}/card.png`));
    assert.deepEqual([width, cardHeight], [1200, 630], scenario);
  }
});

test('no picture loses a word of the verdict, and no card one of what is wrong', () => {
  for (const { id, state } of recorded) {
    const caption = captionOf(state, words, '');
    const graph = delegationGraph(state);
    const [wrong] = caption.verdict.split('; ');
    assert.equal(verdictOn(cardPicture(graph, caption)), wrong, id);
    assert.equal(verdictOn(framePicture(placeGraph(graph), caption)), caption.verdict, id);
  }
});

function verdictOn({ layers }: Picture): string {
  const shapes = layers.flatMap(({ scene }) => scene.shapes);
  return shapes
    .flatMap((shape) => (shape.kind === 'text' && /^\w+ verdict \d/.test(shape.key) ? [shape.text] : []))
    .join(' ');
}
