// What the bits and options of a message mean, in words.
import type { Flag } from '@delegraph/model';

/** RFC 1035 4.1.1, RFC 4035 3.2. */
export const FLAG_WORDS: Readonly<Record<Flag, string>> = {
  qr: 'qr: this is a response',
  aa: 'aa: authoritative answer, the server speaks for the zone',
  tc: 'tc: truncated, the rest is to be asked for over TCP',
  rd: 'rd: recursion desired, copied from the query',
  ra: 'ra: recursion available, the server would resolve for us',
  ad: 'ad: authentic data, the server says it has validated this',
  cd: 'cd: checking disabled, copied from the query',
};
