import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Finding, type TraceState, initialTraceState, parseDomainName as name } from '@delegraph/model';
import { NO_FILTER, familyCounts, filteredGroups, toggled } from './finding-filter.ts';
import { findingGroups } from './finding-groups.ts';
import { findingsMarkdown } from './findings-markdown.ts';
import { withoutMuted } from './muted-findings.ts';
import { passedChecks } from './passed-checks.ts';

const finding = (code: string, severity: Finding['severity'], nameServer: string): Finding => ({
  code,
  severity,
  confidence: 'high',
  scope: 'name-server',
  zone: name('shop_1.test'),
  nameServer: name(nameServer),
  evidence: [],
  params: {},
});

const state: TraceState = {
  ...initialTraceState,
  status: 'done',
  startedAt: '2026-01-01T00:00:00.000Z',
  question: { name: name('www.shop_1.test'), type: 'A' },
  findings: [
    finding('made-up-error', 'error', 'ns1.shop.test'),
    finding('made-up-notice', 'notice', 'ns2.shop.test'),
  ],
};
const groups = findingGroups(state);
const codes = (filter: Parameters<typeof filteredGroups>[1]) =>
  filteredGroups(groups, filter).flatMap(({ findings }) => findings.map((listed) => listed.finding.code));

test('no severity chosen shows all, and a second press takes it back', () => {
  const errors = toggled(NO_FILTER, 'error');
  assert.deepEqual(codes(NO_FILTER), ['made-up-error', 'made-up-notice']);
  assert.deepEqual(codes(errors), ['made-up-error']);
  assert.deepEqual(codes(toggled(errors, 'error')), codes(NO_FILTER));
});

test('of one zone alone, or of one family of addresses alone', () => {
  const mixed = findingGroups({
    ...state,
    findings: [
      { ...finding('made-up-four', 'error', 'ns1.shop.test'), address: '192.0.2.1' },
      { ...finding('made-up-six', 'error', 'ns1.shop.test'), address: '2001:db8::1' },
      { ...finding('made-up-elsewhere', 'error', 'ns1.shop.test'), zone: name('other.test') },
    ],
  });
  const shown = (filter: Parameters<typeof filteredGroups>[1]) =>
    filteredGroups(mixed, filter).flatMap(({ findings }) => findings.map((each) => each.finding.code));
  assert.deepEqual(shown({ ...NO_FILTER, family: 'IPv6' }), ['made-up-six']);
  assert.deepEqual(shown({ ...NO_FILTER, zone: name('other.test') }), ['made-up-elsewhere']);
  assert.deepEqual(shown({ ...NO_FILTER, zone: name('other.test'), family: 'IPv4' }), []);
  assert.deepEqual(familyCounts(mixed), [
    { family: 'IPv4', count: 1 },
    { family: 'IPv6', count: 1 },
  ]);
  assert.deepEqual(familyCounts(groups), []);
});

test('what is muted is told apart, and a zone with nothing else is left out', () => {
  const { groups: told, muted } = withoutMuted(groups, ({ code }) => code === 'made-up-notice');
  assert.deepEqual(
    told.flatMap(({ findings }) => findings.map((each) => each.finding.code)),
    ['made-up-error'],
  );
  assert.deepEqual(
    muted.map((each) => each.finding.code),
    ['made-up-notice'],
  );
  assert.deepEqual(withoutMuted(groups, () => true).groups, []);
});

test('all words must occur, wherever', () => {
  assert.deepEqual(codes({ ...NO_FILTER, words: 'SHOP ns2' }), ['made-up-notice']);
  assert.deepEqual(codes({ ...NO_FILTER, words: 'ns1 ns2' }), []);
});

test('nothing has passed before the trace is complete, and nothing that was found', () => {
  assert.deepEqual(passedChecks({ ...state, status: 'running' }), []);
  const all = passedChecks(state);
  assert.ok(all.length > 5);
});

test('an underscore stays one in Markdown', () => {
  const text = findingsMarkdown(state, groups, 'https://d.test/t/x');
  assert.match(text, /### shop\\_1\.test\n\n- \*\*error: made-up-error\.\*\*/);
  assert.match(text, /www\.shop\\_1\.test A, 1 Jan 2026/);
});
