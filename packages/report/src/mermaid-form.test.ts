import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TraceState, parseDomainName } from '@delegraph/model';
import { MOST_MERMAID_CHARACTERS, mermaidForm } from './mermaid-form.ts';
import { galleryTraces } from './testing/forms.ts';
import { hostileTrace, payloads } from './testing/hostile.ts';

/** Every line there may be. What is inside the quotes ends with them. The real parser has its turn in the browser tests. */
const LINE =
  /^(?:flowchart LR|direction LR|subgraph z\d+\["[^"]*"\]|end|[az]\d+(?:n|s\d+)?\(?\["[^"]*"\]\)?:::\w+|more\["[^"]*"\]:::idle|[az]\d+ (?:-->|==>|-\.->)(?:\|"[^"]*"\|)? [az]\d+|class z\d+ \w+|classDef [\w #:,-]+)$/;

test('each scenario of the lab is a flowchart that fits everywhere', async () => {
  for (const { id, run } of await galleryTraces()) {
    const text = mermaidForm(run.state);
    assert.ok(text.length < MOST_MERMAID_CHARACTERS, `${id}: ${text.length}`);
    for (const line of text.trimEnd().split('\n')) assert.match(line, LINE, id);
  }
});

test('what strangers wrote stays inside its quotes, and can be read there', async () => {
  for (const [what, payload] of Object.entries(payloads)) {
    const { state, nameServer } = await hostileTrace(payload);
    const text = mermaidForm(state);
    for (const line of text.trimEnd().split('\n')) assert.match(line, LINE, what);
    const shown = text.replaceAll(/#(\d+);/g, (_, point: string) => String.fromCodePoint(Number(point)));
    const name = nameServer.replaceAll(String.raw`\$`, String.raw`\036`);
    assert.ok(shown.includes(name.slice(0, 20)), what);
  }
});

test('a picture of two hundred zones with hostile names is folded until it fits, its fault still in it', async () => {
  const { state } = await hostileTrace('%'.repeat(50));
  const [root, tld, zone] = state.zones;
  const more = Array.from({ length: 200 }, (_, index) => ({
    ...zone!,
    name: parseDomainName(`${'%'.repeat(60)}.${'%'.repeat(60)}.z${index}.test`),
  }));
  const finding = state.findings.find(({ code }) => code === 'lame-refused')!;
  const crowded: TraceState = {
    ...state,
    zones: [root!, tld!, zone!, ...more],
    findings: [...state.findings, ...more.map(({ name }) => ({ ...finding, zone: name }))],
  };
  const text = mermaidForm(crowded);
  assert.ok(text.length < MOST_MERMAID_CHARACTERS, String(text.length));
  assert.match(text, /"and \d+ more zones"/);
  assert.match(text, /LAME refused/);
});
