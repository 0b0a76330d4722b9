import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labTree, zoneTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { suppressedBy } from './fold.ts';
import { scenarios } from './testing/scenarios/index.ts';

/** The findings of a gallery scenario, each with what folds it. */
async function folded(name: string): Promise<(readonly [string, string | null])[]> {
  const { findings } = await traceIn(labTree, `${name} A`);
  return findings.map((finding) => [finding.code, suppressedBy(finding, findings)] as const);
}

test('the lame servers of a fully lame delegation fold under it', async () => {
  assert.deepEqual(
    new Map(await folded('www.all-lame.test')),
    new Map([
      ['delegation-fully-lame', null],
      ['lame-refused', 'delegation-fully-lame'],
    ]),
  );
});

test('a lame server of a partially lame delegation stands by itself', async () => {
  assert.deepEqual(
    new Map(await folded('www.lame-refused.test')),
    new Map([
      ['delegation-partially-lame', null],
      ['lame-refused', null],
    ]),
  );
});

test('each missing glue folds under there being none at all', async () => {
  assert.deepEqual(await folded('www.no-glue-at-all.test'), [
    ['glue-missing-all', null],
    ['glue-missing-in-domain', 'glue-missing-all'],
    ['glue-missing-in-domain', 'glue-missing-all'],
  ]);
  assert.deepEqual(await folded('www.missing-glue.test'), [['glue-missing-in-domain', null]]);
});

test('what is said of one zone folds nothing in another', async () => {
  const { findings } = await traceIn(labTree, 'www.all-lame.test A');
  const elsewhere = {
    ...findings.find(({ code }) => code === 'lame-refused')!,
    zone: findings[0]!.zone.slice(4),
  };
  assert.equal(suppressedBy(elsewhere as (typeof findings)[number], findings), null);
});

test('what follows from one mistake folds under it', async () => {
  for (const [code, expected] of [
    ['glue-wrong-but-works', { 'glue-mismatch': 'glue-wrong-but-works' }],
    ['glue-stale', { 'glue-mismatch': 'glue-stale' }],
    ['glue-no-authoritative', { 'glue-no-authoritative': 'ns-no-address' }],
    ['ns-no-address', { 'glue-missing-in-domain': 'ns-no-address' }],
    ['ns-ip-literal', { 'ns-nxdomain': 'ns-ip-literal' }],
    ['ns-child-inconsistent', { 'ns-only-at-child': 'ns-child-inconsistent' }],
    ['ns-cyclic-dependency', { 'glue-missing-sibling': 'ns-cyclic-dependency' }],
    ['glue-inconsistent-parents', { 'glue-extra': 'glue-inconsistent-parents' }],
    ['glue-unreachable', { 'glue-mismatch': 'glue-unreachable' }],
    ['glue-out-of-bailiwick-mismatch', { 'glue-unneeded': 'glue-out-of-bailiwick-mismatch' }],
    [
      'glue-orphan',
      {
        'glue-no-authoritative': 'ns-domain-unregistered',
        'glue-orphan': 'ns-domain-unregistered',
        'ns-nxdomain': 'ns-domain-unregistered',
      },
    ],
    ['cname-target-unregistered', { 'cname-dangling-nxdomain': 'cname-target-unregistered' }],
    ['ptr-to-cname-loop', { 'cname-dangling-nxdomain': 'ptr-to-cname-loop' }],
    ['dname-loop', { 'cname-loop': 'dname-loop' }],
    ['dname-with-data-below', { 'cname-inconsistent': 'dname-with-data-below' }],
    ['foreign-class-data', { 'lame-empty-response': 'foreign-class-data' }],
    ['referral-loop', { 'delegation-fully-lame': 'referral-loop', 'lame-self-referral': 'referral-loop' }],
    [
      'delegation-too-deep',
      {
        'budget-exhausted': 'delegation-too-deep',
        'glueless-depth-high': 'delegation-too-deep',
        'ns-transitive-large': 'delegation-too-deep',
      },
    ],
    ['address-dual-stack-divergence', { 'soa-serial-mismatch': 'address-dual-stack-divergence' }],
    ['vantage-intercepted', { 'lame-not-authoritative': 'vantage-intercepted' }],
    ['ns-ttl-short', { 'parent-ns-ttl-differs': 'ns-ttl-short' }],
  ] as const) {
    const { tree, question = 'www.example.test. A' } = scenarios.find((one) => one.code === code)!;
    const { findings } = await traceIn(zoneTree(tree), question);
    const pairs = findings.map((finding) => [finding.code, suppressedBy(finding, findings)] as const);
    assert.deepEqual(Object.fromEntries(pairs.filter(([, by]) => by !== null)), expected, code);
  }
});
