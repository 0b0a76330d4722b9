// The word or two a finding gets in the picture. Its sentence is the diagnosis package's business.
import type { Finding } from '@delegraph/model';

const WORDS: Readonly<Record<string, string>> = {
  'lame-refused': 'LAME refused',
  'lame-servfail': 'LAME server failure',
  'lame-timeout': 'LAME no answer',
  'lame-unreachable': 'LAME unreachable',
  'lame-not-authoritative': 'LAME not authoritative',
  'lame-notauth': 'LAME not its zone',
  'lame-cached-recursion': 'LAME from its cache',
  'lame-upward-referral': 'LAME refers upwards',
  'lame-self-referral': 'LAME refers to itself',
  'lame-sideways-referral': 'LAME refers elsewhere',
  'lame-nxdomain-apex': 'LAME denies the zone',
  'lame-nodata-apex': 'LAME no such zone',
  'lame-empty-response': 'LAME empty reply',
  'lame-wrong-soa-owner': 'LAME wrong zone',
  'lame-type-specific': 'LAME for this type',
  'glue-missing-in-domain': 'glue missing',
  'glue-missing-all': 'glue missing',
  'glue-missing-sibling': 'no sibling glue',
  'glue-missing-ipv4': 'no IPv4 glue',
  'glue-missing-ipv6': 'no IPv6 glue',
  'glue-mismatch': 'glue differs',
  'glue-stale': 'stale glue',
  'glue-unreachable': 'dead glue',
  'glue-private': 'private address',
  'ns-is-cname': 'is an alias',
  'ns-under-dname': 'is an alias',
  'ns-nxdomain': 'does not exist',
  'ns-no-address': 'has no address',
  'ns-unresolvable': 'not resolvable',
  'ns-ip-literal': 'is an address',
  'ns-only-at-parent': 'only at the parent',
  'ns-only-at-child': 'only at the child',
  'ns-invalid-hostname': 'no host name',
  'ns-same-address': 'same address twice',
  'ns-address-private': 'private address',
  'ns-cyclic-dependency-partial': 'in a circle',
  'glue-wrong-but-works': 'old glue',
  'glue-extra': 'surplus glue',
  'glue-no-authoritative': 'only in glue',
  'glue-unneeded': 'glue ignored',
  'glue-inconsistent-parents': 'glue differs',
  'glue-v4-mapped': 'no real IPv6',
  'ipv6-lame-some': 'dead over IPv6',
  'server-flaky': 'now and then',
  'malformed-response': 'unreadable',
  'wrong-source-address': 'wrong source',
  'dname-no-cname': 'no CNAME made',
  'dname-target-mismatch': 'wrong CNAME made',
};

/** Short words for a finding beside the server it is about. An unknown code is its own words: `tcp-broken` is
 *  `tcp broken`. */
export function findingWords({ code }: Pick<Finding, 'code'>): string {
  return WORDS[code] ?? code.replace(/^lame-/, 'LAME ').replaceAll('-', ' ');
}
