import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDomainName } from '@delegraph/model';
import { unicodeForm } from './unicode-form.ts';

const formOf = (name: string) => unicodeForm(parseDomainName(name));

test('A-labels are read as the letters they stand for', () => {
  assert.equal(formOf('www.xn--bcher-kva.test'), 'www.bücher.test');
  assert.equal(formOf('xn--r8jz45g.xn--zckzah'), '例え.テスト');
});

test('what stands for no letters, or not for these alone, is left as it is', () => {
  for (const name of ['www.example.com', 'xn--.example', 'xn--a-ecp.example', '_dmarc.example.com'])
    assert.equal(formOf(name), null);
});
