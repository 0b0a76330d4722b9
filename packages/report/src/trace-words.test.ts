import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialTraceState } from '@delegraph/model';
import { galleryTraces } from './testing/forms.ts';
import { alternativeText, countsText, headlineOf, toldFindings } from './trace-words.ts';

const states = new Map((await galleryTraces()).map(({ id, run }) => [id, run.state]));

test('a headline names what was asked, once', () => {
  assert.equal(
    headlineOf(states.get('lame-refused')!),
    'www.lame-refused.test resolves to 192.0.2.11, but ns3.lame-refused.test (203.0.113.13) does not serve lame-refused.test; the operator of ns3.lame-refused.test must repair that',
  );
  assert.match(headlineOf(states.get('all-lame')!), /^www\.all-lame\.test does not resolve: no server of/);
  assert.equal(headlineOf(initialTraceState), 'Starting …');
  assert.match(alternativeText(states.get('all-lame')!), /, 2026-01-01 00:00 UTC$/);
});

test('the gravest finding comes first, and none that only repeats a graver one', () => {
  const told = toldFindings(states.get('all-lame')!);
  assert.equal(told[0]?.finding.code, 'delegation-fully-lame');
  assert.ok(told.every(({ finding }) => !finding.code.startsWith('lame-')));
  assert.equal(countsText(told), '1 error');
  assert.equal(countsText([]), 'nothing found');
});
