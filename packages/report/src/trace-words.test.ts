import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialTraceState } from '@delegraph/model';
import { galleryTraces } from './testing/forms.ts';
import {
  actorText,
  alternativeText,
  countsText,
  headlineOf,
  referencesOf,
  shareText,
  toldFindings,
} from './trace-words.ts';

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
  assert.equal(countsText([]), 'no faults');
});

test('of a zone its addresses are counted, of one address its tries', () => {
  const told = toldFindings(states.get('lame-refused')!);
  assert.deepEqual(
    told.map(({ finding }) => [finding.code, shareText(finding)]),
    [
      ['delegation-partially-lame', 'seen by 1 of 4'],
      ['lame-refused', 'in 4 of 4 tries'],
    ],
  );
});

test('a fault has somebody who is to act, a fact has nobody, and a rule of ours is no document', () => {
  const told = new Map(toldFindings(states.get('shop')!).map((each) => [each.finding.code, each]));
  assert.equal(actorText(told.get('glue-missing-in-domain')!), 'registrar');
  assert.equal(actorText(told.get('lame-refused')!), 'server operator');
  assert.equal(actorText(told.get('multi-provider-ns')!), '');
  assert.deepEqual(referencesOf(told.get('multi-provider-ns')!), ['RFC 8901 section 1']);
});
