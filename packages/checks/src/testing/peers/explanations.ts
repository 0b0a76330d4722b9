// Why this program does not say what a peer says, message by message.
import type { Peer } from '@delegraph/diagnosis';

const TEST_BED = 'The test bed, not the fault:';
const OTHER_WORD = 'The same, under another code:';
const FAMILY_REDUNDANCY =
  'We warn of a single name server, and not of a single one for each family: the other family serves.';
const ONE_LEFT =
  'One of two name servers has no address, which we say of it by name. That one is left follows from it.';
const NOT_EXAMINED =
  'The domain is not the one traced: it only holds the name of a name server. We walk such zones and examine those on the way of the question.';
const ALIAS_FIRST =
  '`ns-is-cname` and `ns-under-dname` say why the name has no address of its own, and stand for the glue that differs.';
const PASSED_OVER =
  'A consequence of what the code says: the server has a zone two cuts down and none between, so it has no authority for the DS records there. A trace does not ask it for those.';
const SHARED_IN_PART =
  'We compare the whole sets: `ns-same-address` is said of two names with equal sets, not of names that share one of several addresses.';

const EXPLANATIONS: Readonly<Record<Peer, Readonly<Record<string, string>>>> = {
  dnsviz: {
    GLUE_MISMATCH: `${OTHER_WORD} it follows what the one server redirects for the names of the name servers too. \`dname-at-cut\` names the server that redirects.`,
    'SERVER_INVALID_RESPONSE_UDP dname-at-cut': `${OTHER_WORD} a consequence of the redirection, which \`dname-at-cut\` names.`,
    'NOT_AUTHORITATVE ds-at-non-delegation': PASSED_OVER,
    'MISSING_SOA_FOR_NODATA ds-at-non-delegation': PASSED_OVER,
    INCONSISTENT_NXDOMAIN: `${TEST_BED} the lab’s server has the alias for the type asked only. DNSViz asks five other types of the name; a trace asks one.`,
    'status NXDOMAIN cname-multiple': `${TEST_BED} the lab’s servers have the aliases for the type asked only, and deny the name for others.`,
    ERROR_RESOLVING_NS_NAME:
      'It could not resolve the names of the name servers once more. Glue has their addresses, where they answer (`no-ipv4`) or fail, which we say with `lame-…`.',
  },
  zonemaster: {
    NAMESERVER_IP_PRIVATE_NETWORK: `${TEST_BED} every address is a documentation address. The profile of our trace takes those for public, as a real one is.`,
    NAMESERVER_IP_WITHOUT_REVERSE:
      'Reverse names are no part of a delegation; nothing resolves worse without them.',
    NEITHER_DNSKEY_NOR_DS: 'An unsigned zone is no fault of its delegation.',
    NOT_SIGNED: 'An unsigned zone is no fault of its delegation.',
    NO_IPV6_NS_CHILD:
      '`no-ipv6` is said where the parent has IPv6 and the zone has not. In most trees the parent has none either.',
    NO_IPV6_NS_DEL:
      '`no-ipv6` is said where the parent has IPv6 and the zone has not. In most trees the parent has none either.',
    NO_IPV4_NS_DEL: FAMILY_REDUNDANCY,
    NOT_ENOUGH_IPV4_NS_CHILD: ONE_LEFT,
    NOT_ENOUGH_IPV4_NS_DEL: ONE_LEFT,
    NOT_ENOUGH_IPV6_NS_CHILD: FAMILY_REDUNDANCY,
    NOT_ENOUGH_IPV6_NS_DEL: FAMILY_REDUNDANCY,
    'NOT_ENOUGH_NS_DEL lame-type-specific': NOT_EXAMINED,
    'NOT_ENOUGH_NS_CHILD lame-type-specific': NOT_EXAMINED,
    'NOT_ENOUGH_IPV4_NS_DEL lame-type-specific': NOT_EXAMINED,
    'NOT_ENOUGH_IPV4_NS_CHILD lame-type-specific': NOT_EXAMINED,
    'NOT_ENOUGH_NS_DEL nxdomain-for-type': NOT_EXAMINED,
    'NOT_ENOUGH_NS_CHILD nxdomain-for-type': NOT_EXAMINED,
    'NOT_ENOUGH_IPV4_NS_DEL nxdomain-for-type': NOT_EXAMINED,
    'NOT_ENOUGH_IPV4_NS_CHILD nxdomain-for-type': NOT_EXAMINED,
    RNAME_MAIL_DOMAIN_INVALID: `${TEST_BED} no domain has mail. Whether mail reaches the contact is no part of a delegation; \`soa-rname-invalid\` reads the mailbox as such.`,
    Z09_MISSING_MAIL_TARGET: `${TEST_BED} no domain has mail, and mail is no part of a delegation.`,
    REFRESH_MINIMUM_VALUE_LOWER:
      'Its least refresh is four hours, the trees’ is two. RFC 1912 takes 20 minutes to 12 hours for sensible, and `soa-timers-odd` begins below that.',
    REFERRAL_SIZE_TOO_LARGE:
      'Its bound is 512 octets, a reply without EDNS. Ours is 1232, what resolvers offer; many a referral from the root is over 512.',
    'IN_BAILIWICK_ADDR_MISMATCH ns-is-cname': ALIAS_FIRST,
    'IN_BAILIWICK_ADDR_MISMATCH ns-under-dname': ALIAS_FIRST,
    'SAME_IP_ADDRESS glue-orphan': SHARED_IN_PART,
    'DEL_NS_SAME_IP glue-orphan': SHARED_IN_PART,
    'CHILD_NS_SAME_IP glue-orphan': SHARED_IN_PART,
  },
};

/** The reason, which may hold in one case only; null where nobody has given one. */
export function explanationOf(peer: Peer, tag: string, code: string): string | null {
  return EXPLANATIONS[peer][`${tag} ${code}`] ?? EXPLANATIONS[peer][tag] ?? null;
}
