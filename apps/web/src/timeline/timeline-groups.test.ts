import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TraceState, initialTraceState, parseDomainName as name } from '@delegraph/model';
import {
  type RowGroup,
  allFolds,
  groupRows,
  itemsOf,
  lineOfHop,
  startsOpen,
  unfoldedTo,
} from './timeline-groups.ts';
import { allRows } from './timeline-rows.ts';

/** Queries to the zones `test` and `shop.test`; the second server of shop.test refuses them. */
function traceOf(queriesToEach: number): TraceState {
  const servers = [
    { zone: 'test', nameServer: 'a.nic.test', address: '192.0.2.1' },
    { zone: 'test', nameServer: 'b.nic.test', address: '192.0.2.2' },
    { zone: 'shop.test', nameServer: 'ns2.shop.test', address: '192.0.2.4' },
    { zone: 'shop.test', nameServer: 'ns1.shop.test', address: '192.0.2.3' },
  ];
  const hops = servers.flatMap((server, index) =>
    Array.from({ length: server.nameServer === 'b.nic.test' ? 1 : queriesToEach }, (_, query) => ({
      server,
      sentAtMs: index * 10 + query,
    })),
  );
  return {
    ...initialTraceState,
    status: 'done',
    atMs: 500,
    zones: [
      { name: name('test'), nameServers: [], learnedFrom: null },
      {
        name: name('shop.test'),
        learnedFrom: null,
        nameServers: [
          { name: name('ns1.shop.test'), addresses: [{ address: '192.0.2.3' }] },
          { name: name('ns2.shop.test'), addresses: [{ address: '192.0.2.4' }] },
        ],
      },
    ],
    hops: hops.map(({ server, sentAtMs }, id) => ({
      id,
      zone: name(server.zone),
      nameServer: name(server.nameServer),
      address: server.address,
      question: { name: name('www.shop.test'), type: 'A' },
      sentAtMs,
      endedAtMs: sentAtMs + 30,
      tries: [],
      result: { status: 'answered', elapsedMs: 30, message: { rcode: 'NOERROR' } },
    })),
    findings: [
      {
        code: 'lame-refused',
        severity: 'error',
        confidence: 'high',
        scope: 'address',
        zone: name('shop.test'),
        nameServer: name('ns2.shop.test'),
        address: '192.0.2.4',
        evidence: [],
        params: {},
      },
    ],
  } as unknown as TraceState;
}

function groupsOf(queriesToEach: number): RowGroup[] {
  const state = traceOf(queriesToEach);
  return groupRows(state, allRows(state));
}

function linesOf(
  groups: readonly RowGroup[],
  folds = new Map<string, boolean>(),
  isSearch = false,
): string[] {
  return itemsOf(groups, folds, startsOpen(groups, isSearch)).map((item) =>
    item.kind === 'query'
      ? `${item.level} query ${item.row.nameServer}`
      : `${item.level} ${item.isOpen ? 'open' : 'folded'} ${item.group.name}`,
  );
}

test('of few queries all are shown, servers in the order of the delegation, one query as itself', () => {
  assert.deepEqual(linesOf(groupsOf(2)), [
    '1 open test',
    '2 open a.nic.test',
    '3 query a.nic.test',
    '3 query a.nic.test',
    '2 query b.nic.test',
    '1 open shop.test',
    '2 open ns1.shop.test',
    '3 query ns1.shop.test',
    '3 query ns1.shop.test',
    '2 open ns2.shop.test',
    '3 query ns2.shop.test',
    '3 query ns2.shop.test',
  ]);
});

test('of many, what is healthy is one line and the server at fault is open', () => {
  const lines = linesOf(groupsOf(30));
  assert.deepEqual(lines.slice(0, 5), [
    '1 folded test',
    '1 open shop.test',
    '2 folded ns1.shop.test',
    '2 open ns2.shop.test',
    '3 query ns2.shop.test',
  ]);
  assert.equal(lines.length, 4 + 30);
});

test('whoever searches sees every query found', () => {
  assert.ok(linesOf(groupsOf(30), new Map(), true).every((line) => !line.includes('folded')));
});

test('a folded zone says when, how many and how bad', () => {
  const [healthy, lame] = groupsOf(2);
  assert.deepEqual(
    [healthy!.startMs, healthy!.endMs, healthy!.rows.length, healthy!.mark, healthy!.words],
    [0, 40, 3, 'ok', 'all answered'],
  );
  assert.deepEqual(
    [lame!.startMs, lame!.endMs, lame!.mark, lame!.words],
    [20, 61, 'error', 'Lame: refused at 1 of 2 addresses'],
  );
  assert.equal(lame!.servers[1]!.words, 'Lame: refused');
});

test('a group that is still asked, or was not answered, says so', () => {
  const state = traceOf(2);
  const hops = state.hops.map((hop) =>
    hop.id === 0
      ? { ...hop, endedAtMs: null, result: { status: 'asking' as const } }
      : hop.zone === 'shop.test'
        ? { ...hop, result: { status: 'failed' as const, reason: 'timeout' as const, elapsedMs: 30 } }
        : hop,
  );
  const changed = { ...state, hops, findings: [] };
  const [asking, silent] = groupRows(changed, allRows(changed));
  assert.deepEqual([asking!.mark, asking!.words], ['pending', '2 of 3 answered so far']);
  assert.deepEqual([silent!.mark, silent!.words], ['info', 'none answered']);
});

test('all are folded and unfolded at once', () => {
  const groups = groupsOf(30);
  assert.deepEqual(linesOf(groups, new Map(allFolds(groups, false))), [
    '1 folded test',
    '1 folded shop.test',
  ]);
  assert.equal(linesOf(groups, new Map(allFolds(groups, true))).length, 2 + 3 + 91);
});

test('a query is found at the group it is folded into, and at its own line when that is unfolded', () => {
  const groups = groupsOf(30);
  const folded = itemsOf(groups, new Map(), startsOpen(groups, false));
  assert.equal(lineOfHop(folded).get(5), 0);
  const folds = unfoldedTo(new Map(), groups[0]!.rows[5]!);
  const unfolded = itemsOf(groups, folds, startsOpen(groups, false));
  const line = lineOfHop(unfolded).get(5)!;
  const item = unfolded[line]!;
  assert.equal(item.kind === 'query' && item.row.hopId, 5);
  assert.equal(lineOfHop(unfolded).size, 91);
});
