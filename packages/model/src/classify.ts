// Names a response before anybody acts on it. RFC 1034 5.3.3, RFC 2308, RFC 6672.
import type { Message, Question, ResourceRecord } from './message.ts';
import { targetOf } from './message.ts';
import { type DomainName, DomainNameError, ROOT, isBelow, isWithin, replaceSuffix } from './names.ts';

/** One step of an alias chain: what a CNAME says of its owner, or a DNAME of a name below it. */
export interface AliasLink {
  type: 'CNAME' | 'DNAME';
  /** The name that was asked for. */
  name: DomainName;
  /** The owner of the record: the same name for a CNAME, an ancestor for a DNAME. */
  owner: DomainName;
  target: DomainName;
  ttl: number;
}

/** What a response says, seen from the zone its server was asked about. */
export type ResponseClass =
  | { kind: 'answer'; authoritative: boolean; records: ResourceRecord[] }
  | { kind: 'alias'; authoritative: boolean; link: AliasLink }
  | { kind: 'nodata'; authoritative: boolean; soaOwner: DomainName }
  | { kind: 'nxdomain'; authoritative: boolean; soaOwner: DomainName | null }
  | { kind: 'referral'; zone: DomainName }
  | { kind: 'referral-self' }
  | { kind: 'referral-up'; zone: DomainName }
  | { kind: 'referral-sideways'; zone: DomainName }
  | { kind: 'empty'; authoritative: boolean }
  | { kind: 'rcode'; rcode: string };

/** Classifies `message`, the reply of a server of `zone` to `question`. The order of the tests is the rule:
 *  RCODE, answer, alias, NXDOMAIN, NODATA, referral. Does not judge whether the server should have said so.
 *  A DNAME that would make a name of more than 255 octets counts as YXDOMAIN, as it should have been said (RFC 6672 2.2). */
export function classifyResponse(message: Message, zone: DomainName, question: Question): ResponseClass {
  const authoritative = message.flags.includes('aa');
  if (message.rcode !== 'NOERROR' && message.rcode !== 'NXDOMAIN')
    return { kind: 'rcode', rcode: message.rcode };

  const records = message.answer.filter((record) => answers(record, question));
  if (records.length > 0) return { kind: 'answer', authoritative, records };

  // The RCODE of a reply with an alias is that of the last name in the chain (RFC 2308 2.1), which is asked by itself.
  const link = aliasIn(message.answer, question.name);
  if (link === 'too-long') return { kind: 'rcode', rcode: 'YXDOMAIN' };
  if (link) return { kind: 'alias', authoritative, link };

  const soa = message.authority.find((record) => record.type === 'SOA');
  // Some servers add NS records to a name error: it is an answer still (RFC 8020).
  if (message.rcode === 'NXDOMAIN') return { kind: 'nxdomain', authoritative, soaOwner: soa?.name ?? null };
  if (soa) return { kind: 'nodata', authoritative, soaOwner: soa.name };

  const owner = message.authority.find((record) => record.type === 'NS')?.name;
  if (owner === undefined) return { kind: 'empty', authoritative };
  if (owner === zone) return { kind: 'referral-self' };
  if (isBelow(owner, zone) && isWithin(question.name, owner)) return { kind: 'referral', zone: owner };
  if (isWithin(zone, owner) || owner === ROOT) return { kind: 'referral-up', zone: owner };
  return { kind: 'referral-sideways', zone: owner };
}

function answers(record: ResourceRecord, question: Question): boolean {
  if (record.name !== question.name) return false;
  return question.type === 'ANY' ? record.type !== 'RRSIG' : record.type === question.type;
}

function aliasIn(answer: readonly ResourceRecord[], name: DomainName): AliasLink | 'too-long' | null {
  const dname = answer.find((record) => record.type === 'DNAME' && isBelow(name, record.name));
  const dnameTarget = dname && targetOf(dname);
  if (dname && dnameTarget) {
    const target = redirected(name, dname.name, dnameTarget);
    return target ? { type: 'DNAME', name, owner: dname.name, target, ttl: dname.ttl } : 'too-long';
  }
  const cname = answer.find((record) => record.type === 'CNAME' && record.name === name);
  const target = cname && targetOf(cname);
  return cname && target ? { type: 'CNAME', name, owner: name, target, ttl: cname.ttl } : null;
}

/** What a DNAME makes of `name`. Null when that is too long to be a name. */
function redirected(name: DomainName, owner: DomainName, target: DomainName): DomainName | null {
  try {
    return replaceSuffix(name, owner, target);
  } catch (error) {
    if (error instanceof DomainNameError) return null;
    throw error;
  }
}
