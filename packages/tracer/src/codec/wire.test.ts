import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDomainName } from '@delegraph/model';
import { cpuMsOf } from '../testing/cpu-time.ts';
import { messageOf, replyWith, words } from '../testing/packet.ts';
import {
  NameReader,
  WireError,
  encodeName,
  readHeader,
  readQuestion,
  sameLabels,
  walkMessage,
} from './wire.ts';

const labels = (text: string) => text.split('.').map((label) => Buffer.from(label));
const read = (octets: Uint8Array, offset: number) => new NameReader(octets).read(offset);

test('a name ends at its root label', () => {
  const { labels: found, end } = read(Buffer.from('\x03www\x04test\0rest', 'latin1'), 0);
  assert.deepEqual(found.map(String), ['www', 'test']);
  assert.equal(end, 10);
});

test('after a pointer the next octets are those behind it', () => {
  const octets = Buffer.from('\x04test\0\x03www\xc0\x00!', 'latin1');
  const { labels: found, end } = read(octets, 6);
  assert.ok(sameLabels(found, labels('www.test')));
  assert.equal(end, 12);
});

const brokenNames: [situation: string, octets: Buffer, offset: number, message: RegExp][] = [
  ['a pointer to itself', Buffer.of(0xc0, 0), 0, /does not point backwards/],
  ['a pointer forwards', Buffer.of(0xc0, 2, 0), 0, /does not point backwards/],
  ['a loop through a label', Buffer.of(1, 0x61, 0xc0, 0), 0, /too many compression pointers/],
  [
    'a loop through a long label',
    Buffer.concat([Buffer.of(63), Buffer.alloc(63), Buffer.of(0xc0, 0)]),
    0,
    /longer than 255/,
  ],
  ['a pointer without its second octet', Buffer.of(0, 0xc0), 1, /past the end/],
  ['label type 01', Buffer.of(0x46, 0x61), 0, /neither a label length nor a pointer/],
  ['label type 10', Buffer.of(0x80, 0x61), 0, /neither a label length nor a pointer/],
  ['a label past the end', Buffer.of(5, 0x61), 0, /past the end/],
  ['no root label', Buffer.of(1, 0x61), 0, /past the end/],
  [
    '256 octets',
    Buffer.concat([...Array.from({ length: 127 }, () => Buffer.of(1, 0x61)), Buffer.of(1, 0x61, 0)]),
    0,
    /longer than 255/,
  ],
];

for (const [situation, octets, offset, message] of brokenNames) {
  test(`no name: ${situation}`, () => {
    assert.throws(() => read(octets, offset), { name: 'WireError', message });
  });
}

test('a name of 255 octets is read, and of 127 labels', () => {
  const octets = Buffer.concat([...Array.from({ length: 127 }, () => Buffer.of(1, 0x61)), Buffer.of(0)]);
  assert.equal(read(octets, 0).labels.length, 127);
});

/** The root label, and pointers each to the one before. */
const chain = (count: number) =>
  Buffer.concat([
    Buffer.of(0),
    ...Array.from({ length: count }, (_, i) => words(0xc000 | (i === 0 ? 0 : 2 * i - 1))),
  ]);

test('126 pointers are followed, 127 are not', () => {
  assert.equal(read(chain(126), 2 * 126 - 1).labels.length, 0);
  assert.throws(() => read(chain(127), 2 * 127 - 1), /too many compression pointers/);
});

test('a chain of pointers through 64 KiB is refused at once', () => {
  // Each record is owned by a pointer to the record before it.
  const records = Array.from({ length: 5461 }, (_, i) =>
    Buffer.concat([words(0xc000 | (i === 0 ? 12 : Math.min(18 + 12 * (i - 1), 0x3fff)), 16, 1, 0, 0, 0)]),
  );
  const octets = messageOf([1, 1999, 0, 0], Buffer.of(0), words(1, 1), Buffer.of(0), ...records);
  assert.ok(cpuMsOf(() => assert.throws(() => walkMessage(octets), WireError)) < 100);
});

test('a message of 2000 names of 127 labels is refused at once', () => {
  const name = Buffer.concat([...Array.from({ length: 127 }, () => Buffer.of(1, 0x61)), Buffer.of(0)]);
  const records = Array.from({ length: 2000 }, () => words(0xc00c, 16, 1, 0, 0, 0));
  const octets = messageOf([1, 2000, 0, 0], name, words(1, 1), ...records);
  assert.ok(cpuMsOf(() => assert.throws(() => walkMessage(octets), /too many labels/)) < 100);
});

test('600 records of a name of 34 labels, as IPv6 has them, are walked', () => {
  const name = Buffer.concat([...Array.from({ length: 34 }, () => Buffer.of(1, 0x61)), Buffer.of(0)]);
  const records = Array.from({ length: 600 }, () => words(0xc00c, 16, 1, 0, 0, 0));
  assert.equal(walkMessage(messageOf([1, 600, 0, 0], name, words(1, 1), ...records)).records.length, 600);
});

const brokenMessages: [situation: string, octets: Buffer, message: RegExp][] = [
  ['eleven octets', Buffer.alloc(11), /too short for a header/],
  ['two questions', messageOf([2, 0, 0, 0], Buffer.alloc(20)), /2 questions/],
  ['a question cut off', messageOf([1, 0, 0, 0], Buffer.of(0, 0, 1)), /question runs past the end/],
  [
    'one record promised, none there',
    replyWith([], { answers: 1 }),
    /ends in the middle of record 1|past the end/,
  ],
  ['65,535 records promised, none there', replyWith([], { answers: 65_535 }), /past the end/],
  [
    '2001 records',
    replyWith(Array.from({ length: 2001 }, () => ({ type: 16, rdata: Buffer.alloc(0) }))),
    /more than 2000 records/,
  ],
  [
    'an RDLENGTH past the end',
    replyWith([{ type: 1, rdata: Buffer.alloc(4), rdlength: 60_000 }]),
    /RDLENGTH/,
  ],
  [
    'a record cut off in its header',
    replyWith([{ type: 1, rdata: Buffer.alloc(0) }]).subarray(0, -3),
    /middle of record 1/,
  ],
];

for (const [situation, octets, message] of brokenMessages) {
  test(`no message: ${situation}`, () => {
    assert.throws(() => walkMessage(octets), { name: 'WireError', message });
  });
}

test('octets after the last record are counted', () => {
  assert.equal(walkMessage(replyWith([], { trailing: 'abc' })).trailing, 3);
});

test('a message without a question has none', () => {
  const octets = messageOf([0, 0, 0, 0]);
  assert.deepEqual(readQuestion(octets, readHeader(octets)), { question: null, end: 12 });
});

test('a view into a larger buffer is read at its own offset', () => {
  const reply = replyWith([{ type: 1, rdata: Buffer.of(192, 0, 2, 1) }]);
  const octets = Buffer.concat([Buffer.alloc(7, 0xff), reply]).subarray(7);
  assert.equal(walkMessage(octets).records[0]?.type, 1);
});

test('names are the same without regard to ASCII case, and to no other', () => {
  assert.ok(sameLabels(labels('WWW.Test'), labels('www.tEST')));
  assert.ok(!sameLabels(labels('www.test'), labels('www.tes')));
  assert.ok(!sameLabels(labels('wwwtest'), labels('www.test')));
  assert.ok(!sameLabels([Buffer.of(0xc1)], [Buffer.of(0xe1)]));
  assert.ok(!sameLabels([Buffer.of(0x40)], [Buffer.of(0x60)]));
});

test('the root is one octet', () => {
  assert.deepEqual([...encodeName(parseDomainName('.'))], [0]);
});
