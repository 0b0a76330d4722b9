import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Finding, type TraceEvent, parseDomainName as name } from '@delegraph/model';
import { findingTowards, landmarksOf } from './landmarks.ts';

const learned = (seq: number, zone: string): TraceEvent => ({
  type: 'delegation-learned',
  zone: name(zone),
  parent: name('.'),
  hopId: 0,
  nameServers: [],
  signed: false,
  seq,
  atMs: seq,
});

const raised = (seq: number, severity: Finding['severity']): TraceEvent => ({
  type: 'finding-raised',
  finding: {
    code: 'x',
    severity,
    confidence: 'high',
    scope: 'zone',
    zone: name('test'),
    evidence: [],
    params: {},
  },
  seq,
  atMs: seq,
});

const events = [learned(0, 'test'), learned(1, 'test'), raised(2, 'info'), raised(3, 'error')];

test('each cut is marked once, and facts are not', () => {
  assert.deepEqual(landmarksOf(events), [
    { position: 1, kind: 'cut' },
    { position: 4, kind: 'finding', severity: 'error' },
  ]);
});

test('a jump goes to the next finding, and past the last one to the end', () => {
  const marks = landmarksOf(events);
  assert.equal(findingTowards(marks, 1, 1, 9), 4);
  assert.equal(findingTowards(marks, 4, 1, 9), 9);
  assert.equal(findingTowards(marks, 9, -1, 9), 4);
  assert.equal(findingTowards(marks, 4, -1, 9), 0);
});
