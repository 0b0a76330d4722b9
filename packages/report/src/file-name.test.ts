import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialTraceState, parseDomainName } from '@delegraph/model';
import { fileName } from './file-name.ts';

test('a file has the name that was asked, or none that a file system would not take', () => {
  assert.equal(nameOf('www.shop.test'), 'www.shop.test.md');
  assert.equal(nameOf('_dmarc.shop.test'), '_dmarc.shop.test.md');
  for (const odd of ['.', String.raw`a\047b.test`, '*.shop.test']) assert.equal(nameOf(odd), 'trace.md', odd);
  assert.equal(fileName(initialTraceState, 'dns.json'), 'trace.dns.json');
});

function nameOf(text: string): string {
  return fileName({ ...initialTraceState, question: { name: parseDomainName(text), type: 'A' } }, 'md');
}
