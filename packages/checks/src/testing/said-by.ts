// What a message says, as far as no server is free to leave it out: how two servers are compared.
import { type DomainName, type Message, isWithin } from '@delegraph/model';

/** RCODE, flags, and the records that matter. Authority and additional section of an answer do not, nor does where an
 *  alias leads outside `zone`, in another zone of the same server. */
export function saidBy({ rcode, flags, answer, authority, additional }: Message, zone: DomainName): string[] {
  const isNegative = answer.length === 0;
  const isReferral = isNegative && !flags.includes('aa');
  const records = [
    ...answer.filter(({ name }) => isWithin(name, zone)),
    ...(isNegative ? authority : []),
    ...(isReferral ? additional : []),
  ];
  const lines = records
    .filter(({ type }) => !['RRSIG', 'NSEC', 'NSEC3'].includes(type))
    .map(({ name, ttl, type, data }) => `${name} ${ttl} ${type} ${data}`);
  return [rcode, flags.join(' '), ...lines.toSorted()];
}
