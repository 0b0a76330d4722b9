import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grammarFault } from './event-grammar.ts';
import type { TraceEvent, TraceFact } from './events.ts';
import { ROOT, parseDomainName } from './names.ts';
import { ended, eventsOf, lookup, received, sent, server, started, target } from './testing/event-log.ts';
import { message } from './testing/message.ts';

const shop = parseDomainName('shop.test');
const answer = received(0, message());
const over: TraceFact = { type: 'lookup-ended', lookupId: 0, outcome: { kind: 'nodata', hopId: 0 } };
const learned: TraceFact = {
  type: 'delegation-learned',
  zone: shop,
  parent: ROOT,
  hopId: 0,
  nameServers: [server('ns.shop.test', '192.0.2.1')],
  signed: false,
};
const examination: TraceFact = { type: 'examination-started' };
const interrupted: TraceFact = { type: 'trace-ended', status: 'interrupted', reason: 'Stopped.' };
const whole = [started, lookup(0, 'www.shop.test A'), sent(0), answer, learned, over];

test('a log that keeps the grammar has no fault, also when it was cut short', () => {
  assert.equal(grammarFault(eventsOf([...whole, ended])), null);
  assert.equal(grammarFault(eventsOf([...whole, examination, ended])), null);
  assert.equal(grammarFault(eventsOf([...whole.slice(0, 3), interrupted])), null);
});

const faults: [situation: string, facts: TraceFact[], fault: RegExp][] = [
  ['it is empty', [], /does not end/],
  [
    'it has no beginning',
    [lookup(0, 'www.shop.test A'), ended],
    /^Event 0, lookup-started: trace-started must/,
  ],
  ['it begins twice', [started, started, ended], /^Event 1, trace-started: it comes twice/],
  ['it has no end', whole, /does not end with trace-ended/],
  ['it goes on after its end', [started, ended, ended], /^Event 1, trace-ended: events come after it/],
  ['a lookup is left open', [started, lookup(0, 'a.test A'), ended], /a lookup has not ended/],
  ['a hop is left open', [...whole.slice(0, 4), sent(1), over, ended], /a hop has not ended/],
  ['a lookup is numbered wrongly', [started, lookup(1, 'a.test A'), ended], /lookup 1 is not the next/],
  [
    'a lookup is its own parent',
    [started, lookup(0, 'a.test A', { parentLookupId: 0 }), ended],
    /is not before it/,
  ],
  [
    'a lookup starts in a zone nobody told of',
    [started, lookup(0, 'a.test A', { zone: shop }), ended],
    /the zone shop.test is not known/,
  ],
  ['a hop is numbered wrongly', [...whole.slice(0, 2), sent(1), interrupted], /hop 1 is not the next/],
  ['a hop has no lookup', [started, sent(0), interrupted], /there is no lookup 0/],
  ['a hop is answered twice', [...whole.slice(0, 4), answer, interrupted], /hop 0 is not open/],
  [
    'a hop was never tried',
    [...whole.slice(0, 3), { ...answer, tries: [] } as TraceFact, interrupted],
    /it has no tries/,
  ],
  ['a lookup ends twice', [...whole, over, ended], /lookup 0 is not open/],
  ['a lookup ends by a hop that is not there', [...whole.slice(0, 2), over, ended], /there is no hop 0/],
  [
    'a delegation has a parent nobody told of',
    [...whole.slice(0, 4), { ...learned, parent: parseDomainName('test') }, interrupted],
    /the parent test is not known/,
  ],
  ['a delegation has no hop', [started, learned, interrupted], /there is no hop 0/],
  ['the examination begins too early', [...whole.slice(0, 3), examination, interrupted], /not over/],
  ['the examination has a lookup', [...whole, examination, lookup(1, 'a.test A'), ended], /has no lookups/],
  [
    'a probe of the examination comes before it',
    [...whole.slice(0, 2), { type: 'query-sent', ...target(0, { probe: 'identity' }) }, interrupted],
    /other tier/,
  ],
  [
    'an alias leads to no lookup',
    [
      ...whole.slice(0, 4),
      {
        type: 'alias-followed',
        lookupId: 0,
        link: { type: 'CNAME', name: shop, owner: shop, target: shop, ttl: 1 },
        next: 1,
      },
      interrupted,
    ],
    /there is no lookup 1/,
  ],
  [
    'addresses are learned that are none',
    [
      ...whole,
      { type: 'addresses-learned', zone: shop, nameServer: shop, addresses: [], lookupId: 0 },
      interrupted,
    ],
    /it has no addresses/,
  ],
];
for (const [situation, facts, fault] of faults) {
  test(`a log is none when ${situation}`, () => {
    assert.match(grammarFault(eventsOf(facts)) ?? '', fault);
  });
}

test('numbers go up by one, and time never goes back', () => {
  const events = eventsOf([...whole, ended]);
  const bent = (seq: number, change: Partial<TraceEvent>) =>
    grammarFault(
      events.map((event) => (event.seq === seq ? ({ ...event, ...change } as TraceEvent) : event)),
    );
  assert.match(bent(2, { seq: 3 }) ?? '', /^Event 2, query-sent: its number is 3/);
  assert.match(bent(3, { atMs: 10 }) ?? '', /its time of 10 ms is before/);
});
