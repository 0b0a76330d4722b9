// What each server of each zone does: whether it serves, with which serial, and what it answers.
import { type JudgedAddress, judgeServers } from '@delegraph/diagnosis';
import {
  type HopState,
  type ResourceRecord,
  type TraceState,
  type ZoneState,
  questionChain,
} from '@delegraph/model';
import { type Account, type Fact, sorted } from './fact.ts';
import { recordsValue } from './trace-facts.ts';

export function serverAccount(state: TraceState): Account {
  const judged = judgeServers(state);
  const asked = new Set(questionChain(state).map(({ id }) => id));
  return {
    facts: state.zones.flatMap((zone) => {
      const servers = judged.get(zone.name) ?? [];
      return [
        ...servers.flatMap((server) => [
          ...standingFacts(zone, server),
          ...serialFacts(zone, server),
          ...answerFacts(zone, server, asked),
        ]),
        ...soaFacts(zone, servers),
      ];
    }),
    // Whoever is known and did not say it was not heard, or is lame, which its standing says.
    rulesOut({ zone, address }) {
      const servers = zone === null ? undefined : judged.get(zone);
      if (!servers) return true;
      return address !== undefined && !servers.some((server) => server.address === address);
    },
  };
}

function aboutServer(zone: ZoneState, { address, nameServers }: JudgedAddress) {
  const nameServer = nameServers[0]!;
  return { zone: zone.name, nameServer, address, where: `${nameServer} (${address})` };
}

function standingFacts(zone: ZoneState, server: JudgedAddress): Fact[] {
  const { standing } = server;
  if (standing.kind === 'pending' || standing.kind === 'untested') return [];
  const { where, ...about } = aboutServer(zone, server);
  const value =
    standing.kind === 'serves' ? SERVES : `lame: ${standing.code.slice('lame-'.length).replaceAll('-', ' ')}`;
  return [{ ...about, aspect: 'standing', id: server.address, what: `standing of ${where}`, value }];
}

/** The value of a standing that is no lameness. */
export const SERVES = 'serves';

function serialFacts(zone: ZoneState, server: JudgedAddress): Fact[] {
  const soa = server.hops.flatMap((hop) => soaOf(zone, hop))[0];
  const serial = soa?.data.split(' ')[2];
  if (serial === undefined) return [];
  const { where, ...about } = aboutServer(zone, server);
  return [{ ...about, aspect: 'serial', id: server.address, what: `serial at ${where}`, value: serial }];
}

/** All of the SOA but its serial. */
function soaFacts(zone: ZoneState, servers: readonly JudgedAddress[]): Fact[] {
  const soas = servers.flatMap(({ hops }) => hops.flatMap((hop) => soaOf(zone, hop)));
  const values = sorted(
    soas.map(({ data }) => {
      const [mname, rname, , ...times] = data.toLowerCase().split(' ');
      return [mname, rname, ...times].join(' ');
    }),
  );
  if (values.length === 0) return [];
  return [
    { aspect: 'soa', id: 'soa', zone: zone.name, what: 'SOA without its serial', value: values.join(' or ') },
  ];
}

function soaOf(zone: ZoneState, { probe, result }: HopState): ResourceRecord[] {
  if (probe !== 'apex-soa' && probe !== 'own-soa') return [];
  if (result.status !== 'answered' || result.response.kind !== 'answer') return [];
  if (!result.response.authoritative) return [];
  return result.message.answer.filter(({ type, name }) => type === 'SOA' && name === zone.name).slice(0, 1);
}

/** What the server said to the question and its aliases, as far as that was an answer. */
function answerFacts(zone: ZoneState, server: JudgedAddress, asked: ReadonlySet<number>): Fact[] {
  const hops = server.hops.filter(({ probe, lookupId }) => probe === 'walk' && asked.has(lookupId));
  const { where, ...about } = aboutServer(zone, server);
  return [...Map.groupBy(hops, ({ question }) => `${question.name} ${question.type}`)].flatMap(
    ([question, same]): Fact[] => {
      const said = same.map(answerValue).find((value) => value !== null);
      if (!said) return [];
      const id = `${server.address} ${question}`;
      return [{ ...about, aspect: 'server-answer', id, what: `${question} at ${where}`, ...said }];
    },
  );
}

function answerValue({ question, result }: HopState): Pick<Fact, 'value' | 'comparable'> | null {
  if (result.status !== 'answered') return null;
  const { response, message } = result;
  switch (response.kind) {
    case 'answer':
    case 'alias':
      return recordsValue(message.answer.filter(({ type }) => type !== 'RRSIG'));
    case 'nxdomain':
      return { value: 'no such name (NXDOMAIN)' };
    case 'nodata':
      return { value: `no ${question.type} record (NODATA)` };
    default:
      return null;
  }
}
