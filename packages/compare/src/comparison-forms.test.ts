import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answersLate, refusesZone } from '@delegraph/lab';
import type { TraceState } from '@delegraph/model';
import { hostileTrace, payloads } from '@delegraph/report/testing';
import { compareTraces } from './compare-traces.ts';
import { comparisonMarkdown, comparisonText } from './comparison-forms.ts';
import { NS1, NS2, soaWithSerial, traceOf } from './testing/trees.ts';
import { type Side, textDiff } from './text-diff.ts';

test('the text has its sentence, what changed, and a diff that patch can read', async () => {
  const text = await formOf(comparisonText);
  assert.match(text, /^; Two traces of www\.shop\.test A\n; before 2026-01-01 /u);
  assert.ok(text.includes('\n; ns1.shop.test is no longer lame; nothing else.\n'));
  assert.ok(
    text.includes('\n≠ shop.test: standing of ns1.shop.test (203.0.113.1): lame: refused -> serves\n'),
    text,
  );
  assert.match(
    text,
    /\n--- https:\/\/delegraph\.example\/t\/one\t.*\n\+\+\+ https:\/\/delegraph\.example\/t\/two\t/u,
  );
  assert.match(text, /\n-; ns1\.shop\.test\. both +glue +203\.0\.113\.1 +lame: refused\n/u);
  const long = text.split('\n').filter((line) => Array.from(line).length > 79 && !line.includes('https:'));
  assert.deepEqual(long, []);
});

test('the Markdown has a table and the diff in a fence', async () => {
  const markdown = await formOf(comparisonMarkdown);
  assert.ok(
    markdown.startsWith(
      '## Two traces of `www.shop.test A`\n\n`ns1.shop.test` is no longer lame; nothing else.',
    ),
  );
  assert.match(markdown, /\n\| `shop\.test` \| standing of .* \| lame: refused \| serves \| ≠ changed \|\n/u);
  assert.match(markdown, /\n```diff\n--- /u);
});

test('texts that differ only by chance have no diff', async () => {
  const records = ['www A 192.0.2.1', soaWithSerial(1)];
  const before = await traceOf({ records });
  const after = await traceOf({
    records,
    servers: { ...NS2, ...NS1 },
    faults: [answersLate('ns2.shop.test.', 300)],
  });
  const [one, other] = [sideOf(before.state, 'one'), sideOf(after.state, 'two')];
  assert.equal(textDiff(one, other, compareTraces(before.state, after.state)), '');
});

test('what strangers write stays text', async () => {
  const plain = (await traceOf()).state;
  for (const [name, payload] of Object.entries(payloads)) {
    const { state } = await hostileTrace(payload);
    const compared = compareTraces(plain, state);
    const text = comparisonText(sideOf(plain, 'one'), sideOf(state, 'two'), compared);
    assert.doesNotMatch(text, UNSEEN, name);
    const markdown = comparisonMarkdown(sideOf(plain, 'one'), sideOf(state, 'two'), compared);
    const outsideCode = markdown.replace(/(`+)[^`][\s\S]*?[^`]?\1/gu, '');
    assert.doesNotMatch(outsideCode, /<(?!https:\/\/delegraph\.example\/t\/)|\]\(/u, name);
  }
});

// What a terminal would obey, and what turns or hides text.
// oxlint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u;

function sideOf(state: TraceState, id: string): Side {
  return { state, permalink: { origin: 'https://delegraph.example', id, pictureVersion: '1' } };
}

async function formOf(form: typeof comparisonText): Promise<string> {
  const [before, after] = await Promise.all([
    traceOf({ faults: [refusesZone('ns1.shop.test.')] }),
    traceOf(),
  ]);
  return form(
    sideOf(before.state, 'one'),
    sideOf(after.state, 'two'),
    compareTraces(before.state, after.state),
  );
}
