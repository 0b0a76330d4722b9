// Hosts that records of a zone send to.
import type { FaultTexts } from './fault-text.ts';

export const serviceHostTexts: FaultTexts = {
  'mx-target-is-cname': {
    meaning:
      'The MX record names an alias. Some mail servers do not follow it and others rewrite the address, so that mail may bounce.',
    test: 'The question is for MX, and the zone of a mail host says with authority that its name is a CNAME or DNAME. Of many hosts five are looked up.',
    todo: { owner: 'Name the host itself in the MX record, or give it address records.' },
  },
  'srv-target-is-cname': {
    meaning: 'The SRV record names an alias. Clients that keep to the standard do not follow it.',
    test: 'The question is for SRV, and the zone of a host says that its name is a CNAME or DNAME. Of many hosts five are looked up.',
    todo: { owner: 'Name the host itself in the SRV record, or give it address records.' },
  },
  'https-alias-mode-broken': {
    meaning:
      'The HTTPS or SVCB record sends clients to another name, which fails. Clients that know these records lose time or do not get through.',
    test: 'The question is for HTTPS or SVCB, a record has priority 0, and its target does not exist or no server of its zone answers for it. Not said where the target only lacks addresses: it may send on.',
    todo: { owner: 'Correct the target of the record, or remove the record.' },
  },
  'soa-mname-unreachable': {
    meaning:
      'The SOA record names a primary that does not serve the zone, or cannot be asked. Resolvers do not care. Dynamic updates are sent there, and secondaries may expect notifications from it.',
    test: 'The primary is no name server of the delegation. None of its addresses gave the SOA record with authority, or the servers of the zone that holds its name all failed. Not said of a primary without an address, which is hidden.',
    todo: {
      operator: 'Nothing, when the primary is hidden on purpose. Otherwise name the one that is.',
    },
  },
};
