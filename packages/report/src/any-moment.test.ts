// Forms are asked for while a trace runs, after it was cut off, and of logs of versions to come.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Probe,
  type TraceEvent,
  type TraceState,
  initialTraceState,
  reduceTrace,
} from '@delegraph/model';
import { captureForm } from './capture-form.ts';
import { dnsJsonForm } from './dns-json-form.ts';
import { graphvizForm } from './graphviz-form.ts';
import { markdownForm } from './markdown-form.ts';
import { mermaidForm } from './mermaid-form.ts';
import {
  asciidocSnippet,
  badgeSnippet,
  chatSnippet,
  htmlSnippet,
  iframeSnippet,
  markdownSnippet,
} from './snippets.ts';
import { galleryTraces, permalink } from './testing/forms.ts';
import { textForm } from './text-form.ts';

/** The octets of every form, added up. Nothing may throw. */
function writeAll(state: TraceState): number {
  const forms = [
    textForm(state, permalink),
    markdownForm(state, permalink),
    mermaidForm(state),
    graphvizForm(state),
    dnsJsonForm(state),
    captureForm(state),
    markdownSnippet(state, permalink),
    htmlSnippet(state, permalink),
    asciidocSnippet(state, permalink),
    chatSnippet(state, permalink),
    iframeSnippet(state, permalink),
    badgeSnippet(state, permalink),
  ];
  return forms.reduce((sum, form) => sum + form.length, 0);
}

async function eventsOf(id: string): Promise<TraceEvent[]> {
  return (await galleryTraces()).find((trace) => trace.id === id)!.run.events;
}

test('every form can be had at every moment of a trace, also before its first event', async () => {
  const events = await eventsOf('shop');
  let state = initialTraceState;
  assert.ok(writeAll(state) > 0);
  for (const event of events) {
    state = reduceTrace(state, event);
    if (event.seq % 9 === 0 || event.type === 'trace-ended') writeAll(state);
  }
});

test('a trace that no server keeps is told without an address', async () => {
  const { state } = (await galleryTraces())[0]!.run;
  for (const text of [textForm(state, null), markdownForm(state, null)]) {
    assert.ok(text.length > 200);
    assert.doesNotMatch(text, /https?:|!\[/);
  }
});

test('a trace that was interrupted says so', async () => {
  const events = await eventsOf('shop');
  const reason = 'The server was stopped.';
  const seen = events.slice(0, 60);
  const end: TraceEvent = { type: 'trace-ended', status: 'interrupted', reason, seq: 60, atMs: 99 };
  const state = [...seen, end].reduce(reduceTrace, initialTraceState);
  assert.match(textForm(state, permalink), /\n; .*the trace was interrupted\n; The server was stopped\.\n/);
  assert.match(markdownForm(state, permalink), /the trace was interrupted\. The server was stopped\./);
});

test('a probe and a finding of a version to come are written like any other', async () => {
  const events = (await eventsOf('lame-refused')).map((event): TraceEvent => {
    if (event.type === 'query-sent') return { ...event, probe: 'yet-unknown' as Probe };
    if (event.type !== 'finding-raised') return event;
    return { ...event, finding: { ...event.finding, code: 'yet-unknown', params: {} } };
  });
  const state = events.reduce(reduceTrace, initialTraceState);
  assert.ok(writeAll(state) > 0);
  assert.match(markdownForm(state, permalink), /\| error \| `?yet-unknown/);
});
