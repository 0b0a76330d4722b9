import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labScenarios, labTree, silent, zoneTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { type Finding, parseDomainName } from '@delegraph/model';
import { catalogue, describeFinding, diagnose } from './catalogue.ts';
import { checkMonotony, checkText } from './testing/checks.ts';
import { scenarios } from './testing/scenarios/index.ts';
import { domainTree } from './testing/trees.ts';

/** A finding of every code that the gallery or a limit can give. */
const examples = new Map<string, Finding>();
/** Traces whose every prefix is diagnosed: the largest, and those in which servers are judged late. */
const REPLAYED = new Set([
  'shop',
  'lame-timeout',
  'lame-servfail',
  'all-lame',
  'ns-is-alias',
  'no-glue-at-all',
  'expired',
  'circular',
]);

/** Codes whose severity depends on what else is true. */
const VARYING = new Set([
  'delegation-to-parking',
  'parent-ns-set-differs',
  'cname-chain-long',
  'cname-target-nodata',
  'ns-only-at-parent',
  'single-ns',
]);

const CONTACTS = [
  'registry',
  'registrar',
  'parent-operator',
  'zone-operator',
  'server-operator',
  'resolver-operator',
  'us',
];

for (const { id, name, type } of labScenarios) {
  test(`${id}: no finding is taken back, and each is said in whole sentences`, async () => {
    const { events, findings } = await traceIn(labTree, `${name} ${type}`);
    for (const finding of findings) {
      examples.set(finding.code, finding);
      checkText(finding);
    }
    if (!REPLAYED.has(id)) return;
    checkMonotony(events);
  });
}

test('every code of the catalogue has an example, stands once, and says its severity', async () => {
  const { findings } = await traceIn(
    zoneTree(domainTree({ records: Array.from({ length: 30 }, (_, i) => `n${i} CNAME n${i + 1}`) })),
    'n0.example.test. A',
    { ipv6: false },
  );
  const v6 = { 'ns1.example.test.': ['203.0.113.1', '2001:db8::1'] };
  const limited = await traceIn(zoneTree(domainTree({ servers: v6 })), 'www.example.test. A', {
    ipv6: false,
  });
  const situations = await Promise.all(
    scenarios.map(({ tree, question = 'www.example.test. A', how }) =>
      traceIn(zoneTree(tree), question, how),
    ),
  );
  // In the lab nobody is a neighbour.
  const neighbours = diagnose({ ...situations[1]!.state, profile: 'internet' });
  const samePrefix = neighbours.filter(({ code }) => code === 'ns-same-prefix');
  const raised = situations.flatMap((run) => run.findings);
  for (const finding of [...findings, ...limited.findings, ...raised, ...samePrefix]) {
    examples.set(finding.code, finding);
    checkText(finding);
  }
  assert.deepEqual([...examples.keys()].toSorted(), catalogue.map(({ code }) => code).toSorted());
  for (const { code, severity, contact } of catalogue) {
    assert.ok(CONTACTS.includes(contact), contact);
    if (!VARYING.has(code)) assert.equal(examples.get(code)!.severity, severity, code);
  }
});

test('every code has a scenario that says it, and a near miss that does not', () => {
  const withNear = new Set(scenarios.flatMap(({ code, near }) => (code && near ? [code] : [])));
  const without = catalogue.map(({ code }) => code).filter((code) => !withNear.has(code));
  // In the lab nobody is a neighbour: scenarios.test.ts looks at it as on the Internet.
  assert.deepEqual(without, ['ns-same-prefix']);
});

test('every finding names the hops that prove it', () => {
  for (const [code, { evidence }] of examples) {
    if (code === 'budget-exhausted') continue;
    assert.ok(evidence.length > 0, code);
    assert.equal(new Set(evidence).size, evidence.length, code);
  }
});

test('a finding of a newer version is shown by its code', () => {
  const text = describeFinding({
    code: 'ns-on-the-moon',
    severity: 'notice',
    confidence: 'high',
    scope: 'zone',
    zone: parseDomainName('example.test'),
    evidence: [],
    params: {},
  });
  assert.deepEqual([text.title, text.sentence], ['ns-on-the-moon', 'ns-on-the-moon at example.test.']);
});

test('a rule that forgot a parameter fails loudly', () => {
  const loop = { ...examples.get('cname-loop')!, params: {} };
  assert.throws(() => describeFinding(loop), TypeError);
});

test('a trace that is interrupted takes nothing back and calls nobody lame for what it did not hear', async () => {
  const stop = new AbortController();
  const tree = zoneTree(domainTree({ faults: [silent('ns2.example.test.')] }));
  const run = traceIn(tree, 'www.example.test. A', { signal: stop.signal });
  stop.abort();
  assert.deepEqual((await run).said, []);
});
