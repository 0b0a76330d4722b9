import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameOfLabels, parseDomainName, typeName } from '@delegraph/model';
import dnsPacket from 'dns-packet';
import * as fc from 'fast-check';
import { cpuMsOf } from '../testing/cpu-time.ts';
import { type WrittenRecord, messageOf, replyWith, words } from '../testing/packet.ts';
import { decodeMessage, encodeQuery, objectionTo, salvageMessage } from './message.ts';
import { WireError, sameLabels, walkMessage } from './wire.ts';

const name = fc
  .array(fc.uint8Array({ minLength: 1, maxLength: 63 }), { maxLength: 8 })
  .filter((labels) => labels.reduce((sum, label) => sum + label.length + 1, 1) <= 255)
  .map(nameOfLabels);
const plainName = fc
  .array(fc.stringMatching(/^[a-z0-9_-]{1,20}$/), { minLength: 1, maxLength: 8 })
  .map((labels) => parseDomainName(labels.join('.')));
const type = fc.integer({ min: 0, max: 0xffff }).map(typeName);
const a = { type: 1, rdata: Buffer.of(192, 0, 2, 1) };
const same = () => false;

test('any question we encode is decoded to the same', () => {
  fc.assert(
    fc.property(
      name,
      type,
      fc.nat(0xffff),
      fc.boolean(),
      fc.infiniteStream(fc.boolean()),
      (name, type, id, edns, flips) => {
        const plain = encodeQuery(id, { name, type }, { edns, flipCase: same });
        const mixed = encodeQuery(id, { name, type }, { edns, flipCase: () => flips.next().value === true });
        for (const octets of [plain, mixed]) {
          const message = decodeMessage(octets);
          assert.deepEqual(message.question, { name, type });
          assert.deepEqual([message.id, message.flags, message.opcode, message.problems], [id, [], 0, []]);
          assert.equal(message.edns?.udpSize, edns ? 1232 : undefined);
          assert.equal(message.edns?.dnssecOk, edns ? true : undefined);
        }
        // 0x20 changes case, and nothing but case.
        assert.equal(mixed.length, plain.length);
        for (const [i, octet] of mixed.entries()) {
          const isLetter = /[a-z]/i.test(String.fromCharCode(octet));
          assert.ok(octet === plain[i] || (isLetter && octet === (plain[i]! ^ 0x20)));
        }
        assert.ok(sameLabels(walkMessage(mixed).question!.name, walkMessage(plain).question!.name));
      },
    ),
    { numRuns: 300 },
  );
});

test('dns-packet reads the questions we encode', () => {
  fc.assert(
    fc.property(plainName, fc.constantFrom('A', 'AAAA', 'NS', 'SOA', 'DS', 'TXT'), (name, type) => {
      const packet = dnsPacket.decode(
        Buffer.from(encodeQuery(7, { name, type }, { edns: true, flipCase: same })),
      );
      assert.deepEqual(
        packet.questions?.map((question) => [question.name, question.type, question.class]),
        [[name, type, 'IN']],
      );
      assert.equal(packet.additionals?.[0]?.type, 'OPT');
      assert.equal(packet.flag_rd, false);
    }),
    { numRuns: 100 },
  );
});

test('every letter can be flipped, and digits cannot', () => {
  const flipped = encodeQuery(
    1,
    { name: parseDomainName('a1-z.test'), type: 'A' },
    { edns: false, flipCase: () => true },
  );
  assert.equal(Buffer.from(flipped.subarray(12, 23)).toString('latin1'), '\x04A1-Z\x04TEST\0');
});

test('a type without a number is a mistake of ours', () => {
  assert.throws(
    () => encodeQuery(1, { name: parseDomainName('test'), type: 'NOPE' }, { edns: false, flipCase: same }),
    RangeError,
  );
});

test('a TTL with its top bit set counts as 0', () => {
  const [high, highest] = decodeMessage(
    replyWith([
      { ...a, ttl: 0x80000000 },
      { ...a, ttl: 0x7fffffff },
    ]),
  ).answer;
  assert.deepEqual([high?.ttl, highest?.ttl], [0, 0x7fffffff]);
});

test('a record of class CH is left out and named', () => {
  const message = decodeMessage(replyWith([{ type: 16, class: 3, rdata: Buffer.of(1, 0x61) }, a]));
  assert.equal(message.answer.length, 1);
  assert.deepEqual(message.problems, ['The TXT record of a.test is of class 3 instead of IN.']);
});

test('octets after the last record are a problem, not an error', () => {
  const message = decodeMessage(replyWith([a], { trailing: 'xyz' }));
  assert.equal(message.answer.length, 1);
  assert.deepEqual(message.problems, ['3 octets follow the last record.']);
});

test('of a section of 500 records 200 are kept', () => {
  const message = decodeMessage(replyWith(Array.from({ length: 500 }, () => a)));
  assert.equal(message.answer.length, 200);
  assert.match(message.problems[0]!, /first 200 of 500/);
});

const opt = (rdata: string, { ttl = 0x8000, size = 1400 } = {}): WrittenRecord => ({
  owner: Buffer.of(0),
  type: 41,
  class: size,
  ttl,
  rdata: Buffer.from(rdata.replaceAll(' ', ''), 'hex'),
});

test('EDNS: size, DO, server id and extended errors', () => {
  const message = decodeMessage(
    replyWith([a], { additional: [opt('0003 0004 6e733100 000f 0007 0012 68656c6c6f 000f 0002 0016')] }),
  );
  assert.deepEqual(message.edns, {
    version: 0,
    udpSize: 1400,
    dnssecOk: true,
    options: [3, 15, 15],
    nsid: 'ns1·',
    extendedErrors: [
      { code: 18, text: 'hello' },
      { code: 22, text: '' },
    ],
  });
  assert.deepEqual(message.additional, []);
  assert.deepEqual(message.problems, []);
});

test('the RCODE has twelve bits: BADVERS', () => {
  const message = decodeMessage(replyWith([], { additional: [opt('', { ttl: 0x01000000 })] }));
  assert.equal(message.rcode, 'BADVERS');
  assert.equal(decodeMessage(replyWith([], { flags: 0x8405 })).rcode, 'REFUSED');
  assert.equal(
    decodeMessage(replyWith([], { additional: [opt('', { ttl: 0xff000000 })], flags: 0x840f })).rcode,
    'RCODE4095',
  );
});

for (const [situation, rdata] of [
  ['is cut off', '0003'],
  ['runs past its record', '0003 0009 61'],
] as const) {
  test(`an EDNS option that ${situation} is a problem, and the answer stays`, () => {
    const message = decodeMessage(replyWith([a], { additional: [opt(rdata)] }));
    assert.equal(message.answer.length, 1);
    assert.equal(message.problems.length, 1);
  });
}

test('a flood of EDNS options is read up to 32', () => {
  const flood = '000f 0002 0001'.repeat(5000);
  assert.equal(decodeMessage(replyWith([], { additional: [opt(flood)] })).edns?.extendedErrors.length, 32);
});

test('what an extended error says cannot steer a terminal or turn the text around', () => {
  const text = Buffer.from('\u001b[2J\u202e<b>\u0000').toString('hex');
  const length = (2 + text.length / 2).toString(16).padStart(4, '0');
  const [error] = decodeMessage(replyWith([], { additional: [opt(`000f ${length} 0000 ${text}`)] })).edns!
    .extendedErrors;
  assert.equal(error?.text, '·[2J·<b>·');
});

test('flags in the order of the header', () => {
  assert.deepEqual(decodeMessage(replyWith([], { flags: 0x87b0 })).flags, [
    'qr',
    'aa',
    'tc',
    'rd',
    'ra',
    'ad',
    'cd',
  ]);
});

const query = encodeQuery(
  0x1234,
  { name: parseDomainName('www.test'), type: 'A' },
  { edns: true, flipCase: (n) => n % 2 === 0 },
);
const changed = (change: (reply: Buffer) => void) => {
  const reply = Buffer.from(query);
  reply[2]! |= 0x80;
  change(reply);
  return reply;
};

const objections: [situation: string, reply: Uint8Array, objection: RegExp | null][] = [
  ['the reply itself', changed(() => {}), null],
  ['other case', changed((reply) => (reply[13]! ^= 0x20)), null],
  ['another id', changed((reply) => (reply[1]! ^= 1)), /id 4661 instead of 4660/],
  ['our own query back', query, /QR not set/],
  ['another opcode', changed((reply) => (reply[2]! |= 0x20)), /opcode 4/],
  ['another name', changed((reply) => (reply[13] = 0x78)), /another question/],
  ['another type', changed((reply) => (reply[23] = 28)), /another question/],
  ['another class', changed((reply) => (reply[25] = 3)), /another question/],
  ['no question, NOERROR', messageOf([0, 0, 0, 0]), /id 1 instead/],
  [
    'no question, NOERROR, right id',
    Buffer.concat([words(0x1234, 0x8000, 0, 0, 0, 0)]),
    /without a question/,
  ],
  ['no question, FORMERR', Buffer.concat([words(0x1234, 0x8001, 0, 0, 0, 0)]), null],
  ['two questions', Buffer.concat([words(0x1234, 0x8000, 2, 0, 0, 0), Buffer.alloc(20)]), /no DNS message/],
  ['nothing', Buffer.alloc(0), /no DNS message/],
  ['a header cut off', Buffer.alloc(11), /no DNS message/],
  [
    'a question cut off',
    Buffer.concat([words(0x1234, 0x8000, 1, 0, 0, 0), Buffer.of(3, 0x61)]),
    /no DNS message/,
  ],
];

for (const [situation, reply, objection] of objections) {
  test(`${situation} is ${objection ? 'no reply' : 'a reply'}`, () => {
    const said = objectionTo(query, reply);
    if (objection) assert.match(said ?? '', objection);
    else assert.equal(said, null);
  });
}

test('of a message that breaks off, the header, the question and the records before the fault are kept', () => {
  const whole = replyWith([a, a], { flags: 0x8403, answers: 3 });
  const message = salvageMessage(Buffer.concat([whole, Buffer.of(0xc0, 12, 0, 1)]));
  assert.equal(message.rcode, 'NXDOMAIN');
  assert.deepEqual(message.question, { name: 'a.test', type: 'A' });
  assert.deepEqual(
    message.answer.map(({ data }) => data),
    ['192.0.2.1', '192.0.2.1'],
  );
  assert.equal(message.malformedAt, whole.length);
  assert.deepEqual(message.problems, [
    `The message cannot be read from octet ${whole.length} on: the answer section ends in the middle of record 3.`,
  ]);
});

test('of a message whose question cannot be read, the header is kept', () => {
  for (const octets of [
    messageOf([2, 0, 0, 0], Buffer.alloc(20)),
    messageOf([1, 1, 0, 0], Buffer.of(3, 0x61)),
    messageOf([1, 0, 0, 0], Buffer.of(0xc0, 12)),
  ]) {
    const message = salvageMessage(octets);
    assert.deepEqual([message.id, message.question, message.malformedAt], [1, null, 12]);
  }
});

test('without a whole header there is nothing to keep', () => {
  assert.throws(() => salvageMessage(Buffer.alloc(11)), WireError);
});

test('what is whole is salvaged as it is decoded', () => {
  const reply = replyWith([a], { additional: [opt('0003 0004 6e733100')] });
  assert.deepEqual(salvageMessage(reply), decodeMessage(reply));
});

test('mutated packets throw nothing but WireError, and none takes long', () => {
  const big = dnsPacket.encode({
    type: 'response',
    id: 9,
    questions: [{ type: 'A', name: 'www.example.test' }],
    answers: [
      { type: 'CNAME', name: 'www.example.test', data: 'a.example.test' },
      { type: 'TXT', name: 'a.example.test', data: 'hello' },
      { type: 'NSEC', name: 'a.example.test', data: { nextDomain: 'b.test', rrtypes: ['A', 'RRSIG'] } },
      { type: 'CAA', name: 'a.example.test', data: { flags: 0, tag: 'issue', value: 'x' } },
    ],
    authorities: [{ type: 'NS', name: 'example.test', data: 'ns.example.test' }],
    additionals: [{ type: 'AAAA', name: 'ns.example.test', data: '2001:db8::1' }],
  });
  const svcb = replyWith(
    [
      { type: 65, rdata: Buffer.from('00010000010003026833000400 04c0000201'.replaceAll(' ', ''), 'hex') },
      { type: 46, rdata: Buffer.from('00010d0300000e106a1a1e8069f534801f9004746573740053', 'hex') },
      { type: 50, rdata: Buffer.from('0100000a04aabbccdd04012345670001 62'.replaceAll(' ', ''), 'hex') },
      { type: 35, rdata: Buffer.from('0064000a015300000474657374 00'.replaceAll(' ', ''), 'hex') },
    ],
    { additional: [opt('0003 0004 6e733100 000f 0007 0012 68656c6c6f')] },
  );
  const seeds = [big, svcb];
  const random = generator(20_261_122);
  let slowestMs = 0;
  for (let run = 0; run < 20_000; run += 1) {
    const octets = Buffer.from(seeds[run % seeds.length]!);
    for (let flips = 1 + (random() % 6); flips > 0; flips -= 1)
      octets[random() % octets.length] = random() & 0xff;
    const packet = random() % 4 === 0 ? octets.subarray(0, random() % octets.length) : octets;
    const tookMs = cpuMsOf(() => {
      try {
        decodeMessage(packet);
      } catch (error) {
        assert.ok(error instanceof WireError, `${String(error)} for ${packet.toString('hex')}`);
      }
      objectionTo(query, packet);
    });
    slowestMs = Math.max(slowestMs, tookMs);
  }
  // Far above what it takes, and far below what dns-packet's own decoder can be made to take.
  assert.ok(slowestMs < 200, `${slowestMs} ms`);
});

/** Numbers that look random and are the same in every run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 8;
  };
}

test('the mixed case of our question does not show in names that are compressed against it', () => {
  const query = encodeQuery(
    7,
    { name: parseDomainName('example.test'), type: 'MX' },
    { edns: false, flipCase: () => true },
  );
  const record = Buffer.from('c00c000f0001000000780009000a046d61696cc00c', 'hex');
  const reply = Buffer.concat([query, record]);
  reply.writeUInt16BE(0x8400, 2);
  reply.writeUInt16BE(1, 6);
  assert.deepEqual(decodeMessage(reply).answer, [
    { name: 'example.test', type: 'MX', ttl: 120, data: '10 mail.example.test.' },
  ]);
});

const wireName = (text: string) =>
  Buffer.concat(
    text
      .split('.')
      .flatMap((label) => [Buffer.of(label.length), Buffer.from(label)])
      .concat(Buffer.of(0)),
  );

test('the mixed case of our question does not show in a CNAME that a DNAME made', () => {
  const message = decodeMessage(
    replyWith([
      { owner: wireName('old.test'), type: 39, rdata: wireName('New.example') },
      { owner: wireName('wWw.old.test'), type: 5, rdata: wireName('wWw.New.example') },
      { owner: wireName('other.test'), type: 5, rdata: wireName('Kept.example') },
    ]),
  );
  assert.deepEqual(
    message.answer.map(({ data }) => data),
    ['New.example.', 'www.New.example.', 'Kept.example.'],
  );
});
