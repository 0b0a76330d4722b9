import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ZoneTreeSpec, labTree, zoneTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { questionDependencies } from './dependencies.ts';
import { domainTree } from './testing/trees.ts';

const NS1 = { 'ns1.example.test.': '203.0.113.1' };

async function dependenciesIn(tree: ZoneTreeSpec) {
  const { state } = await traceIn(zoneTree(tree), 'www.example.test. A');
  return questionDependencies(state)!;
}

/** `layer zone <- what needs it`. */
function lines({ zones }: Awaited<ReturnType<typeof dependenciesIn>>): string[] {
  return zones.map(({ zone, layer, needs }) =>
    [layer, zone, ...needs.map(({ by, how, isGlued }) => `<- ${by} ${how}${isGlued ? ' glued' : ''}`)].join(
      ' ',
    ),
  );
}

const HOST: ZoneTreeSpec = {
  'other.': { servers: { 'a.other.': '198.51.100.21' } },
  'host.other.': {
    servers: { 'ns.backup.other.': '203.0.113.10' },
    glue: { 'ns.backup.other.': [] },
  },
  'backup.other.': { servers: { 'ns.backup.other.': '203.0.113.10' } },
};

test('a zone with its own servers depends on those above it', async () => {
  const dependencies = await dependenciesIn(domainTree());
  assert.deepEqual(lines(dependencies), [
    '0 example.test',
    '1 test <- example.test parent',
    '2 . <- test parent',
  ]);
  assert.deepEqual(dependencies.operators, [{ zone: 'example.test', nameServers: 2 }]);
  assert.deepEqual([dependencies.circles, dependencies.openDomains], [[], []]);
});

test('servers elsewhere bring in their zones, and the zones of the servers of these', async () => {
  const dependencies = await dependenciesIn({
    ...domainTree({ servers: { ...NS1, 'ns.host.other.': '203.0.113.10' } }),
    ...HOST,
  });
  assert.deepEqual(lines(dependencies), [
    '0 example.test',
    '1 test <- example.test parent',
    '1 host.other <- example.test name-servers',
    '2 . <- test parent <- other parent',
    '2 other <- host.other parent <- backup.other parent',
    '2 backup.other <- host.other name-servers',
  ]);
  assert.deepEqual(
    dependencies.zones.filter(({ isSinglePoint }) => isSinglePoint),
    [],
  );
});

test('a zone that holds the names of all servers is a single point', async () => {
  const { zones } = await dependenciesIn({
    ...domainTree({ servers: { 'ns.host.other.': '203.0.113.10' } }),
    ...HOST,
  });
  assert.deepEqual(
    zones.filter(({ isSinglePoint }) => isSinglePoint).map(({ zone }) => zone),
    ['host.other', 'backup.other'],
  );
});

/** Two zones whose only name server lies in the other. */
function circle(hasGlue: boolean): ZoneTreeSpec {
  return {
    ...domainTree({
      servers: { 'ns.other.test.': '203.0.113.1' },
      ...(hasGlue ? {} : { glue: { 'ns.other.test.': [] } }),
    }),
    'other.test.': {
      servers: { 'ns.example.test.': '203.0.113.2' },
      ...(hasGlue ? {} : { glue: { 'ns.example.test.': [] } }),
    },
  };
}

test('zones with their servers in each other are a circle, full or held open by glue', async () => {
  const zones = ['example.test', 'other.test'];
  const full = await dependenciesIn(circle(false));
  assert.deepEqual(full.circles, [{ kind: 'full', zones }]);
  const glued = await dependenciesIn(circle(true));
  assert.deepEqual(glued.circles, [{ kind: 'glued', zones }]);
});

test('a domain of a name server that its TLD denies is open to anyone', async () => {
  const { openDomains } = await dependenciesIn(
    domainTree({ servers: { ...NS1, 'ns.gone.test.': null, 'ns2.gone.test.': null } }),
  );
  assert.deepEqual(openDomains, [
    { domain: 'gone.test', nameServers: ['ns.gone.test', 'ns2.gone.test'], zones: ['example.test'] },
  ]);
});

test('a name server that its own zone denies is open to nobody', async () => {
  const { openDomains } = await dependenciesIn(
    domainTree({ servers: { ...NS1, 'nowhere.sub.example.test.': null } }),
  );
  assert.deepEqual(openDomains, []);
});

test('of a trace that runs, nothing is claimed', async () => {
  const { state } = await traceIn(labTree, 'www.shop.test A');
  assert.notEqual(questionDependencies(state), null);
  assert.equal(questionDependencies({ ...state, examination: null, status: 'running' }), null);
});
