import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialTraceState } from '@delegraph/model';
import { USUAL_CHOICE, isDrawnWidth, permalinkOf, selectedLookup, snippetWishes } from './picture-choice.ts';

test('who chooses nothing wishes nothing', () => {
  assert.deepEqual(snippetWishes(USUAL_CHOICE, 3), {});
});

test('every choice is a wish, and a width that nobody draws is none', () => {
  const choice = {
    theme: 'dark',
    scope: 'lookup',
    width: '640',
    findings: false,
    addresses: false,
    alternativeText: '',
  } as const;
  const wishes = { theme: 'dark', width: 640, findings: false, addresses: false, alternativeText: '' };
  assert.deepEqual(snippetWishes(choice, 3), { ...wishes, scope: { lookupId: 3 } });
  assert.deepEqual(snippetWishes(choice, null), wishes);
  assert.equal(snippetWishes({ ...choice, width: '10' }, 3).width, undefined);
  assert.deepEqual(['', '320', '3200'].filter(isDrawnWidth), ['', '320', '3200']);
  assert.deepEqual(['319', '3201', '6e2', '640.5', '-640'].filter(isDrawnWidth), []);
});

test('a selected zone is no lookup', () => {
  assert.equal(selectedLookup(initialTraceState, { kind: 'lookup', lookupId: 2 }), 2);
  assert.equal(selectedLookup(initialTraceState, { kind: 'hop', hopId: 7 }), null);
  assert.equal(selectedLookup(initialTraceState, { kind: 'finding', index: 0 }), null);
  assert.equal(selectedLookup(initialTraceState, null), null);
});

test('the address of a trace is a permalink, that of a file is none', () => {
  const permalink = permalinkOf('https://dns.example/sub/t/abc');
  assert.equal(permalink?.origin, 'https://dns.example/sub');
  assert.equal(permalink?.id, 'abc');
  for (const other of ['', 'file:///tmp/t/abc', 'https://dns.example/t/abc/name', 'https://dns.example/t/'])
    assert.equal(permalinkOf(other), null, other);
});
