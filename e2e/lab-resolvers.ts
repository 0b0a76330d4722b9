// The resolvers of the browser tests: one process, one port on loopback for each, over the zones of the lab.
import { type ResolverManner, serveResolver } from '@delegraph/lab/testing';
import { labTree } from '@delegraph/lab';
import { firstResolverPort, resolverNames } from './ports.ts';

const MANNERS: Readonly<Record<(typeof resolverNames)[number], ResolverManner>> = {
  Fresh: { kind: 'resolves', ttlShare: 1, authenticData: true },
  Cache: { kind: 'resolves', ttlShare: 0.5 },
  Old: { kind: 'says', records: ['www.behind.test. 900 A 192.0.2.109'] },
  Office: { kind: 'says', records: ['www.behind.test. 60 A 10.0.0.7'] },
  Failing: {
    kind: 'says',
    rcode: 'SERVFAIL',
    extendedError: { code: 22, text: 'at delegation behind.test.' },
  },
};

for (const [index, name] of resolverNames.entries())
  await serveResolver(labTree, MANNERS[name], firstResolverPort + index);
