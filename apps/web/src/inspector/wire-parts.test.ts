import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesWithParts, wireParts } from './wire-parts.ts';

// a.test A? answered with one A record whose owner is a pointer, and an OPT record.
const reply = Uint8Array.from(
  Buffer.from(
    [
      '000184000001000100000001',
      '016104746573740000010001',
      'c00c000100010000003c0004c0000201',
      '00002904d0000000000000',
    ].join(''),
    'hex',
  ),
);

test('the parts lie end to end, names with pointers too', () => {
  assert.deepEqual(
    wireParts(reply).map(({ id, from, to }) => [id, from, to]),
    [
      ['header', 0, 12],
      ['question', 12, 24],
      ['answer 0', 24, 40],
      ['edns', 40, 51],
    ],
  );
});

test('whatever is cut off or made up, every octet belongs to one part', () => {
  for (let length = 0; length < reply.length; length += 1) {
    const parts = wireParts(reply.slice(0, length));
    let at = 0;
    for (const { from, to } of parts) {
      assert.equal(from, at);
      at = to;
    }
    assert.equal(at, length);
  }
  assert.equal(wireParts(new Uint8Array(40).fill(0xff)).at(-1)?.to, 40);
});

test('the lines of dig are matched to the parts, unless records are missing', () => {
  const text = [
    ';; ->>HEADER<<- opcode: QUERY',
    '',
    ';; QUESTION SECTION:',
    ';a.test. IN A',
    '',
    ';; ANSWER SECTION:',
    'a.test. 60 IN A 192.0.2.1',
  ].join('\n');
  const parts = wireParts(reply);
  assert.deepEqual(
    linesWithParts(text, parts).map(({ part }) => part),
    ['header', null, null, 'question', null, null, 'answer 0'],
  );
  const shorter = text.split('\n').slice(0, -1).join('\n');
  assert.equal(linesWithParts(`${shorter}\nx\ny`, parts).at(-1)?.part, null);
});
