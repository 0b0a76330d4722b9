// Why a query was asked, what its reply says, and what the trace made of it.
import { type HopState, type ResponseClass, type TraceState, formOf, probePurpose } from '@delegraph/model';
import { countText, durationText } from '../../units.ts';
import { recordUses } from '../record-use.ts';
import { tryText } from '../try-text.ts';
import { type Explanation, explanation, listed, zoneWords } from './explanation.ts';

export function explainQuery(state: TraceState, hop: HopState): Explanation {
  const { result } = hop;
  const kind = result.status === 'answered' ? result.response.kind : null;
  return explanation(
    [
      { title: 'Why it was asked', sentences: reasonSentences(state, hop) },
      { title: 'What came back', sentences: replySentences(hop) },
      { title: 'What was made of it', sentences: useSentences(state, hop) },
    ],
    [
      kind === 'referral' && 'referral',
      kind === 'referral' && 'glue',
      kind === 'alias' && 'CNAME',
      kind === 'nodata' && 'NODATA',
      kind === 'nxdomain' && 'NXDOMAIN',
      'authoritative server',
    ],
  );
}

function reasonSentences(state: TraceState, hop: HopState): string[] {
  const { nameServer, address, zone, probe, lookupId } = hop;
  const lookup = state.lookups[lookupId];
  const where = `${nameServer} (${address}) was asked as a server of ${zoneWords(zone)}`;
  if (probe !== 'walk') return [`${where}, ${probePurpose(probe)}.`];
  if (!lookup) return [`${where}.`];
  return [`${where}: the search for ${lookup.question.name} ${lookup.question.type} had come that far.`];
}

function replySentences(hop: HopState): string[] {
  const { tries, result, question } = hop;
  const trials =
    tries.length > 1
      ? [`It took ${tries.length} tries. ${tries.map((attempt) => `${tryText(attempt)}.`).join(' ')}`]
      : [];
  if (result.status === 'asking') return ['Nothing so far.'];
  if (result.status === 'skipped') return [];
  if (result.status === 'failed') {
    const after = durationText(result.elapsedMs);
    const failures = {
      timeout: `Nothing came back within ${after}.`,
      unreachable: `The network said after ${after} that nobody can be reached there.`,
      malformed: `What came back after ${after} cannot be read as a reply.`,
      mismatched: `What came back after ${after} is no reply to this query.`,
    };
    return [...trials, failures[result.reason]];
  }
  const { message, response } = result;
  const isFromZone = formOf(hop.probe).class !== 'CH';
  return [
    ...trials,
    responseSentence(response, `${question.name} ${question.type}`),
    ...(isFromZone && 'authoritative' in response
      ? [
          response.authoritative
            ? 'The server says so with authority (aa): it knows the zone of itself.'
            : 'It does not say so with authority: aa is not set.',
        ]
      : []),
    ...(message.flags.includes('tc') ? ['It was cut off (tc): the whole of it is to be had over TCP.'] : []),
    ...(message.flags.includes('ra')
      ? ['It offers to search for others (ra), as resolvers do and servers of zones should not.']
      : []),
    ...(message.flags.includes('ad') ? ['It says that it has validated this (ad).'] : []),
    ...(message.edns === null && (tries.at(-1)?.edns ?? false)
      ? [
          'It has no OPT record, though the query had one: the server knows nothing of EDNS, or something on the way took it out.',
        ]
      : []),
  ];
}

function responseSentence(response: ResponseClass, asked: string): string {
  switch (response.kind) {
    case 'answer':
      return `It answers ${asked} with ${countText(response.records.length, 'record')}.`;
    case 'alias':
      return response.link.type === 'CNAME'
        ? `It says that ${response.link.owner} is an alias: CNAME to ${response.link.target}.`
        : `It says that all below ${response.link.owner} is found elsewhere (DNAME): ${response.link.name} is to be looked for as ${response.link.target}.`;
    case 'nodata':
      return `It says that the name of ${asked} exists and has no record of this type; the SOA record of ${response.soaOwner} goes with that.`;
    case 'nxdomain':
      return `It says that the name of ${asked} does not exist.`;
    case 'referral':
      return `It has no answer, and refers to the servers of ${response.zone}, which is nearer to the name.`;
    case 'referral-self':
      return 'It refers to the very zone whose server it is asked as: that leads nowhere.';
    case 'referral-up':
      return `It refers upwards, to ${zoneWords(response.zone)}, where the search came from: it does not have the zone.`;
    case 'referral-sideways':
      return `It refers to ${response.zone}, which is not on the way to the name.`;
    case 'empty':
      return 'It answers without an error, and says nothing: no record, no referral, no SOA record.';
    case 'rcode':
      return `It answers ${response.rcode}${RCODE_WORDS[response.rcode] ?? ''}.`;
  }
}

const RCODE_WORDS: Readonly<Record<string, string>> = {
  REFUSED: ': it will not answer this to us, mostly because it does not have the zone',
  SERVFAIL: ': it cannot answer, though it may be meant to',
  NOTAUTH: ': it says that it is not responsible for the zone',
  FORMERR: ': it says that it cannot read the query',
  BADVERS: ': it does not know this version of EDNS',
  NOTIMP: ': it says that it does not know this kind of query',
};

function useSentences(state: TraceState, hop: HopState): string[] {
  const { result, probe } = hop;
  if (result.status !== 'answered' || probe !== 'walk') return [];
  const uses = [...recordUses(hop).values()];
  const count = (use: string) => uses.filter((each) => each === use).length;
  const said = [
    [count('referral'), 'NS record', 'named the servers to go on with'],
    [count('glue'), 'address', 'was taken as glue'],
    [count('signed'), 'DS record', 'told that the zone is signed'],
    [count('ignored'), 'address', 'was passed over, because this server has no say about that name'],
    [count('answer'), 'record', 'is the answer'],
    [count('alias'), 'record', 'gave the name to go on with'],
  ] as const;
  const made = said
    .filter(([number]) => number > 0)
    .map(
      ([number, noun, did]) =>
        `${countText(number, noun, noun === 'address' ? 'addresses' : `${noun}s`)} ${plural(did, number)}`,
    );
  const next = result.response.kind === 'referral' ? nextOf(state, hop, result.response.zone) : undefined;
  return [
    ...(made.length > 0 ? [`${listed(made, 6)}.`] : []),
    ...(next
      ? [
          `The search went on with ${next.nameServer} (${next.address}), ${durationText(Math.max(0, next.sentAtMs - hop.sentAtMs))} after this query was sent.`,
        ]
      : []),
  ];
}

function plural(did: string, number: number): string {
  if (number === 1) return did;
  return did.replace(/^was /, 'were ').replace(/^is /, 'are ');
}

/** The next query of the same search to a server of the zone referred to. */
function nextOf(state: TraceState, { id, lookupId }: HopState, zone: string): HopState | undefined {
  return state.hops.find(
    (other) =>
      other.id > id &&
      other.lookupId === lookupId &&
      other.probe === 'walk' &&
      other.zone === zone &&
      other.tries.length > 0,
  );
}
