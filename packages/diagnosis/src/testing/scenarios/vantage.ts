// The place a trace is made from, and its limits.
import { type ZoneSpec, recursesFromCache, says, silent } from '@delegraph/lab';
import { DUAL, DUAL_ROOT, DUAL_TEST, NS1 } from '../bends.ts';
import { domainTree, root, testZone } from '../trees.ts';
import type { Scenario } from './scenario.ts';

const FOUR_ROOTS: ZoneSpec = {
  servers: Object.fromEntries(
    Array.from('abcd', (letter, i) => [`${letter}.root.test.`, `198.51.100.${i + 1}`]),
  ),
};

/** The domain below a root so many of whose four servers cannot be heard, nor the second server of the parent. */
function lossyTop(count: number) {
  const faults = Array.from('abcd'.slice(0, count), (letter) => silent(`${letter}.root.test.`));
  return {
    ...domainTree(),
    '.': { ...FOUR_ROOTS, faults },
    'test.': testZone({ faults: [silent('b.test.')] }),
  };
}

/** What is said of the silent servers. */
function silentTop(count: number): string[] {
  return [
    ...Array.from('abcd'.slice(0, count), (letter) => `lame-timeout . ${letter}.root.test`),
    'delegation-partially-lame test',
    'lame-timeout test b.test',
    'parent-lame example.test',
  ];
}

function withAddresses(count: number) {
  return domainTree({
    servers: {
      ...NS1,
      'ns2.example.test.': Array.from({ length: count }, (_, i) => `203.0.113.${i + 2}`),
    },
  });
}

export const vantage: readonly Scenario[] = [
  {
    code: 'vantage-intercepted',
    situation: 'something on the way answers for the root servers',
    tree: {
      ...domainTree(),
      '.': {
        ...root,
        faults: ['a', 'b'].map((letter) =>
          says(`${letter}.root.test.`, {
            question: 'www.example.test A',
            authoritative: false,
            answer: ['www.example.test. A 192.0.2.66'],
          }),
        ),
      },
    },
    said: [
      'lame-not-authoritative . a.root.test',
      'lame-not-authoritative . b.root.test',
      'vantage-intercepted .',
    ],
    near: {
      situation: 'a resolver among the servers of the domain',
      tree: domainTree({ faults: [recursesFromCache('ns2.example.test.')] }),
      said: ['delegation-partially-lame example.test', 'lame-cached-recursion example.test ns2.example.test'],
    },
  },
  {
    code: 'vantage-degraded',
    situation: 'most servers of the root and the top-level domain are silent',
    tree: lossyTop(3),
    said: ['vantage-degraded .', ...silentTop(3)],
    near: {
      situation: 'half of the servers of the root and the top-level domain are silent',
      tree: lossyTop(2),
      said: silentTop(2),
    },
  },
  {
    code: 'not-explored',
    situation: 'a name server at seven addresses',
    tree: withAddresses(7),
    said: ['not-explored example.test'],
    near: { situation: 'a name server at six addresses', tree: withAddresses(6) },
  },
  {
    code: 'budget-exhausted',
    situation: 'more aliases than we follow',
    tree: domainTree({ records: Array.from({ length: 30 }, (_, i) => `n${i} CNAME n${i + 1}`) }),
    question: 'n0.example.test. A',
    said: ['budget-exhausted .', 'cname-chain-long example.test'],
    near: {
      situation: 'eight aliases',
      tree: domainTree({
        records: [...Array.from({ length: 8 }, (_, i) => `n${i} CNAME n${i + 1}`), 'n8 A 192.0.2.1'],
      }),
    },
  },
  {
    code: 'vantage-no-ipv6',
    situation: 'a place without IPv6, and servers that have it',
    tree: { ...domainTree({ servers: DUAL }), '.': DUAL_ROOT, 'test.': DUAL_TEST },
    how: { ipv6: false },
    said: ['vantage-no-ipv6 .'],
    near: {
      situation: 'a place with IPv6',
      tree: { ...domainTree({ servers: DUAL }), '.': DUAL_ROOT, 'test.': DUAL_TEST },
      how: { ipv6: true },
    },
  },
];
