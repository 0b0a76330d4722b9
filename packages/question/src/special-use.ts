// Names that are not found in the DNS of the Internet, whoever is asked, and what they are for.
import { type DomainName, isWithin, parseDomainName } from '@delegraph/model';

interface SpecialUse {
  zones: readonly DomainName[];
  /** A sentence after “Names below … ”. */
  purpose: string;
}

/** RFC 6761 and its registry, RFC 6303 for the reverse names of private addresses. */
const SPECIAL_USES: readonly SpecialUse[] = [
  use(['local'], 'are found by multicast on the local network (RFC 6762)'),
  use(['localhost'], 'mean the machine itself (RFC 6761)'),
  use(['test'], 'are for tests (RFC 6761); the lab has some'),
  use(['example'], 'are for documents (RFC 6761); the lab has some'),
  use(['invalid'], 'are meant not to exist (RFC 6761)'),
  use(['onion'], 'are found inside the Tor network (RFC 7686)'),
  use(['alt'], 'belong to other naming systems than the DNS (RFC 9476)'),
  use(['internal'], 'are for private networks'),
  use(['home.arpa'], 'are for home networks (RFC 8375)'),
  use(
    [
      '10.in-addr.arpa',
      ...Array.from({ length: 16 }, (_, index) => `${16 + index}.172.in-addr.arpa`),
      '168.192.in-addr.arpa',
      '254.169.in-addr.arpa',
      '127.in-addr.arpa',
      'd.f.ip6.arpa',
      ...['8', '9', 'a', 'b'].map((nibble) => `${nibble}.e.f.ip6.arpa`),
    ],
    'are of private addresses, and known only to the network that has them (RFC 6303)',
  ),
];

/** Why the public servers do not know `name`, in one sentence; null when they may. */
export function specialUseNote(name: DomainName): string | null {
  for (const { zones, purpose } of SPECIAL_USES) {
    const zone = zones.find((candidate) => isWithin(name, candidate));
    if (zone !== undefined)
      return `Names below ${zone} ${purpose}. The servers of the Internet do not know them.`;
  }
  return null;
}

function use(zones: readonly string[], purpose: string): SpecialUse {
  return { zones: zones.map(parseDomainName), purpose };
}
