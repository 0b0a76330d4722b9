// Messages for tests, written as their records are.
import type { Message, ResourceRecord } from '../message.ts';
import { parseDomainName } from '../names.ts';

/** A record from `owner ttl type data`. */
export function record(line: string): ResourceRecord {
  const [owner = '', ttl = '', type = '', ...data] = line.split(' ');
  return { name: parseDomainName(owner), ttl: Number(ttl), type, data: data.join(' ') };
}

type Written = Partial<Omit<Message, 'answer' | 'authority' | 'additional'>> & {
  answer?: readonly string[];
  authority?: readonly string[];
  additional?: readonly string[];
};

/** A reply with AA and nothing in it, but for what is given. */
export function message({ answer = [], authority = [], additional = [], ...rest }: Written = {}): Message {
  return {
    id: 1,
    flags: ['qr', 'aa'],
    opcode: 0,
    rcode: 'NOERROR',
    question: null,
    edns: null,
    sizeBytes: 100,
    problems: [],
    ...rest,
    answer: answer.map(record),
    authority: authority.map(record),
    additional: additional.map(record),
  };
}
