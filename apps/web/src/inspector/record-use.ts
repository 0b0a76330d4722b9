// What the trace made of each record of a reply: the reason to go on, or why it was passed over.
import {
  type HopState,
  type Message,
  type ResourceRecord,
  type ResponseClass,
  isAddressRecord,
  isWithin,
  targetOf,
} from '@delegraph/model';

export type RecordUse = 'referral' | 'glue' | 'signed' | 'answer' | 'alias' | 'denial' | 'ignored' | 'unused';

export const USE_WORDS: Readonly<Record<RecordUse, string>> = {
  referral: 'a name server of the zone we are referred to',
  glue: 'the address of one of these name servers',
  signed: 'says that the zone is signed, and with which key',
  answer: 'the answer',
  alias: 'the search goes on with this name',
  denial: 'says for how long the denial holds',
  ignored: 'out of bailiwick: this server has no say about that name, so its address is looked up elsewhere',
  unused: 'not what was asked: nothing follows from it',
};

/** By section and place in it: `authority 0`. Nothing of a query that only examines a server. */
export function recordUses({ probe, result, zone }: HopState): ReadonlyMap<string, RecordUse> {
  const uses = new Map<string, RecordUse>();
  if (probe !== 'walk' || result.status !== 'answered') return uses;
  const { message, response } = result;
  const note = (section: 'answer' | 'authority' | 'additional', use: (record: ResourceRecord) => RecordUse) =>
    message[section].forEach((record, index) => uses.set(`${section} ${index}`, use(record)));
  note('answer', (record) => useInAnswer(record, response));
  note('authority', (record) => useInAuthority(record, response));
  const servers = response.kind === 'referral' ? serversOf(message, response.zone) : new Set<string>();
  note('additional', (record) => {
    if (!isAddressRecord(record) || !servers.has(record.name)) return 'unused';
    return isWithin(record.name, zone) ? 'glue' : 'ignored';
  });
  return uses;
}

function useInAnswer(record: ResourceRecord, response: ResponseClass): RecordUse {
  if (response.kind === 'answer') {
    const isAnswer = response.records.some(
      ({ name, type, data }) => name === record.name && type === record.type && data === record.data,
    );
    return isAnswer ? 'answer' : 'unused';
  }
  const isLink =
    response.kind === 'alias' && record.type === response.link.type && record.name === response.link.owner;
  return isLink ? 'alias' : 'unused';
}

function useInAuthority(record: ResourceRecord, response: ResponseClass): RecordUse {
  if (response.kind === 'referral' && record.name === response.zone) {
    if (record.type === 'NS') return 'referral';
    if (record.type === 'DS') return 'signed';
  }
  const isDenial = response.kind === 'nodata' || response.kind === 'nxdomain';
  return isDenial && record.type === 'SOA' && record.name === response.soaOwner ? 'denial' : 'unused';
}

function serversOf({ authority }: Message, zone: string): Set<string> {
  const named = authority.filter(({ type, name }) => type === 'NS' && name === zone);
  return new Set(named.flatMap((record) => targetOf(record) ?? []));
}
