// What a response is worth to the lookup that asked.
import {
  type AliasLink,
  type DomainName,
  type LimitName,
  type Message,
  type Question,
  type ResourceRecord,
  type ResponseClass,
  type SkipReason,
  classifyResponse,
  isBelow,
  isWithin,
} from '@delegraph/model';

/** Where a lookup goes next, or how it ends. */
export type Step =
  | { kind: 'referral'; zone: DomainName; hopId: number }
  | { kind: 'answer'; records: ResourceRecord[]; hopId: number }
  | { kind: 'alias'; link: AliasLink; hopId: number }
  | { kind: 'nodata' | 'nxdomain'; hopId: number }
  | { kind: 'unresolvable'; zone: DomainName; notAsked?: SkipReason }
  | { kind: 'budget'; limit: LimitName };

/** `decisive` is acted on at once. `denial` waits a moment for a server that knows better. `doubtful` is used only when
 *  no server says anything better: it came without authority. */
export type Judgement = { worth: 'decisive' | 'denial' | 'doubtful'; step: Step } | { worth: 'nothing' };

/** What a response was given to, and for what. */
export interface Asked {
  zone: DomainName;
  question: Question;
  hopId: number;
  /** The zone between here and the name whose delegation was supplied: it takes the place of whatever the parent says. */
  supplied: DomainName | null;
}

/** Judges the reply of a server of `zone` to `question`. RFC 1034 5.3.3 step 4; RFC 2181 5.4.1 for the AA bit. */
export function judgeResponse(message: Message, { zone, question, hopId, supplied }: Asked): Judgement {
  if (message.flags.includes('tc')) return { worth: 'nothing' };
  const response = classifyResponse(message, zone, question);
  if (supplied !== null && isReplaced(response, supplied))
    return { worth: 'decisive', step: { kind: 'referral', zone: supplied, hopId } };
  switch (response.kind) {
    case 'referral':
      return { worth: 'decisive', step: { kind: 'referral', zone: response.zone, hopId } };
    case 'answer':
      return {
        worth: response.authoritative ? 'decisive' : 'doubtful',
        step: { kind: 'answer', records: response.records, hopId },
      };
    case 'alias':
      return {
        worth: response.authoritative ? 'decisive' : 'doubtful',
        step: { kind: 'alias', link: response.link, hopId },
      };
    case 'nodata':
    case 'nxdomain': {
      // A denial signed by a zone above this one comes from a server that does not have the zone.
      const fromAbove = response.soaOwner !== null && !isWithin(response.soaOwner, zone);
      if (fromAbove) return { worth: 'nothing' };
      return { worth: response.authoritative ? 'denial' : 'doubtful', step: { kind: response.kind, hopId } };
    }
    case 'referral-self':
    case 'referral-up':
    case 'referral-sideways':
    case 'empty':
    case 'rcode':
      return { worth: 'nothing' };
  }
}

/** Whether a supplied delegation stands for what was said: for all that a working parent may say, but for a referral to a
 *  zone that is still above it. */
function isReplaced(response: ResponseClass, supplied: DomainName): boolean {
  if (response.kind === 'referral') return !isBelow(supplied, response.zone);
  return ['answer', 'alias', 'nodata', 'nxdomain'].includes(response.kind);
}
