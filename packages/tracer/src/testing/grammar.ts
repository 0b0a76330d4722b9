// Holds an event log against the grammar that stands at the events themselves.
import assert from 'node:assert/strict';
import { type TraceEvent, isOfTraceTier } from '@delegraph/model';

/** Fails unless the log keeps the grammar of `TraceFact`. What is open when a trace is cut short has no end. */
export function assertGrammar(events: readonly TraceEvent[]): void {
  assert.equal(events[0]?.type, 'trace-started');
  assert.equal(events.at(-1)?.type, 'trace-ended');
  const hops: ('asking' | 'over')[] = [];
  const lookups: { followed: boolean; ended: boolean }[] = [];
  const zones = new Set(['.']);
  let isExamination = false;
  let atMs = 0;
  for (const [i, event] of events.entries()) {
    assert.equal(event.seq, i, 'numbers without gaps');
    assert.ok(event.atMs >= atMs, `time goes on at event ${i}`);
    atMs = event.atMs;
    switch (event.type) {
      case 'trace-started':
        assert.equal(i, 0);
        break;
      case 'trace-ended':
        assert.equal(i, events.length - 1);
        break;
      case 'examination-started':
        assert.equal(isExamination, false);
        assert.ok(!hops.includes('asking') && lookups.every(({ ended }) => ended), 'the trace tier is over');
        isExamination = true;
        break;
      case 'lookup-started':
        assert.equal(isExamination, false);
        assert.equal(event.lookupId, lookups.length);
        assert.ok(
          event.parentLookupId === null ? event.lookupId === 0 : event.parentLookupId < event.lookupId,
        );
        assert.ok(zones.has(event.zone));
        lookups.push({ followed: false, ended: false });
        break;
      case 'alias-followed':
        assert.deepEqual(lookups[event.lookupId], { followed: false, ended: false });
        assert.ok(event.next < lookups.length);
        lookups[event.lookupId]!.followed = true;
        break;
      case 'lookup-ended':
        assert.equal(lookups[event.lookupId]?.ended, false, `lookup ${event.lookupId} ends once`);
        lookups[event.lookupId]!.ended = true;
        break;
      case 'query-sent':
      case 'query-skipped':
      case 'query-remembered':
        if (
          event.type === 'query-skipped' &&
          event.reason === 'no-socket' &&
          hops[event.hopId] === 'asking'
        ) {
          hops[event.hopId] = 'over';
          break;
        }
        assert.equal(event.hopId, hops.length);
        assert.ok(event.lookupId < lookups.length);
        assert.ok(zones.has(event.zone));
        assert.equal(isExamination, !isOfTraceTier(event.probe), `the tier of ${event.probe}`);
        hops.push(event.type === 'query-sent' ? 'asking' : 'over');
        break;
      case 'query-tried':
        assert.equal(hops[event.hopId], 'asking');
        break;
      case 'response-received':
      case 'query-failed':
        assert.equal(hops[event.hopId], 'asking', `hop ${event.hopId} ends once`);
        assert.ok(event.tries.length >= 1);
        hops[event.hopId] = 'over';
        break;
      case 'delegation-learned':
        assert.ok(zones.has(event.parent));
        zones.add(event.zone);
        break;
      case 'addresses-learned':
        assert.ok(zones.has(event.zone));
        assert.ok(event.addresses.length > 0);
        break;
    }
  }
  const end = events.at(-1)!;
  if (end.type === 'trace-ended' && end.status === 'done') {
    assert.ok(
      lookups.every(({ ended }) => ended),
      'every lookup has ended',
    );
    if (end.reason === null) assert.ok(!hops.includes('asking'), 'every hop has ended');
  }
}
