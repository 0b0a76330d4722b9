import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialTraceState, parseDomainName } from '@delegraph/model';
import { reportAddress, reportOfRequest, reportOfTrace } from './report-text.ts';

const report = reportOfTrace(
  'abc',
  {
    ...initialTraceState,
    seq: 47,
    atMs: 620.4,
    status: 'failed',
    question: { name: parseDomainName('www.shop.test'), type: 'A' },
    profile: 'lab',
    engine: 'delegraph 0.1.0',
    startedAt: '2026-11-26T17:00:00.000Z',
    endReason: 'The engine stopped.',
    options: { zoneTransferProof: 'secret' },
  },
  'https://dns.example.test/t/abc',
);

test('a report says what was asked and where it stopped, and nothing else', () => {
  assert.equal(report.title, 'delegraph could not finish the trace of www.shop.test A');
  assert.equal(
    report.text,
    [
      'Asked: www.shop.test A, profile lab',
      'Trace: abc',
      'Link: https://dns.example.test/t/abc',
      'Engine: delegraph 0.1.0',
      'Reason: The engine stopped.',
      'Last event: 47, at 2026-11-26T17:00:00.620Z (620 ms after the start)',
      '',
    ].join('\n'),
  );
});

test('a request that was not answered is told by its number', () => {
  const { text } = reportOfRequest('www.shop.test A', 'req-7', 'The log has it.', 'https://dns.example.test');
  assert.equal(
    text,
    'Asked: www.shop.test A\nRequest: req-7\nServer: https://dns.example.test\nReason: The log has it.\n',
  );
});

test('a mail has its subject and its lines, and nothing of them becomes a field of its own', () => {
  const address = new URL(
    reportAddress('mailto:dns@example.test', { title: 'a&bcc=b?#%', text: 'a\nb & c\n' }),
  );
  assert.equal(address.pathname, 'dns@example.test');
  assert.deepEqual(
    [...address.searchParams],
    [
      ['subject', 'a&bcc=b?#%'],
      ['body', 'a\r\nb & c\r\n'],
    ],
  );
});

test('an issue tracker gets title and body beside what its address has', () => {
  const address = new URL(reportAddress('https://git.example.test/dns/issues/new?labels=delegraph', report));
  assert.deepEqual([...address.searchParams.keys()], ['labels', 'title', 'body']);
  assert.equal(address.searchParams.get('body'), report.text);
});
