// The tree most scenarios bend: two root servers, a top-level domain, and a domain of two servers in it.
import type { ZoneSpec, ZoneTreeSpec } from '@delegraph/lab';

export const root: ZoneSpec = {
  servers: { 'a.root.test.': '198.51.100.1', 'b.root.test.': '198.51.100.2' },
};

/** The zone `test`, with what is given in place of its own. */
export function testZone(more: Partial<ZoneSpec> = {}): ZoneSpec {
  return { servers: { 'a.test.': '198.51.100.11', 'b.test.': '198.51.100.12' }, ...more };
}

/** A tree with the domain `example.test`, and what is given in place of its own. */
export function domainTree(more: Partial<ZoneSpec> = {}): ZoneTreeSpec {
  return {
    '.': root,
    'test.': testZone(),
    'example.test.': {
      servers: { 'ns1.example.test.': '203.0.113.1', 'ns2.example.test.': '203.0.113.2' },
      records: ['www A 192.0.2.1'],
      ...more,
    },
  };
}
