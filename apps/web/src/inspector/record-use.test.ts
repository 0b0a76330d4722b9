import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type HopState,
  type Message,
  type ResourceRecord,
  classifyResponse,
  parseDomainName as name,
} from '@delegraph/model';
import { recordUses } from './record-use.ts';

const record = (line: string): ResourceRecord => {
  const [owner, type, ...data] = line.split(' ');
  return { name: name(owner!), type: type!, ttl: 60, data: data.join(' ') };
};

/** What is made of a reply by a server of `test` to `www.shop.test A`, section by section. */
function usesOf(
  sections: Partial<Record<'answer' | 'authority' | 'additional', string[]>>,
  rcode = 'NOERROR',
) {
  const records = (section: keyof typeof sections) => (sections[section] ?? []).map(record);
  const message = {
    flags: ['qr'],
    rcode,
    answer: records('answer'),
    authority: records('authority'),
    additional: records('additional'),
  } as unknown as Message;
  const zone = name('test');
  const response = classifyResponse(message, zone, { name: name('www.shop.test'), type: 'A' });
  const result = { status: 'answered', message, response };
  return Object.fromEntries(recordUses({ probe: 'walk', zone, result } as unknown as HopState));
}

test('of a referral the NS and DS records lead on, and glue only where the server has a say', () => {
  const uses = usesOf({
    authority: ['shop.test NS ns1.shop.test.', 'shop.test NS ns.shop.example.', 'shop.test DS 1 13 2 AB'],
    additional: ['ns1.shop.test A 192.0.2.1', 'ns.shop.example A 192.0.2.2', 'other.test A 192.0.2.3'],
  });
  assert.deepEqual(uses, {
    'authority 0': 'referral',
    'authority 1': 'referral',
    'authority 2': 'signed',
    'additional 0': 'glue',
    'additional 1': 'ignored',
    'additional 2': 'unused',
  });
});

test('behind an alias nothing is taken, for its target is asked for by itself', () => {
  assert.deepEqual(usesOf({ answer: ['www.shop.test CNAME a.example.', 'a.example A 192.0.2.1'] }), {
    'answer 0': 'alias',
    'answer 1': 'unused',
  });
});

test('an answer is one, and a denial holds for as long as its SOA record says', () => {
  assert.deepEqual(usesOf({ answer: ['www.shop.test A 192.0.2.1'], authority: ['shop.test NS ns.test.'] }), {
    'answer 0': 'answer',
    'authority 0': 'unused',
  });
  assert.deepEqual(usesOf({ authority: ['test SOA ns. host. 1 1 1 1 1'] }, 'NXDOMAIN'), {
    'authority 0': 'denial',
  });
});
