import assert from 'node:assert/strict';
import { test } from 'node:test';
import { graphvizForm } from './graphviz-form.ts';
import { galleryTraces } from './testing/forms.ts';
import { hostileTrace, payloads } from './testing/hostile.ts';

// Graphviz itself has its turn in packages/checks.
const STRING = /"(?:[^"\\]|\\[\\"n])*"/g;
const STATEMENTS = /^[\w\s{}[\]=,;.>-]*$/;

test('each scenario of the lab is a graph of plain words and quoted texts', async () => {
  for (const { id, run } of await galleryTraces()) {
    assert.match(graphvizForm(run.state).replaceAll(STRING, 'text'), STATEMENTS, id);
  }
});

test('what strangers wrote stays inside its quotes, and can be read there', async () => {
  for (const [what, payload] of Object.entries(payloads)) {
    const { state, nameServer } = await hostileTrace(payload);
    const text = graphvizForm(state);
    assert.match(text.replaceAll(STRING, 'text'), STATEMENTS, what);
    const shown = text.replaceAll(/\\([\\"])/g, '$1').replaceAll('&amp;', '&');
    assert.ok(shown.includes(nameServer), what);
  }
});
