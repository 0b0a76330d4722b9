// Name servers that a domain is pointed at when nobody runs it: by its registrar, because it lapsed or is held, or by its
// owner, who has nothing there but the offer to sell it. Kept by hand, and short: only names that serve nothing else.
import { type DomainName, isWithin, parseDomainName } from '@delegraph/model';

/** Why a domain is there. `held`: the registrar waits for its owner to confirm who they are. */
export type ParkingKind = 'expired' | 'held' | 'parked';

export interface ParkingServers {
  kind: ParkingKind;
  /** Whose they are. */
  operator: string;
}

/** Where whole domains hold nothing but such servers. Looked through in November 2026. */
const DOMAINS: readonly (ParkingServers & { domain: DomainName })[] = [
  servers('expired', 'Network Solutions', 'pendingrenewaldeletion.com'),
  servers('expired', 'eNom', 'renewyourname.net'),
  servers('expired', 'a registrar’s expiry service', 'expirationwarning.net'),
  servers('expired', 'a registrar’s expiry service', 'domainhasexpired.com'),
  servers('expired', 'GMO Internet (Onamae)', 'onamae-expired.com'),
  servers('expired', 'Uniregistry', 'expired.uniregistry-dns.com'),
  servers('held', 'Namecheap', 'failed-whois-verification.namecheap.com'),
  servers('held', 'Namecheap', 'verify-contact-details.namecheap.com'),
  servers('parked', 'Sedo', 'sedoparking.com'),
  servers('parked', 'ParkingCrew', 'parkingcrew.net'),
  servers('parked', 'Bodis', 'bodis.com'),
  servers('parked', 'ParkLogic', 'parklogic.com'),
  servers('parked', 'Above.com', 'above.com'),
  servers('parked', 'GoDaddy CashParking', 'cashparking.com'),
  servers('parked', 'DomainSponsor', 'dsredirection.com'),
  servers('parked', 'Afternic', 'afternic.com'),
  servers('parked', 'Dan.com', 'dan.com'),
  servers('parked', 'Dan.com', 'undeveloped.com'),
  servers('parked', 'HugeDomains', 'hugedomains.com'),
];

/** Where only some names of a domain are such servers. */
const NAMES: readonly (ParkingServers & { name: RegExp })[] = [
  { kind: 'expired', operator: 'NameBright', name: /^expired\d*\.namebrightdns\.com$/ },
  { kind: 'expired', operator: 'Alibaba Cloud (HiChina)', name: /^expirens\d*\.hichina\.com$/ },
];

/** What is known of a name server that domains are parked at; null for every other. */
export function parkingServersAt(nameServer: DomainName): ParkingServers | null {
  const found =
    DOMAINS.find(({ domain }) => isWithin(nameServer, domain)) ??
    NAMES.find(({ name }) => name.test(nameServer));
  return found ? { kind: found.kind, operator: found.operator } : null;
}

function servers(kind: ParkingKind, operator: string, domain: string) {
  return { kind, operator, domain: parseDomainName(domain) };
}
