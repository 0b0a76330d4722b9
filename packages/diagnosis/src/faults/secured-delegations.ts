// DNSSEC, as far as it concerns the delegation.
import type { FaultTexts } from './fault-text.ts';

export const securedDelegationTexts: FaultTexts = {
  'ds-without-dnskey': {
    meaning:
      'The zone above says that the zone is signed, and the zone has no keys. Resolvers that validate, which most large ones do, reject every answer: for their users the domain is gone.',
    test: 'A referral carried DS records. Every address that serves the zone says that there is no DNSKEY record, or fails each of at least two queries for it.',
    todo: {
      owner: 'Have the registrar remove the DS records.',
      operator: 'If the zone is to be signed, sign it with the keys that the DS records name.',
    },
  },
  'ds-at-non-delegation': {
    meaning:
      'The zone above has DS records for a name and no NS records: there is nothing to secure. Some servers and resolvers take the name for a broken delegation.',
    test: 'A server of the zone above, asked by name about a cut that its replies hide, gives DS records with authority and says that there are no NS records.',
    todo: { parent: 'Remove the DS records, or delegate the name.' },
  },
};
