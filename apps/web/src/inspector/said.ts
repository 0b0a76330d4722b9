// What a reply says, in a few words.
import { type HopState, ROOT, hopResultText } from '@delegraph/model';
import { SKIP_WORDS } from '../standing.ts';
import { countText } from '../units.ts';

/** What came of the query: `refers to example`, `1 record`, `no answer`. */
export function saidText(hop: HopState): string {
  const { result } = hop;
  if (result.status === 'skipped') return SKIP_WORDS[result.reason];
  if (result.status !== 'answered') return hopResultText(hop);
  const { response } = result;
  switch (response.kind) {
    case 'answer':
      return countText(response.records.length, 'record') + hedge(response.authoritative);
    case 'alias':
      return `${response.link.type} to ${response.link.target}${hedge(response.authoritative)}`;
    case 'nodata':
      return `no record of this type${hedge(response.authoritative)}`;
    case 'nxdomain':
      return `the name does not exist${hedge(response.authoritative)}`;
    case 'referral':
      return `refers to ${response.zone}`;
    case 'referral-self':
      return 'refers to the zone itself';
    case 'referral-up':
      return `refers upwards, to ${response.zone === ROOT ? 'the root' : response.zone}`;
    case 'referral-sideways':
      return `refers aside, to ${response.zone}`;
    case 'empty':
      return 'an empty reply';
    case 'rcode':
      return response.rcode;
  }
}

function hedge(authoritative: boolean): string {
  return authoritative ? '' : ', not authoritative';
}
