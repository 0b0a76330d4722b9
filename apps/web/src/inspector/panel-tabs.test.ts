import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTabSearch, tabAddress, tabToShow } from './panel-tabs.ts';

test('an address names any tab but the summary, which needs no name', () => {
  for (const tab of ['records', 'packets', 'explain']) assert.equal(isTabSearch(tab), true);
  for (const text of ['summary', '', 'Packets', undefined, 3]) assert.equal(isTabSearch(text), false);
});

test('a tab is added to the address, and the summary takes it away', () => {
  const search = { sel: 'zone:shop.test', dock: 'log' };
  assert.deepEqual(tabAddress('packets').search(search), { ...search, tab: 'packets' });
  assert.deepEqual(tabAddress('summary').search({ ...search, tab: 'packets' }), search);
});

test('what has no such tab shows its summary', () => {
  assert.equal(tabToShow('records', ['summary', 'records']), 'records');
  assert.equal(tabToShow('records', ['summary', 'packets']), 'summary');
  assert.equal(tabToShow(undefined, ['summary', 'packets']), 'summary');
});
