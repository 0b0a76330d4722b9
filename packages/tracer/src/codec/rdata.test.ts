import assert from 'node:assert/strict';
import { test } from 'node:test';
import dnsPacket from 'dns-packet';
import { cpuMsOf } from '../testing/cpu-time.ts';
import { replyWith } from '../testing/packet.ts';
import { decodeMessage } from './message.ts';

/** RDATA in hexadecimal, and what dig 9.18 prints for it. */
const printed: [type: number, rdata: string, text: string][] = [
  [1, 'c0000201', '192.0.2.1'],
  [28, '20010db8000000000000000000000001', '2001:db8::1'],
  [28, '20010db8000000000001000000000001', '2001:db8::1:0:0:1'],
  [2, '036e7331076578616d706c650474657374 00', 'ns1.example.test.'],
  [2, '034e5331074578616d706c650474657374 00', 'NS1.Example.test.'],
  [5, '0131012e00', String.raw`1.\..`],
  [5, '04612e6220 00', String.raw`a\.b\032.`],
  [39, '00', '.'],
  [12, '0568302d61310474657374 00', 'h0-a1.test.'],
  [15, '000a 046d61696c0474657374 00', '10 mail.test.'],
  [15, '0000 00', '0 .'],
  [33, '0001 0002 01bb 03737276 00', '1 2 443 srv.'],
  [
    6,
    '026e73 00 0468 6f7374 00 78a3f7c5 00001c20 00000e10 00127500 0000012c',
    'ns. host. 2024011717 7200 3600 1209600 300',
  ],
  [16, '0568656c6c6f 00', '"hello" ""'],
  [16, '0a 225c00ff3b20c3a90a7f', String.raw`"\"\\\000\255; \195\169\010\127"`],
  [13, '03 50 43 31 05 4c696e7578', '"PC1" "Linux"'],
  [13, '01 ff 00', String.raw`"\255" ""`],
  [257, '00 05 6973737565 6361 2e74657374', '0 issue "ca.test"'],
  [257, '80 05 696f646566 22', String.raw`128 iodef "\""`],
  [
    43,
    'ec45 05 01 2bb183af5f22588179a53b0a98631fad1a292118',
    '60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118',
  ],
  [48, '0101 03 0d 6d64736b', '257 3 13 bWRzaw=='],
  [48, '0100 01 08 6d64736b', '256 1 8 bWRzaw=='],
  [60, '0101 03 0d 6d64736b', '257 3 13 bWRzaw=='],
  [
    46,
    '0001 0d 03 00000e10 6a1a1e80 69f53480 1f90 0474657374 00 5369676e',
    'A 13 3 3600 20260529231720 20260501231720 8080 test. U2lnbg==',
  ],
  [47, '0161 0474657374 00 0006 4000000000 03', 'a.test. A RRSIG NSEC'],
  [47, '00 0101 40', '. CAA'],
  [47, '00 ff20 0000000000000000000000000000000000000000000000000000000000000001', '. TYPE65535'],
  [
    50,
    '01 00 000a 04 aabbccdd 14 0123456789abcdef0123456789abcdef01234567 0001 62',
    '1 0 10 AABBCCDD 04HKAPS9LF6UU0938LJOJAUDTS0I6HB7 A NS SOA',
  ],
  [
    50,
    '01 01 0000 00 14 0123456789abcdef0123456789abcdef01234567',
    '1 1 0 - 04HKAPS9LF6UU0938LJOJAUDTS0I6HB7',
  ],
  [52, '03 01 01 aabb', '3 1 1 AABB'],
  [
    44,
    '04 02 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
    '4 2 0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF',
  ],
  [44, '04 03 aabbcc', '4 3 AABBCC'],
  [
    35,
    '0064 000a 01 53 07 5349502b443255 00 04 5f736970 0474657374 00',
    '100 10 "S" "SIP+D2U" "" _sip.test.',
  ],
  [28, '00000000000000000000ffffc0000201', '::ffff:192.0.2.1'],
  [28, '000000000000000000000000c0000201', '::192.0.2.1'],
  [28, '00000000000000000000000000000001', '::1'],
  [51, '01 00 000a 04 aabbccdd', '1 0 10 AABBCCDD'],
  [51, '01 00 0000 00', '1 0 0 -'],
  [59, '0000 00 00 00', '0 0 0 00'],
  [60, '0000 03 00 00', '0 3 0 AA=='],
  [62, '00000042 0003 0004 60000008', '66 3 A NS AAAA'],
  [63, '78a3f7c5 01 01 aabb', '2024011717 1 1 AABB'],
  [61, '6d64736b', 'bWRzaw=='],
  [53, '03 01 01 aabb', '3 1 1 AABB'],
  [256, '000a 0001 6674703a2f2f612f22', String.raw`10 1 "ftp://a/\""`],
  [104, '000a 0014 4fff ff20 ee64', '10 14:4fff:ff20:ee64'],
  [105, '000a 0a010200', '10 10.1.2.0'],
  [106, '000a 2001 0db8 1140 1000', '10 2001:db8:1140:1000'],
  [107, '000a 036c3634 00', '10 l64.'],
  [108, '00005e00532a', '00-00-5e-00-53-2a'],
  [109, '00005eef1000002a', '00-00-5e-ef-10-00-00-2a'],
  [18, '0001 0361667300', '1 afs.'],
  [37, '0001 8236 08 6d64736b', 'PKIX 33334 RSASHA256 bWRzaw=='],
  [37, '0009 0000 00 6d64', '9 0 0 bWQ='],
  [
    42,
    '0001 15 03 c0a820 0001 1c 84 c0a82600 0002 08 01 ff',
    '1:192.168.32.0/21 !1:192.168.38.0/28 2:ff00::/8',
  ],
  [45, '0a 01 02 c0000226 6d64', '10 1 2 192.0.2.38 bWQ='],
  [45, '0a 00 02 6d64', '10 0 2 . bWQ='],
  [55, '02 02 0003 aabb 010203 0372767300', '2 AABB AQID rvs.'],
  [260, '0a 81 cb00710f', '10 1 1 203.0.113.15'],
  [29, '00 12 16 13 8b0d2c8c 7ff8fca5 00989680', '51 30 12.748 N 0 7 39.611 W 0.00m 1m 10000m 10m'],
  [29, '00 11 00 01 80000000 80000000 0098967f', '0 0 0.000 N 0 0 0.000 E -0.01m 0.10m 0.00m 0.00m'],
  [29, '01 1216', String.raw`\# 3 011216`],
  [42, '0003 15 00', String.raw`\# 4 00031500`],
  [260, '0a 84 6d64', String.raw`\# 4 0A846D64`],
  [22, '4700ab80', '0x4700ab80'],
  [23, '0161 00', 'a.'],
  [66, '003b 01 14ef 0161 00', 'CDS NOTIFY 5359 a.'],
  [17, '0461646d 69 00 00', String.raw`admi. .`],
  [65280, 'abcdef', String.raw`\# 3 ABCDEF`],
  [65280, '', String.raw`\# 0`],
  // The test vectors of RFC 9460 D.1 and D.2.
  [65, '0000 03666f6f 076578616d706c65 03636f6d 00', '0 foo.example.com.'],
  [64, '0001 00', '1 .'],
  [64, '0010 03666f6f 076578616d706c65 03636f6d 00 0003 0002 0035', '16 foo.example.com. port=53'],
  [
    64,
    '0001 03666f6f 076578616d706c65 03636f6d 00 029b 0005 68656c6c6f',
    '1 foo.example.com. key667="hello"',
  ],
  [
    64,
    '0001 03666f6f 076578616d706c65 03636f6d 00 029b 0009 68656c6c6fd2716f6f',
    String.raw`1 foo.example.com. key667="hello\210qoo"`,
  ],
  [
    64,
    '0001 03666f6f 076578616d706c65 03636f6d 00 0006 0020 20010db8000000000000000000000001 20010db8000000000000000000530001',
    '1 foo.example.com. ipv6hint=2001:db8::1,2001:db8::53:1',
  ],
  [
    64,
    '0010 03666f6f 076578616d706c65 036f7267 00 0000 0004 0001 0004 0001 0009 02 6832 05 68332d3139 0004 0004 c0000201',
    '16 foo.example.org. mandatory=alpn,ipv4hint alpn="h2,h3-19" ipv4hint=192.0.2.1',
  ],
  [
    64,
    '0010 03666f6f 076578616d706c65 036f7267 00 0001 000c 08 665c6f6f2c626172 02 6832',
    String.raw`16 foo.example.org. alpn="f\\\\oo\\,bar,h2"`,
  ],
  [65, '0001 00 0001 0003 02 6833 0002 0000 0005 0003 616263', '1 . alpn="h3" no-default-alpn ech=YWJj'],
];

for (const [type, hex, text] of printed) {
  test(`type ${type} with ${hex || 'no data'} reads ${text}`, () => {
    const message = decodeMessage(replyWith([{ type, rdata: Buffer.from(hex.replaceAll(' ', ''), 'hex') }]));
    assert.deepEqual(message.problems, []);
    assert.equal(message.answer[0]?.data, text);
  });
}

/** Data that does not fill its RDLENGTH, or more than that. */
const unreadable: [type: number, rdata: string][] = [
  [1, 'c00002'],
  [1, 'c000020101'],
  [28, '20010db8'],
  [2, ''],
  [2, '0361'],
  [2, '0000'],
  [15, '00'],
  [6, '00 00 0000'],
  [33, '0001 0002'],
  [16, '05 6161'],
  [13, '01 61'],
  [13, '01 61 01 61 00'],
  [257, '00'],
  [257, '00 09 61'],
  [43, '0001 05'],
  [48, '0101 03'],
  [46, '0001 0d 03'],
  [47, '00 0000'],
  [47, '00 0021'],
  [50, '01 00 000a 04 aabb'],
  [50, '01 00 000a 00 00 0005 00'],
  [52, '03 01'],
  [44, '04'],
  [35, '0064 000a 01 53'],
  [64, '0001 00 0003 0001 35'],
  [64, '0001 00 0003 0009 35'],
  [64, '0001 00 0004 0003 c00002'],
  [64, '0001 00 0001 0002 05 61'],
  [64, '0001 00 00'],
  [29, '00 12 16 13 ffffffff 7ff8fca5 00989680'],
  [29, '00 ff 16 13 8b0d2c8c 7ff8fca5 00989680'],
  [42, '0001 15 05 c0a8200000'],
  [16, ''],
  [45, '0a 04 02'],
  [51, '01 00 000a 04 aabb'],
  [62, '00000042 0003 00'],
  [104, '000a 0014'],
  [108, '00005e0053'],
  [108, '00005e00532a2b'],
];

for (const [type, hex] of unreadable) {
  test(`type ${type} with ${hex || 'no data'} costs that record and no other`, () => {
    const good = { type: 1, rdata: Buffer.of(192, 0, 2, 1) };
    const bad = { type, rdata: Buffer.from(hex.replaceAll(' ', ''), 'hex') };
    const message = decodeMessage(replyWith([good, bad, good]));
    assert.deepEqual(
      message.answer.map(({ data }) => data),
      ['192.0.2.1', '192.0.2.1'],
    );
    assert.equal(message.problems.length, 1);
  });
}

test('what dns-packet writes reads the same', () => {
  const name = 'a.test';
  const answers: [dnsPacket.Answer, string][] = [
    [{ type: 'A', name, data: '192.0.2.7' }, '192.0.2.7'],
    [{ type: 'AAAA', name, data: '2001:db8::7' }, '2001:db8::7'],
    [{ type: 'NS', name, data: 'ns.test' }, 'ns.test.'],
    [{ type: 'CNAME', name, data: 'b.test' }, 'b.test.'],
    [{ type: 'DNAME', name, data: 'b.test' }, 'b.test.'],
    [{ type: 'PTR', name, data: 'b.test' }, 'b.test.'],
    [{ type: 'MX', name, data: { preference: 5, exchange: 'mx.test' } }, '5 mx.test.'],
    [{ type: 'TXT', name, data: ['one', 'two'] }, '"one" "two"'],
    [{ type: 'SRV', name, data: { priority: 1, weight: 2, port: 3, target: 's.test' } }, '1 2 3 s.test.'],
    [{ type: 'CAA', name, data: { flags: 0, tag: 'issue', value: 'ca.test' } }, '0 issue "ca.test"'],
    [{ type: 'HINFO', name, data: { cpu: 'a', os: 'b' } }, '"a" "b"'],
    [
      {
        type: 'SOA',
        name,
        data: { mname: 'm.test', rname: 'r.test', serial: 1, refresh: 2, retry: 3, expire: 4, minimum: 5 },
      },
      'm.test. r.test. 1 2 3 4 5',
    ],
    [
      { type: 'DS', name, data: { keyTag: 1, algorithm: 13, digestType: 2, digest: Buffer.of(0xab) } },
      '1 13 2 AB',
    ],
    [{ type: 'DNSKEY', name, data: { flags: 257, algorithm: 13, key: Buffer.of(1, 2, 3) } }, '257 3 13 AQID'],
    [
      { type: 'TLSA', name, data: { usage: 3, selector: 1, matchingType: 1, certificate: Buffer.of(0xab) } },
      '3 1 1 AB',
    ],
    [{ type: 'NSEC', name, data: { nextDomain: 'b.test', rrtypes: ['A', 'RRSIG'] } }, 'b.test. A RRSIG'],
  ];
  const octets = dnsPacket.encode({
    type: 'response',
    id: 1,
    questions: [{ type: 'A', name }],
    answers: answers.map(([answer]) => answer),
  });
  const message = decodeMessage(octets);
  assert.deepEqual(message.problems, []);
  assert.deepEqual(
    message.answer.map(({ data }) => data),
    answers.map(([, text]) => text),
  );
});

test('a bitmap of 64 KiB is read in no time, up to 256 types', () => {
  const rdata = Buffer.concat([
    Buffer.of(0),
    ...Array.from({ length: 1900 }, () => Buffer.alloc(34, 0xff).fill(32, 1, 2)),
  ]);
  const nsec3 = Buffer.concat([Buffer.of(1, 0, 0, 0, 0, 1, 0xaa), rdata.subarray(1)]);
  const packets = [replyWith([{ type: 47, rdata }]), replyWith([{ type: 50, rdata: nsec3 }])];
  assert.ok(cpuMsOf(() => packets.forEach((packet) => decodeMessage(packet))) < 200);
  const [nsec, hashed] = packets.map((packet) => decodeMessage(packet).answer[0]);
  assert.equal(nsec?.data.split(' ').length, 257);
  assert.ok(hashed !== undefined && hashed.data.length <= 4097);
});

test('a record of 64 KiB becomes 4 KiB of text', () => {
  const rdata = Buffer.alloc(60_000, 0xff);
  const [record] = decodeMessage(replyWith([{ type: 65280, rdata }])).answer;
  assert.equal(record?.data.length, 4097);
});

test('600 records of three long names each are decoded within 400 ms of processor time', () => {
  const long = Buffer.concat([
    ...Array.from({ length: 3 }, () => Buffer.alloc(64, 0x07).fill(63, 0, 1)),
    Buffer.of(0),
  ]);
  // The first record holds the long name, at octet 36; the others point to it.
  const soa = Buffer.concat([Buffer.of(0xc0, 36, 0xc0, 36), Buffer.alloc(20)]);
  const records = Array.from({ length: 199 }, () => ({ owner: Buffer.of(0xc0, 36), type: 6, rdata: soa }));
  const packet = replyWith([{ type: 2, rdata: long }, ...records], { additional: records });
  const message = decodeMessage(packet);
  const tookMs = cpuMsOf(() => decodeMessage(packet));
  assert.deepEqual(message.problems, []);
  assert.equal(message.additional[198]?.data.split(' ')[1], `${String.raw`\007`.repeat(63)}.`.repeat(3));
  assert.ok(tookMs < 400, `${tookMs} ms`);
});
