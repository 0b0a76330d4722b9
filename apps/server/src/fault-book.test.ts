import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from '@delegraph/diagnosis';
import { faultBook } from './fault-book.ts';
import { faultHtml } from './fault-page.ts';

test('every code of the catalogue is in the book once, and its page is whole', () => {
  const families = faultBook();
  const codes = families.flatMap(({ faults }) => faults.map(({ code }) => code));
  assert.deepEqual(codes.toSorted(), catalogue.map(({ code }) => code).toSorted());
  for (const family of families) {
    for (const fault of family.faults) {
      const html = faultHtml(fault, family, null);
      assert.doesNotMatch(html, /undefined|null|\[object/, fault.code);
      assert.ok(fault.todo.length > 0 && fault.reference.length > 0, fault.code);
    }
  }
});

test('nobody is called first to act where nobody has to', () => {
  const contacts = new Map(
    faultBook().flatMap(({ faults }) => faults.map(({ code, contact }) => [code, contact])),
  );
  assert.equal(contacts.get('glue-stale'), 'the registrar');
  assert.equal(contacts.get('zone-cut-hidden'), null);
  assert.equal(contacts.get('vantage-intercepted'), null);
});

test('a fault says what other programs call it, where they have a name for it', () => {
  const family = faultBook().find(({ faults }) =>
    faults.some(({ code }) => code === 'lame-upward-referral'),
  )!;
  const pageOf = (code: string) =>
    faultHtml(
      family.faults.find((fault) => fault.code === code)!,
      family,
      null,
    );
  assert.match(pageOf('lame-upward-referral'), /<dt>DNSViz<\/dt>\n<dd><code>UPWARD_REFERRAL<\/code><\/dd>/);
  assert.doesNotMatch(pageOf('lame-self-referral'), /DNSViz|The same elsewhere/);
});
