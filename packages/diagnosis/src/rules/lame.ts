// Lame servers: each address the parent delegates to that does not serve the zone. RFC 1034 4.2, RFC 9499 7, RFC 8906.
import { type Finding, type HopState } from '@delegraph/model';
import { counted, listed, optionalList, textParam, zoneText } from '../phrases.ts';
import type { Rule, RuleText } from '../rule.ts';
import { type JudgedAddress, type LameCode } from '../server-standing.ts';

/** A server is not called lame on fewer tries than this without saying that it is not certain. */
const CERTAIN_TRIES = 3;

type LameText = Omit<RuleText, 'sentence' | 'contact'> & { says: (finding: Finding) => string };

const TEXTS: Readonly<Record<LameCode, LameText>> = {
  'lame-refused': {
    title: 'Lame: refused',
    says: () => 'answers REFUSED',
    fix: ({ zone }) =>
      `The server is up but does not serve ${zone}. Load the zone there, or remove this name server at the registrar and in the zone.`,
    reference: ['RFC 1034 section 4.2', 'RFC 9499 section 7', 'RFC 8906'],
  },
  'lame-servfail': {
    title: 'Lame: server failure',
    says: () => 'answers SERVFAIL',
    fix: ({ zone }) =>
      `Usually an expired secondary or a broken zone file. Check the transfer of ${zone} from its primary, the server's log, and the SOA expire time.`,
    reference: ['RFC 1035 section 4.1.1', 'RFC 9520'],
  },
  'lame-notauth': {
    title: 'Lame: cannot answer',
    says: (finding) => `answers ${textParam(finding, 'rcode')}`,
    fix: ({ zone }) =>
      `Either ${zone} is not configured there, or something that is no name server answers on port 53.`,
    reference: ['RFC 1035 section 4.1.1', 'RFC 2136 section 2.2'],
  },
  'lame-timeout': {
    title: 'Lame: no answer',
    says: ({ seen }) => `answered none of ${counted(seen?.count ?? 0, 'try', 'tries')}`,
    fix: () =>
      'The server is down, the address is dead, or a firewall drops the packets. Restore it, or remove the name server and its glue.',
    reference: ['RFC 2182 section 5', 'RFC 8906'],
  },
  'lame-unreachable': {
    title: 'Lame: unreachable',
    says: () => 'refuses connections: nothing listens on the DNS port',
    fix: () =>
      'The host is up but runs no name server, or routing to it is broken. Start the server, or remove its address.',
    reference: ['RFC 1122 section 4.1.3.3', 'RFC 8906'],
  },
  'lame-not-authoritative': {
    title: 'Lame: not authoritative',
    says: () => 'answers without authority (AA not set)',
    fix: ({ zone }) =>
      `Serve ${zone} there as primary or secondary. What answers now is not authoritative: a forwarder, a stub zone, or a load balancer that rewrites flags.`,
    reference: ['RFC 1034 section 4.2.1', 'RFC 2181 section 5.4.1', 'RFC 9499 section 7'],
  },
  'lame-cached-recursion': {
    title: 'Lame: a resolver',
    says: () => 'answers from a cache, as a recursive resolver does (no AA, RA set, the TTL partly gone)',
    fix: ({ zone }) =>
      `A recursive resolver stands in the delegation of ${zone}. Replace it by a server that has the zone.`,
    reference: ['RFC 1034 section 4.2.1', 'RFC 9499 section 7'],
  },
  'lame-upward-referral': {
    title: 'Lame: refers upward',
    says: (finding) => `refers back up, to ${zoneText(textParam(finding, 'referredTo'))}`,
    fix: ({ zone }) =>
      `The server does not know ${zone} and hands back its root hints. Add the zone, or remove the name server.`,
    reference: ['RFC 1034 section 4.3.2', 'RFC 9499 section 7'],
  },
  'lame-self-referral': {
    title: 'Lame: refers to itself',
    says: () => 'refers to the zone itself instead of answering from it',
    fix: ({ zone }) => `The server has the NS records of ${zone} but not the zone. Load the zone there.`,
    reference: ['RFC 1034 section 4.3.2'],
  },
  'lame-sideways-referral': {
    title: 'Lame: refers elsewhere',
    says: (finding) => `refers to another zone, ${zoneText(textParam(finding, 'referredTo'))}`,
    fix: ({ zone }) =>
      `Its records cannot help to resolve names in ${zone}. Correct the server's configuration, or remove it.`,
    reference: ['RFC 1034 section 4.3.2'],
  },
  'lame-nxdomain-apex': {
    title: 'Lame: says it does not exist',
    says: () => 'says that the zone does not exist (NXDOMAIN)',
    fix: ({ zone }) =>
      `The server holds a zone above ${zone} but not ${zone}, so it denies the whole domain, and resolvers remember that. Load the zone there at once, or remove the name server.`,
    reference: ['RFC 8020', 'RFC 2308 section 2.1'],
  },
  'lame-nodata-apex': {
    title: 'Lame: no zone here',
    says: () => 'has the name, but not as a zone (no SOA at the apex)',
    fix: ({ zone }) =>
      `Load ${zone} there, or remove the name server: on this server the name is no zone apex.`,
    reference: ['RFC 1034 section 4.2.1'],
  },
  'lame-empty-response': {
    title: 'Lame: empty response',
    says: () => 'answers with nothing: no records, no SOA, no referral',
    fix: () => 'A broken responder or a device in front of the server. Replace it.',
    reference: ['RFC 2308 section 2.2', 'RFC 8906'],
  },
  'lame-wrong-soa-owner': {
    title: 'Lame: another zone',
    says: (finding) => `answers with the SOA record of ${zoneText(textParam(finding, 'soaOwner'))}`,
    fix: ({ zone }) =>
      `The server serves another zone, or another view, in place of ${zone}. Load ${zone} there, or remove the name server.`,
    reference: ['RFC 2308 section 3', 'RFC 1034 section 4.2.1'],
  },
};

export const lameRules: readonly Rule[] = Object.entries(TEXTS).map(([code, { says, ...text }]) => ({
  ...text,
  code,
  severity: 'error',
  contact: 'server-operator',
  sentence: (finding) => {
    const also = optionalList(finding, 'alsoNamed');
    const errors = optionalList(finding, 'extendedErrors');
    return [
      `${finding.nameServer} (${finding.address})`,
      also.length > 0 ? `, also named ${listed(also)},` : '',
      ` ${says(finding)}`,
      errors.length > 0 ? ` (${errors.join('; ')})` : '',
      `, asked for ${zoneText(finding.zone)}`,
      finding.confidence === 'low'
        ? `; this was seen in ${counted(finding.seen?.count ?? 0, 'try', 'tries')} only, and is not certain`
        : '',
      '.',
    ].join('');
  },
  find: (_, servers) =>
    Array.from(servers, ([zone, addresses]) =>
      addresses.flatMap((server) => (isLameBy(code, server) ? findingFor(zone, server) : [])),
    ).flat(),
}));

function isLameBy(code: string, { standing }: JudgedAddress): boolean {
  return standing.kind === 'lame' && standing.code === code;
}

function findingFor(zone: Finding['zone'], { address, nameServers, standing }: JudgedAddress): Finding[] {
  if (standing.kind !== 'lame') return [];
  const { code, evidence, tries } = standing;
  // The name it was asked by: others may become known, before it or after it in the NS RRset.
  const { nameServer } = evidence[0]!;
  const alsoNamed = nameServers.filter((name) => name !== nameServer);
  return [
    {
      code,
      severity: 'error',
      confidence: tries >= CERTAIN_TRIES || !NEEDS_TRIES.has(code) ? 'high' : 'low',
      scope: 'address',
      zone,
      nameServer,
      address,
      seen: { count: tries, of: tries },
      evidence: evidence.map(({ id }) => id),
      params: paramsOf(evidence[0]!, alsoNamed),
    },
  ];
}

/** What one lost or unlucky packet could imitate. */
const NEEDS_TRIES: ReadonlySet<LameCode> = new Set([
  'lame-refused',
  'lame-servfail',
  'lame-notauth',
  'lame-timeout',
  'lame-unreachable',
]);

function paramsOf({ result }: HopState, alsoNamed: readonly string[]): Finding['params'] {
  const params: Record<string, string | readonly string[]> = {};
  if (alsoNamed.length > 0) params['alsoNamed'] = alsoNamed;
  if (result.status !== 'answered') return params;
  params['rcode'] = result.message.rcode;
  const { response } = result;
  if (response.kind === 'referral-up' || response.kind === 'referral-sideways')
    params['referredTo'] = response.zone;
  const soa = [...result.message.answer, ...result.message.authority].find(({ type }) => type === 'SOA');
  if (soa) params['soaOwner'] = soa.name;
  const said =
    result.message.edns?.extendedErrors.map(({ code, text }) => `EDE ${code}${text ? `: ${text}` : ''}`) ??
    [];
  if (said.length > 0) params['extendedErrors'] = said;
  return params;
}
