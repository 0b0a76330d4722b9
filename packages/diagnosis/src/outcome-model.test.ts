import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ZoneTreeSpec,
  deniesApex,
  labScenarios,
  labTree,
  refusesZone,
  says,
  silent,
  unreachable,
  zoneTree,
} from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import type { ExperiencedKind, StyleExperience } from '@delegraph/model';
import { experienceOf } from './outcome-model.ts';
import { domainTree, root, testZone } from './testing/trees.ts';

const FOUR = {
  'ns1.example.test.': '203.0.113.1',
  'ns2.example.test.': '203.0.113.2',
  'ns3.example.test.': '203.0.113.3',
  'ns4.example.test.': '203.0.113.4',
};

async function experienceIn(tree: ZoneTreeSpec, question = 'www.example.test. A') {
  const { state } = await traceIn(zoneTree(tree), question);
  return experienceOf(state)!;
}

/** `[first try, with retry]` of all outcomes of the kind. */
function oddsOf({ outcomes }: StyleExperience, kind: ExperiencedKind): [number, number] {
  const fitting = outcomes.filter((outcome) => outcome.kind === kind);
  const sum = (of: (outcome: (typeof fitting)[number]) => number) =>
    Math.round(fitting.reduce((total, outcome) => total + of(outcome), 0) * 1e6) / 1e6;
  return [sum(({ firstTry }) => firstTry), sum(({ withRetry }) => withRetry)];
}

test('where all is well every lookup gets the answer, and nothing is said', async () => {
  const { parentCentric, childCentric, headline } = await experienceIn(domainTree());
  for (const style of [parentCentric, childCentric!]) {
    assert.deepEqual(style.outcomes, [
      { kind: 'answer', records: ['192.0.2.1'], firstTry: 1, withRetry: 1, worstCase: 1 },
    ]);
    assert.deepEqual([style.wait.share, style.wait.worstTimeouts, style.notAsked], [0, 0, []]);
  }
  assert.equal(parentCentric.expectedQueries, 3);
  assert.equal(headline, null);
});

test('one of four servers refuses: a quarter of the first tries fails, and a second one helps', async () => {
  const { parentCentric, headline } = await experienceIn(
    domainTree({ servers: FOUR, faults: [refusesZone('ns3.example.test.')] }),
  );
  assert.deepEqual(oddsOf(parentCentric, 'servfail'), [0.25, 0]);
  assert.deepEqual(oddsOf(parentCentric, 'answer'), [0.75, 1]);
  assert.equal(parentCentric.wait.share, 0);
  assert.deepEqual(headline, {
    code: 'first-tries-fail',
    sentence: 'About 1 in 4 first tries fails; the next one helps',
  });
});

test('one of four servers denies the zone: nobody asks again, so a quarter is told so', async () => {
  const { parentCentric, headline } = await experienceIn(
    domainTree({ servers: FOUR, faults: [deniesApex('ns3.example.test.')] }),
  );
  assert.deepEqual(oddsOf(parentCentric, 'nxdomain'), [0.25, 0.25]);
  assert.equal(parentCentric.outcomes.find(({ kind }) => kind === 'nxdomain')!.worstCase, 1);
  assert.equal(headline!.code, 'some-are-denied');
  assert.match(headline!.sentence, /^About 1 in 4 cold lookups is told that there is no such data/);
});

test('a silent server of four costs a quarter of the lookups a time-out', async () => {
  const { parentCentric, headline } = await experienceIn(
    domainTree({ servers: FOUR, faults: [silent('ns3.example.test.')] }),
  );
  const { wait } = parentCentric;
  assert.deepEqual([wait.share, wait.expectedTimeouts, wait.worstTimeouts], [0.25, 0.25, 1]);
  assert.deepEqual(
    [wait.expected, wait.worst],
    [
      { fromMs: 94, toMs: 500 },
      { fromMs: 376, toMs: 2000 },
    ],
  );
  assert.deepEqual(oddsOf(parentCentric, 'answer'), [0.75, 1]);
  assert.equal(headline!.sentence, 'About 1 in 4 cold lookups waits 0.4 to 2 s longer');
});

test('two silent servers of four can cost two time-outs', async () => {
  const { parentCentric } = await experienceIn(
    domainTree({
      servers: FOUR,
      faults: [silent('ns3.example.test.'), silent('ns4.example.test.'), unreachable('ns2.example.test.')],
    }),
  );
  const { wait } = parentCentric;
  assert.equal(wait.worstTimeouts, 2);
  // Of ns1, ns3 and ns4 in random order ns1 comes first in a third, and one silent server before it on the average.
  assert.ok(Math.abs(wait.share - 2 / 3) < 1e-6);
  assert.ok(Math.abs(wait.expectedTimeouts - 1) < 1e-6);
});

test('no server helps: nobody gets an answer', async () => {
  const { parentCentric, headline } = await experienceIn(
    domainTree({ faults: [refusesZone('ns1.example.test.'), refusesZone('ns2.example.test.')] }),
  );
  assert.deepEqual(oddsOf(parentCentric, 'servfail'), [1, 1]);
  assert.equal(headline!.sentence, 'No resolver gets an answer');
});

test('the zone names dead servers only: it works until the cache refreshes', async () => {
  const tree = domainTree({
    servers: FOUR,
    childServers: { 'ns3.example.test.': '203.0.113.3', 'ns4.example.test.': '203.0.113.4' },
    faults: [silent('ns3.example.test.'), silent('ns4.example.test.')],
  });
  const { parentCentric, childCentric, headline } = await experienceIn(tree);
  assert.deepEqual(oddsOf(parentCentric, 'answer'), [0.5, 1]);
  assert.deepEqual(oddsOf(childCentric!, 'servfail'), [1, 1]);
  assert.equal(
    headline!.sentence,
    'Works until the cache refreshes: the servers that the zone itself names fail for every lookup',
  );
});

test('parent and child name different servers, and those of the child do not answer', async () => {
  const { state } = await traceIn(
    zoneTree(
      domainTree({
        childServers: { 'ns3.example.test.': '203.0.113.3', 'ns4.example.test.': '203.0.113.4' },
        faults: [silent('ns3.example.test.'), silent('ns4.example.test.')],
      }),
    ),
    'www.example.test. A',
  );
  const { headline, childCentric } = experienceOf(state)!;
  assert.deepEqual(oddsOf(childCentric!, 'servfail'), [1, 1]);
  assert.equal(headline!.code, 'works-until-refresh');
});

test('servers that only the child names and nobody asked are said to be unknown, not dead', async () => {
  const { state } = await traceIn(
    zoneTree(
      domainTree({
        childServers: { 'ns3.example.test.': '203.0.113.3', 'ns4.example.test.': '203.0.113.4' },
      }),
    ),
    'www.example.test. A',
  );
  const unasked = {
    ...state,
    hops: state.hops.filter(({ address }) => address !== '203.0.113.3' && address !== '203.0.113.4'),
  };
  const { parentCentric, childCentric, headline } = experienceOf(unasked)!;
  assert.deepEqual(oddsOf(parentCentric, 'answer'), [1, 1]);
  assert.deepEqual(oddsOf(childCentric!, 'unknown'), [1, 1]);
  assert.deepEqual(childCentric!.notAsked, [
    'ns3.example.test (203.0.113.3)',
    'ns4.example.test (203.0.113.4)',
  ]);
  assert.equal(headline, null);
});

test('stale glue: first contacts wait, those who know the zone do not', async () => {
  const { parentCentric, childCentric } = await experienceIn(
    domainTree({
      servers: {
        'ns1.example.test.': '203.0.113.1',
        'ns2.example.test.': '203.0.113.2',
        'old.example.test.': '203.0.113.8',
      },
      childServers: { 'ns1.example.test.': '203.0.113.1', 'ns2.example.test.': '203.0.113.2' },
      glue: { 'ns2.example.test.': ['203.0.113.8'], 'old.example.test.': [] },
      faults: [silent('old.example.test.')],
    }),
  );
  assert.equal(parentCentric.wait.share, 0.5);
  assert.deepEqual(oddsOf(parentCentric, 'answer'), [0.5, 1]);
  assert.equal(childCentric!.wait.share, 0);
  assert.deepEqual(oddsOf(childCentric!, 'answer'), [1, 1]);
});

test('aliases in a circle are a loop for everybody', async () => {
  const { parentCentric } = await experienceIn(domainTree({ records: ['www CNAME web', 'web CNAME www'] }));
  assert.deepEqual(oddsOf(parentCentric, 'loop'), [1, 1]);
});

test('over two zones the odds multiply', async () => {
  const { parentCentric } = await experienceIn({
    ...domainTree({
      servers: FOUR,
      records: ['www CNAME web.cdn.test.'],
      faults: [refusesZone('ns1.example.test.')],
    }),
    'cdn.test.': {
      servers: { 'ns1.cdn.test.': '203.0.113.21', 'ns2.cdn.test.': '203.0.113.22' },
      records: ['web A 192.0.2.9'],
      faults: [silent('ns2.cdn.test.')],
    },
  });
  assert.deepEqual(oddsOf(parentCentric, 'answer'), [0.375, 1]);
  assert.equal(parentCentric.wait.share, 0.5);
  // Root, test, example.test with one refusal in four, then test again from its cache, and the zone of the target.
  assert.ok(Math.abs(parentCentric.expectedQueries - (3 + 0.25 + 1 + 1 + 0.5)) < 1e-6);
});

test('servers that say different things give their shares of the outcomes', async () => {
  const { parentCentric } = await experienceIn(
    domainTree({ faults: [says('ns2.example.test.', { question: 'www A', answer: ['www A 192.0.2.7'] })] }),
  );
  assert.deepEqual(
    parentCentric.outcomes.map(({ records, withRetry }) => [records, withRetry]),
    [
      [['192.0.2.1'], 0.5],
      [['192.0.2.7'], 0.5],
    ],
  );
});

test('a name server without glue is found through its own zone, with the odds of that zone', async () => {
  const { parentCentric } = await experienceIn({
    '.': root,
    'test.': testZone(),
    'example.test.': {
      servers: { 'ns.host.test.': '203.0.113.9' },
      glue: { 'ns.host.test.': [] },
      records: ['www A 192.0.2.1'],
    },
    'host.test.': {
      servers: { 'a.host.test.': '203.0.113.8', 'b.host.test.': '203.0.113.7' },
      faults: [refusesZone('b.host.test.')],
    },
  });
  assert.deepEqual(oddsOf(parentCentric, 'servfail'), [0.5, 0]);
});

test('zones that can only be found through each other are found by nobody', async () => {
  const { parentCentric } = await experienceIn({
    ...domainTree({ servers: { 'ns.other.test.': '203.0.113.1' }, glue: { 'ns.other.test.': [] } }),
    'other.test.': { servers: { 'ns.example.test.': '203.0.113.2' }, glue: { 'ns.example.test.': [] } },
  });
  assert.deepEqual(oddsOf(parentCentric, 'servfail'), [1, 1]);
});

test('the record that stays longest in caches is named, with its end', async () => {
  const { cached } = await experienceIn(domainTree({ records: ['www 60 A 192.0.2.1'] }));
  assert.deepEqual(
    cached.map(({ holds, ttlSeconds, saidBy }) => [holds, ttlSeconds, saidBy]),
    [
      ['addresses', 86_400, 'example.test'],
      ['name-servers', 86_400, 'example.test'],
      ['answer', 60, 'example.test'],
    ],
  );
  assert.match(cached[1]!.record, /^example\.test NS ns\d\.example\.test/);
  assert.match(cached[0]!.until, /^2026-01-02T00:00:00\.\d{3}Z$/);
});

test('a long chain of aliases crosses the limits of some resolvers', async () => {
  const { limits } = await experienceIn(
    domainTree({
      records: [
        'www CNAME n0',
        ...Array.from({ length: 9 }, (_, i) => `n${i} CNAME n${i + 1}`),
        'n9 A 192.0.2.1',
      ],
    }),
  );
  const links = limits.filter(({ what }) => what.startsWith('aliases'));
  assert.deepEqual(
    links.map(({ allowed, used, isCrossed }) => [allowed, used, isCrossed]),
    [
      [8, 10, true],
      [11, 10, false],
      [11, 10, false],
      [16, 10, false],
    ],
  );
});

for (const { id, name, type } of labScenarios) {
  test(`${id}: the odds of each style are whole`, async () => {
    const { state } = await traceIn(labTree, `${name} ${type}`);
    const { parentCentric, childCentric } = experienceOf(state)!;
    for (const { outcomes, wait } of childCentric ? [parentCentric, childCentric] : [parentCentric]) {
      for (const when of ['firstTry', 'withRetry'] as const) {
        const whole = outcomes.reduce((sum, outcome) => sum + outcome[when], 0);
        assert.ok(Math.abs(whole - 1) < 1e-6, `${when} ${whole}`);
      }
      assert.ok(wait.share >= 0 && wait.share <= 1 && wait.expectedTimeouts <= wait.worstTimeouts);
    }
  });
}

test('a server whose address a limit kept from being found is unknown, not dead', async () => {
  const tree = zoneTree({
    ...domainTree({ servers: { 'ns.host.test.': '203.0.113.9' }, glue: { 'ns.host.test.': [] } }),
    'host.test.': { servers: { 'a.host.test.': '203.0.113.8' } },
  });
  const { state } = await traceIn(tree, 'www.example.test. A');
  const lookups = state.lookups.map((lookup) =>
    lookup.purpose === 'nameserver-address' && lookup.question.name === 'ns.host.test'
      ? { ...lookup, outcome: { kind: 'budget', limit: 'queries' } as const }
      : lookup,
  );
  assert.deepEqual(oddsOf(experienceOf(state)!.parentCentric, 'answer'), [1, 1]);
  const cut = experienceOf({ ...state, lookups });
  assert.equal(cut, null);
});

test('of a trace that runs, nothing is claimed', async () => {
  const { state } = await traceIn(labTree, 'www.shop.test A');
  assert.notEqual(experienceOf(state), null);
  assert.equal(experienceOf({ ...state, examination: null, status: 'running' }), null);
  assert.equal(experienceOf({ ...state, options: { breadth: 'path' } }), null);
});
