import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDomainName as name, recordText } from '@delegraph/model';
import { unpadded } from './dig-line.ts';

test('the columns of a record move together, and its data stays as it is', () => {
  const record = { name: name('shop.test'), ttl: 300, type: 'TXT', data: '"two  spaces IN  a row"' };
  assert.equal(unpadded(recordText(record)), 'shop.test. 300 IN TXT "two  spaces IN  a row"');
});

test('so do those of a question, and no other line is touched', () => {
  assert.equal(unpadded(';www.shop.test.                         IN  A'), ';www.shop.test. IN A');
  for (const line of ['', ';; QUESTION SECTION:', '; EDNS: version: 0, flags: do; udp: 1232'])
    assert.equal(unpadded(line), line);
});
