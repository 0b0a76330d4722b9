import assert from 'node:assert/strict';
import { isIP } from 'node:net';
import { test } from 'node:test';
import { parseDomainName } from '@delegraph/model';
import * as fc from 'fast-check';
import { type ParsedQuestion, TraceInputError, parseQuestion } from './question-input.ts';

const reverse6 = `1.${'0.'.repeat(23)}8.b.d.0.1.0.0.2.ip6.arpa`;

const understood: [pasted: string, type: string | undefined, question: string, notes?: string[]][] = [
  ['www.example.com', undefined, 'www.example.com A'],
  ['  WWW.Example.COM.\n', undefined, 'www.example.com A'],
  ['.', 'ns', '. NS'],
  ['"example.com"', undefined, 'example.com A'],
  ['_dmarc.example.com', 'TXT', '_dmarc.example.com TXT'],
  ['*.example.com', undefined, '*.example.com A'],
  [String.raw`first\.last.example.com`, undefined, String.raw`first\.last.example.com A`],
  [String.raw`a\ b.example`, undefined, String.raw`a\032b.example A`],
  [
    'https://user:secret@www.example.com:8443/a/b?c=d#e',
    'AAAA',
    'www.example.com AAAA',
    ['Only the name in the URL is asked: www.example.com.'],
  ],
  [
    '//cdn.example.com/x.js',
    undefined,
    'cdn.example.com A',
    ['Only the name in the URL is asked: cdn.example.com.'],
  ],
  ['example.com/path', undefined, 'example.com A', ['Only the name in the text is asked: example.com.']],
  ['example.com:53', undefined, 'example.com A', ['Only the name in the text is asked: example.com.']],
  ['0/26.2.0.192.in-addr.arpa', 'PTR', '0/26.2.0.192.in-addr.arpa PTR'],
  [
    'someone@example.com',
    'MX',
    'example.com MX',
    ['Only the name in the e-mail address is asked: example.com.'],
  ],
  [
    '<someone@example.com>',
    'MX',
    'example.com MX',
    ['Only the name in the e-mail address is asked: example.com.'],
  ],
  [
    'mailto:someone@example.com?subject=x',
    'MX',
    'example.com MX',
    ['Only the name in the e-mail address is asked: example.com.'],
  ],
  [
    '192.0.2.1',
    undefined,
    '1.2.0.192.in-addr.arpa PTR',
    ['192.0.2.1 is an IP address: 1.2.0.192.in-addr.arpa PTR is asked.'],
  ],
  [
    '192.0.2.1',
    'ptr',
    '1.2.0.192.in-addr.arpa PTR',
    ['192.0.2.1 is an IP address: 1.2.0.192.in-addr.arpa PTR is asked.'],
  ],
  ['2001:DB8::1', undefined, `${reverse6} PTR`, [`2001:db8::1 is an IP address: ${reverse6} PTR is asked.`]],
  [
    'http://[2001:db8::1]:8080/',
    undefined,
    `${reverse6} PTR`,
    [
      'Only the name in the URL is asked: [2001:db8::1].',
      `2001:db8::1 is an IP address: ${reverse6} PTR is asked.`,
    ],
  ],
  [
    'dig @192.0.2.53 www.example.com AAAA +short',
    undefined,
    'www.example.com AAAA',
    ['Taken from the command: www.example.com AAAA.'],
  ],
  ['$ dig -4 -p 5353 -t mx example.com', 'A', 'example.com MX', ['Taken from the command: example.com MX.']],
  ['dig IN ns example.com', undefined, 'example.com NS', ['Taken from the command: example.com NS.']],
  ['dig example.com', 'TXT', 'example.com TXT', ['Taken from the command: example.com TXT.']],
  ['dig', undefined, 'dig A'],
  ['dig +trace', undefined, '. NS', ['Taken from the command: . NS.']],
  [
    'dig -x 192.0.2.1 +short',
    undefined,
    '1.2.0.192.in-addr.arpa PTR',
    [
      'Taken from the command: 1.2.0.192.in-addr.arpa PTR.',
      '192.0.2.1 is an IP address: 1.2.0.192.in-addr.arpa PTR is asked.',
    ],
  ],
  ['127.1', undefined, '127.1 A'],
  ['0x7f.0.0.1', undefined, '0x7f.0.0.1 A'],
  ['münchen.example', undefined, 'xn--mnchen-3ya.example A', ['münchen.example → xn--mnchen-3ya.example']],
  ['straße.example', undefined, 'xn--strae-oqa.example A', ['straße.example → xn--strae-oqa.example']],
  ['例え。テスト', undefined, 'xn--r8jz45g.xn--zckzah A', ['例え。テスト → xn--r8jz45g.xn--zckzah']],
  ['xn--mnchen-3ya.example', undefined, 'xn--mnchen-3ya.example A'],
  ['xn--.example', undefined, 'xn--.example A'],
  ['example.com', 'TYPE65', 'example.com HTTPS'],
  ['example.com', 'type65280', 'example.com TYPE65280'],
  ['example.com', 'TYPE0', 'example.com TYPE0'],
  // Records are named so in answers, and a question is compared with them.
  ['example.com', 'TYPE46', 'example.com RRSIG'],
  ['example.com', 'rrsig', 'example.com RRSIG'],
];

for (const [pasted, type, question, notes = []] of understood) {
  test(`${JSON.stringify(pasted)} with ${type ?? 'no type'} asks ${question}`, () => {
    const parsed = parseQuestion(pasted, type);
    assert.equal(`${parsed.question.name} ${parsed.question.type}`, question);
    assert.deepEqual(parsed.notes, notes);
  });
}

const refused: [pasted: string, type: string | undefined, code: string, sentence: RegExp][] = [
  ['', undefined, 'name-empty', /type one/],
  [' \t ', undefined, 'name-empty', /type one/],
  ['https:///path', undefined, 'name-empty', /no name in “https:\/\/\/path”/],
  ['someone@', undefined, 'name-empty', /no name/],
  ['my site.example', undefined, 'bad-label', /has a space/],
  ['a\u0000b.example', undefined, 'bad-label', /./],
  ['\ud800.example', undefined, 'bad-label', /IDNA/],
  ['a..example', undefined, 'label-empty', /two dots/],
  ['.example', undefined, 'label-empty', /dot at its start/],
  [`${'a'.repeat(64)}.example`, undefined, 'label-too-long', /64 octets/],
  [`${'a.'.repeat(127)}aa`, undefined, 'name-too-long', /255 at most/],
  ['x'.repeat(5000), undefined, 'name-too-long', /5000 characters/],
  [String.raw`a\999.example`, undefined, 'bad-escape', /255/],
  ['192.0.2.1', 'AAAA', 'ip-address', /1\.2\.0\.192\.in-addr\.arpa/],
  ['example.com', 'AAAAA', 'unknown-type', /Known are A, /],
  ['example.com', 'TYPE65536', 'unknown-type', /TYPE65535/],
  ['example.com', 'UNKNOWN_5', 'unknown-type', /TYPE65535/],
  ['example.com', 'any', 'refused-type', /^ANY /],
  ['example.com', 'TYPE252', 'refused-type', /^AXFR /],
  ['dig example.com axfr', undefined, 'refused-type', /^AXFR /],
];

for (const [pasted, type, code, sentence] of refused) {
  test(`${JSON.stringify(pasted.slice(0, 40))} with ${type ?? 'no type'} is refused: ${code}`, () => {
    assert.throws(
      () => parseQuestion(pasted, type),
      (error) => error instanceof TraceInputError && error.code === code && sentence.test(error.message),
    );
  });
}

test('an address is told from a name as the system tells it', () => {
  const parts = fc.constantFrom('0', '1', '01', '10', '255', '256', 'a', 'ffff', ':', '::', '.', '0x1');
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.array(parts, { maxLength: 12 })), (shape) => {
      const text = typeof shape === 'string' ? shape : shape.join('');
      const asked = parsedOrRefused(text)?.question.type;
      // A colon before digits is a port of a name.
      if (isIP(text) !== 0) assert.equal(asked, 'PTR', text);
      else if (!text.includes(':')) assert.notEqual(asked, 'PTR', text);
    }),
    { numRuns: 3000 },
  );
});

test('an address asked for another type comes with the question to ask instead', () => {
  assert.throws(() => parseQuestion('192.0.2.1', 'A'), {
    suggestion: { name: '1.2.0.192.in-addr.arpa', type: 'PTR' },
  });
});

test('whatever is pasted is refused with a reason, or is a name that reads back as itself', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.emailAddress(),
    fc.ipV6(),
    fc.domain().map((name) => `dig ${name} +short`),
    fc
      .array(fc.constantFrom('a', 'é', '.', '\\', '1', '@', ':', '/', '[', ' ', 'xn--', 'ß', '。', '٣'), {
        maxLength: 40,
      })
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(anything, (text) => {
      const parsed = parsedOrRefused(text);
      if (parsed) assert.equal(parseDomainName(parsed.question.name), parsed.question.name);
    }),
    { numRuns: 3000 },
  );
});

function parsedOrRefused(text: string): ParsedQuestion | null {
  try {
    return parseQuestion(text);
  } catch (error) {
    assert.ok(error instanceof TraceInputError, String(error));
    assert.notEqual(error.message, '');
    return null;
  }
}
