import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { labScenarios } from '@delegraph/lab';
import type { TraceEvent } from '@delegraph/model';
import { recordScenario } from '../record-scenario.ts';
import { LogRefusal, checkLog } from './check-log.ts';

type Loose = Record<string, unknown> & { type: string };

/** The scenario whose log has most kinds of events. */
const lame = labScenarios.find(({ id }) => id === 'lame-refused')!;
const log = await recordScenario(lame);

function textOf(events: readonly (TraceEvent | Loose)[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('');
}

/** The log with `change` made to its first event of a type. */
function bent(type: TraceEvent['type'], change: (event: Loose) => object): string {
  const index = log.findIndex((event) => event.type === type);
  assert.ok(index >= 0, `the log has no ${type}`);
  return textOf(log.map((event, at) => (at === index ? (change({ ...event }) as Loose) : event)));
}

/** The log without the events of a type, numbered anew. */
function without(events: readonly TraceEvent[], type: TraceEvent['type']): TraceEvent[] {
  return events.filter((event) => event.type !== type).map((event, seq) => ({ ...event, seq }));
}

for (const scenario of labScenarios) {
  test(`a log of ours passes as it is: ${scenario.id}`, async () => {
    const text = textOf(await recordScenario(scenario));
    const { lines, sha256, isJudgedAnew } = await checkLog(text);
    assert.equal(lines.map((line) => `${line}\n`).join(''), text);
    assert.equal(sha256, createHash('sha256').update(text).digest('hex'));
    assert.equal(isJudgedAnew, false);
  });
}

test('a log that was cut short passes too, with the findings that its end makes certain', async () => {
  const begun = log.slice(0, Math.floor(log.length / 2));
  const { seq, atMs } = begun.at(-1)!;
  const end = { type: 'trace-ended', status: 'interrupted', reason: 'Stopped.', seq: seq + 1, atMs };
  const { lines } = await checkLog(textOf([...begun, end]));
  assert.ok(lines.length > begun.length);
  assert.match(lines.at(-1)!, /"trace-ended"/);
});

test('findings are not believed: those that were left out come back, and those that were made up go', async () => {
  assert.ok(log.some(({ type }) => type === 'finding-raised'));
  const hidden = await checkLog(textOf(without(log, 'finding-raised')));
  assert.deepEqual(
    hidden.lines,
    log.map((event) => JSON.stringify(event)),
  );
  assert.equal(hidden.isJudgedAnew, true);

  const made = bent('finding-raised', (event) => ({
    ...event,
    finding: { ...(event['finding'] as object), code: 'lame-timeout', zone: 'bank.example' },
  }));
  assert.deepEqual((await checkLog(made)).lines, hidden.lines);
});

test('lines may end as they do on Windows, and empty ones are passed over', async () => {
  const { lines } = await checkLog(`\n${textOf(log).replaceAll('\n', '\r\n\r\n')}`);
  assert.deepEqual(
    lines,
    log.map((event) => JSON.stringify(event)),
  );
});

const question = { name: 'www.lame-refused.test', type: 'A' };
const refused: [situation: string, text: string, reason: RegExp][] = [
  ['nothing', '', /^The file is empty\.$/],
  ['no JSON', 'no JSON', /^Line 1 is no JSON\.$/],
  [
    'a document',
    '{"schemaVersion": 1,\n "zones": []}',
    /^This is a trace document, .* Upload the log itself/,
  ],
  ['something else', '{"a": 1}', /^Line 1, type: /],
  ['more events than any trace', '{}\n'.repeat(20_001), /has 20001 events/],
  ['an unknown event', bent('trace-ended', (event) => ({ ...event, type: 'trace-sealed' })), /, type: /],
  ['a field too much', bent('query-sent', (event) => ({ ...event, colour: 'red' })), /Unrecognized key/],
  [
    'a prototype',
    textOf(log).replace('"type":"query-sent",', '"type":"query-sent","__proto__":{"a":1},'),
    /Unrecognized key|__proto__/,
  ],
  [
    'a field too little',
    bent('lookup-started', (event) => ({ ...event, zone: undefined })),
    /^Line \d+, zone: /,
  ],
  ['a name that is none', bent('lookup-started', (event) => ({ ...event, zone: 'a..b' })), /no domain name/],
  ['a name in capitals', bent('lookup-started', (event) => ({ ...event, zone: 'TEST' })), /no domain name/],
  ['no address', bent('query-sent', (event) => ({ ...event, address: 'localhost' })), /no IP address/],
  ['an address with a zone', bent('query-sent', (event) => ({ ...event, address: 'fe80::1%lo' })), /no IP/],
  [
    'a type that is none',
    bent('query-sent', (event) => ({ ...event, question: { ...question, type: '<b>' } })),
    /no record type/,
  ],
  ['a time before the start', bent('query-sent', (event) => ({ ...event, atMs: -1 })), /, atMs: /],
  ['a time without end', textOf(log).replace(/"elapsedMs":[\d.]+/, '"elapsedMs":1e999'), /elapsedMs: /],
  ['a start at no time', bent('trace-started', (event) => ({ ...event, startedAt: 'now' })), /, startedAt: /],
  [
    'a profile that is an address',
    bent('trace-started', (event) => ({ ...event, profile: 'a/b' })),
    /root profile/,
  ],
  [
    'an option nobody knows',
    bent('trace-started', (event) => ({ ...event, options: { a: 1 } })),
    /, options: /,
  ],
  ['a gap', textOf(log.toSpliced(5, 1)), /^Event 5, .*: its number is 6\.$/],
  ['a second beginning', textOf([log[0]!, { ...log[0]!, seq: 1 }]), /it comes twice/],
  ['no beginning', textOf(log.slice(1).map((event, seq) => ({ ...event, seq }))), /must come first/],
  ['no end', textOf(log.slice(0, -1)), /does not end with trace-ended/],
  [
    'time that goes back',
    textOf(log.map((event, at) => (at === log.length - 1 ? { ...event, atMs: 0 } : event))),
    /before that of the event before/,
  ],
  [
    'a message that its octets do not say',
    bent('response-received', (event) => ({
      ...event,
      message: { ...(event['message'] as object), rcode: 'NXDOMAIN' },
    })),
    /^Event \d+, response-received: its message is not what its octets say\.$/,
  ],
  [
    'an end that no reply says',
    bent('lookup-ended', (event) => {
      const outcome = event['outcome'] as { records: object[] };
      return { ...event, outcome: { ...outcome, records: [{ ...outcome.records[0], data: '192.0.2.66' }] } };
    }),
    /^Lookup \d+ ends otherwise than the reply of hop \d+ says\.$/,
  ],
  [
    'words that turn the text round',
    bent('trace-ended', (event) => ({ ...event, reason: 'a\u202Eb' })),
    /cannot be seen/,
  ],
  [
    'a try that its message does not say',
    bent('response-received', (event) => ({
      ...event,
      tries: (event['tries'] as object[]).map((each) => ({ ...each, rcode: 'REFUSED' })),
    })),
    /^Event \d+, response-received: its last try is not what its message says\.$/,
  ],
  [
    'octets that are no message',
    bent('response-received', (event) => ({ ...event, wire: 'AAAA' })),
    /its message is not what its octets say/,
  ],
  [
    'octets with something hidden in their last letter',
    bent('response-received', (event) => {
      const wire = String(event['wire']);
      return { ...event, wire: `${wire.replace(/=+$/, '')}!` };
    }),
    /, wire: /,
  ],
  [
    'octets longer than a message',
    bent('response-received', (event) => ({ ...event, wire: 'AAAA'.repeat(30_000) })),
    /, wire: /,
  ],
  ['a hop of no lookup', bent('query-sent', (event) => ({ ...event, lookupId: 99 })), /no lookup 99/],
  ['a finding without a zone', bent('finding-raised', (event) => ({ ...event, finding: {} })), /, finding\./],
];
for (const [situation, text, reason] of refused) {
  test(`refused with its reason: ${situation}`, async () => {
    await assert.rejects(checkLog(text), (error) => {
      assert.ok(error instanceof LogRefusal, String(error));
      assert.match(error.message, reason);
      return true;
    });
  });
}
