// The extended errors that resolvers add to their replies, by number. RFC 8914, and the IANA registry as read in 2026-11.
import type { ExtendedError } from '@delegraph/model';

const NAMES: readonly string[] = [
  'Other Error',
  'Unsupported DNSKEY Algorithm',
  'Unsupported DS Digest Type',
  'Stale Answer',
  'Forged Answer',
  'DNSSEC Indeterminate',
  'DNSSEC Bogus',
  'Signature Expired',
  'Signature Not Yet Valid',
  'DNSKEY Missing',
  'RRSIGs Missing',
  'No Zone Key Bit Set',
  'NSEC Missing',
  'Cached Error',
  'Not Ready',
  'Blocked',
  'Censored',
  'Filtered',
  'Prohibited',
  'Stale NXDOMAIN Answer',
  'Not Authoritative',
  'Not Supported',
  'No Reachable Authority',
  'Network Error',
  'Invalid Data',
  'Signature Expired before Valid',
  'Too Early',
  'Unsupported NSEC3 Iterations Value',
  'Unable to conform to policy',
  'Synthesized',
  'Invalid Query Type',
];

const STALE = new Set([3, 19]);
/** The resolver keeps the name from its clients. */
const WITHHELD = new Set([4, 15, 16, 17, 18]);
const VALIDATION = new Set([1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 25, 27]);

/** `No Reachable Authority (22): at delegation example.test.` */
export function extendedErrorText({ code, text }: ExtendedError): string {
  return `${NAMES[code] ?? 'extended error'} (${code})${text === '' ? '' : `: ${text}`}`;
}

/** What an extended error is about, as far as something follows from it. */
export function extendedErrorKind({ code }: ExtendedError): 'stale' | 'withheld' | 'validation' | 'other' {
  if (STALE.has(code)) return 'stale';
  if (WITHHELD.has(code)) return 'withheld';
  return VALIDATION.has(code) ? 'validation' : 'other';
}
