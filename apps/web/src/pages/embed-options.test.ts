import assert from 'node:assert/strict';
import { test } from 'node:test';
import { embedOptionsOf } from './embed-options.ts';

test('an address without parameters is the picture with its controls', () => {
  assert.deepEqual(embedOptionsOf({}), { view: 'graph', hasControls: true });
});

test('view and controls are as asked for, and what is unknown is not there', () => {
  assert.deepEqual(embedOptionsOf({ view: 'findings', controls: '0' }), {
    view: 'findings',
    hasControls: false,
  });
  assert.deepEqual(embedOptionsOf({ view: 'timeline', controls: '1' }), {
    view: 'timeline',
    hasControls: true,
  });
  assert.deepEqual(embedOptionsOf({ view: 'outline', controls: 'no' }), { view: 'graph', hasControls: true });
});
