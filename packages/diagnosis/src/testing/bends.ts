// How scenarios bend the tree of `trees.ts`: another word from one server, other addresses, other glue.
import { type CannedReply, type ZoneSpec, type ZoneTreeSpec, says } from '@delegraph/lab';
import { domainTree, testZone } from './trees.ts';

export const NS1 = { 'ns1.example.test.': '203.0.113.1' };
export const NS2 = { 'ns2.example.test.': '203.0.113.2' };
export const DUAL = {
  'ns1.example.test.': ['203.0.113.1', '2001:db8::1'],
  'ns2.example.test.': ['203.0.113.2', '2001:db8::2'],
};
export const DUAL_ROOT: ZoneSpec = { servers: { 'a.root.test.': ['198.51.100.1', '2001:db8:1::1'] } };
export const DUAL_TEST = testZone({ servers: { 'a.test.': ['198.51.100.11', '2001:db8:2::1'] } });
export const SOA = '@ 3600 SOA ns1.example.test. hostmaster';

/** A parent of its own kind, whose second server says something else of the domain. */
export function parentSays(reply: CannedReply): ZoneTreeSpec {
  return { ...domainTree(), 'test.': testZone({ faults: [says('b.test.', reply)] }) };
}

/** The domain, whose second server says something else. */
export function secondSays(reply: CannedReply, more: Partial<ZoneSpec> = {}): ZoneTreeSpec {
  return domainTree({ faults: [says('ns2.example.test.', reply)], ...more });
}

/** A domain whose NS records were changed in the zone only. */
export function childNames(childServers: ZoneSpec['servers']): ZoneTreeSpec {
  return domainTree({ childServers });
}

/** A domain with this glue for its second name server, which lives where `more` says. */
export function glueOfSecond(
  glue: string[],
  servers: ZoneSpec['servers'],
  faults: ZoneSpec['faults'] = [],
): ZoneTreeSpec {
  return domainTree({ servers: { ...NS1, ...servers }, glue: { 'ns2.example.test.': glue }, faults });
}

/** The domain with NS records of this lifetime at both its servers. */
export function nsOfTtl(ttl: number): ZoneTreeSpec {
  return domainTree({
    faults: ['ns1', 'ns2'].map((name) =>
      says(`${name}.example.test.`, {
        question: '@ NS',
        answer: [`@ ${ttl} NS ns1`, `@ ${ttl} NS ns2`],
      }),
    ),
  });
}

/** A domain for others to lead to. */
export const OTHER: ZoneTreeSpec = {
  'other.test.': { servers: { 'ns1.other.test.': '203.0.113.5', 'ns2.other.test.': '203.0.113.6' } },
};

/** The domain, both of whose servers say something else. */
export function bothSay(reply: CannedReply, more: Partial<ZoneSpec> = {}): ZoneTreeSpec {
  return domainTree({
    faults: ['ns1', 'ns2'].map((name) => says(`${name}.example.test.`, reply)),
    ...more,
  });
}

/** Another top-level domain, in which a host has a name server for others. */
export function hostIn(other: Partial<ZoneSpec> = {}): ZoneTreeSpec {
  return {
    'other.': { servers: { 'a.other.': '198.51.100.21' } },
    'host.other.': {
      servers: { 'a.host.other.': '203.0.113.8' },
      records: ['ns 86400 A 203.0.113.9'],
      ...other,
    },
  };
}

/** The domain, with a second name server whose name lies in `hostIn`. */
export function hostedDomain(other: Partial<ZoneSpec> = {}): ZoneTreeSpec {
  return { ...domainTree({ servers: { ...NS1, 'ns.host.other.': '203.0.113.9' } }), ...hostIn(other) };
}

/** The domain, one of whose name servers can only be found through `levels` others, one inside the other. */
export function deepTree(levels: number): ZoneTreeSpec {
  const zones = Array.from({ length: levels }, (_, i): [string, ZoneSpec] => {
    const next = i === levels - 1 ? `ns.z${i}.other.` : `in.z${i + 1}.other.`;
    return [
      `z${i}.other.`,
      {
        servers: { [next]: `203.0.113.${30 + i}` },
        ...(i === levels - 1 ? {} : { glue: { [next]: [] } }),
      },
    ];
  });
  return {
    ...domainTree({ servers: { ...NS1, 'in.z0.other.': '203.0.113.29' } }),
    'other.': { servers: { 'a.other.': '198.51.100.21' } },
    ...Object.fromEntries(zones),
  };
}
