import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDomainName } from '@delegraph/model';
import { unicodeName } from './u-label.ts';

const shown = (name: string) => unicodeName(parseDomainName(name));

test('A-labels are shown as people write them', () => {
  assert.equal(shown('www.xn--bcher-kva.test'), 'www.bücher.test');
  assert.equal(shown('xn--fiqs8s'), '中国');
  assert.equal(shown('xn--mgbh0fb.test'), 'مثال.test');
});

test('names without any, and labels that are none, are not', () => {
  assert.equal(shown('www.shop.test'), null);
  assert.equal(shown('.'), null);
  assert.equal(shown('xn--99999999.test'), null);
  assert.equal(shown(`xn--${'9'.repeat(59)}.test`), null);
  assert.equal(shown('xn--a_b.test'), null);
});
