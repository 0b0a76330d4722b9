import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDomainName } from '@delegraph/model';
import { delegationGraph } from './delegation-graph.ts';
import { placeGraph } from './place-graph.ts';
import { type SelectedServer, serverLines } from './server-lines.ts';
import { addressRecord, answers, eventLog, record, stateOf } from './testing/event-log.ts';
import { scenarios } from './testing/scenarios.ts';

const name = parseDomainName;

/** How many lines lead to the selected server. */
function linesIn(events: Parameters<typeof stateOf>[0], selected: SelectedServer): number {
  const state = stateOf(events);
  const [group] = serverLines(state, placeGraph(delegationGraph(state)), selected);
  if (!group || group.kind !== 'group') return 0;
  return group.children.filter(({ className }) => className.includes('line--told')).length;
}

test('a line comes from every server of the zone above that names the selected one', () => {
  const selected = { zone: name('shop-demo.test'), nameServer: name('ns1.shop-demo.test') };
  assert.equal(linesIn(scenarios.troubled(), selected), 26);
  assert.equal(linesIn(scenarios.troubled(), { zone: selected.zone, address: '192.0.2.53' }), 26);
});

test('none comes from a server that names others', () => {
  const log = eventLog('www.split.test A', {
    'a.root.test': ['198.51.100.1'],
    'b.root.test': ['198.51.100.2'],
  });
  const lookup = log.lookup('question', 'www.split.test A');
  const servers = { 'ns1.split.test': ['192.0.2.1'], 'ns2.split.test': ['192.0.2.2'] };
  log.refer(lookup, '.', 'split.test', servers, {
    reply: (address) =>
      address === '198.51.100.2'
        ? {
            authority: [record('split.test', 'NS', 'ns1.split.test.')],
            additional: [addressRecord('ns1.split.test', '192.0.2.1')],
          }
        : null,
  });
  const final = addressRecord('www.split.test', '203.0.113.80');
  const [hopId] = log.ask(lookup, 'split.test', 'www.split.test A', () => answers(final));
  log.endLookup(lookup, { kind: 'answer', records: [final], hopId: hopId! });
  const events = log.end();
  const zone = name('split.test');
  assert.equal(linesIn(events, { zone, nameServer: name('ns1.split.test') }), 2);
  assert.equal(linesIn(events, { zone, nameServer: name('ns2.split.test') }), 1);
});

test('the root is named by nobody, and what is not in the picture has no lines', () => {
  assert.equal(linesIn(scenarios.troubled(), { zone: name('.'), address: '198.51.100.10' }), 0);
  assert.equal(linesIn(scenarios.troubled(), { zone: name('nowhere.test'), address: '192.0.2.1' }), 0);
  assert.equal(linesIn(scenarios.troubled(), { zone: name('test'), address: '192.0.2.99' }), 0);
});
