// Writes the event log of a trace that never happened: the tests say who is asked and what comes back.
import {
  type AliasLink,
  type DomainName,
  type Finding,
  type LookupOutcome,
  type LookupPurpose,
  type Message,
  type NameServerAddresses,
  type Question,
  type ResourceRecord,
  type TraceEvent,
  type TraceFact,
  type TraceState,
  ROOT,
  initialTraceState,
  isWithin,
  parseDomainName,
  reduceTrace,
} from '@delegraph/model';

/** Name servers with their addresses: `{ 'ns1.shop.test': ['192.0.2.53'] }`. */
export type Servers = Readonly<Record<string, readonly string[]>>;

/** What one address says: a message's RCODE and sections, `timeout`, nothing yet, or not asked at all. */
export type Reply =
  | Partial<Pick<Message, 'rcode' | 'answer' | 'authority' | 'additional' | 'flags'>>
  | 'timeout'
  | 'pending'
  | 'skipped';

export function eventLog(question: string, roots: Servers) {
  const events: TraceEvent[] = [];
  const zones = new Map<string, NameServerAddresses[]>();
  let hops = 0;
  let lookups = 0;

  function log(fact: TraceFact | { type: 'finding-raised'; finding: Finding }): void {
    events.push({ ...fact, seq: events.length, atMs: 3 * events.length });
  }

  /** Asks every address of the zone; answers with the hop ids. */
  function ask(
    lookupId: number,
    zone: string,
    asked: string,
    reply: (address: string, nameServer: string) => Reply,
  ): number[] {
    const name = parseDomainName(zone);
    const targets = (zones.get(zone) ?? []).flatMap((server) =>
      server.addresses.map((from) => ({
        hopId: hops++,
        lookupId,
        zone: name,
        nameServer: server.name,
        address: from.address,
        addressSource: from.source,
        question: readQuestion(asked),
        probe: 'walk' as const,
      })),
    );
    for (const target of targets) {
      if (reply(target.address, target.nameServer) === 'skipped')
        log({ type: 'query-skipped', reason: 'no-ipv6', ...target });
      else log({ type: 'query-sent', ...target });
    }
    for (const target of targets) {
      const said = reply(target.address, target.nameServer);
      const elapsedMs = 9 + ((target.hopId * 7) % 31);
      if (said === 'timeout') {
        log({ type: 'query-failed', hopId: target.hopId, elapsedMs: 2000, tries: [], reason: 'timeout' });
      } else if (typeof said === 'object') {
        const message = messageOf(target.question, said);
        log({ type: 'response-received', hopId: target.hopId, elapsedMs, tries: [], message, wire: '' });
      }
    }
    return targets.map(({ hopId }) => hopId);
  }

  const started = {
    events,
    ask,

    lookup(
      purpose: LookupPurpose,
      asked: string,
      about: { zone?: string; parent?: number; neededBy?: string } = {},
    ): number {
      const { zone = '.', parent = null, neededBy } = about;
      log({
        type: 'lookup-started',
        lookupId: lookups,
        purpose,
        question: readQuestion(asked),
        zone: parseDomainName(zone),
        parentLookupId: parent,
        ...(neededBy === undefined ? {} : { neededBy: parseDomainName(neededBy) }),
      });
      lookups += 1;
      return lookups - 1;
    },

    /** Every address of `parent` refers to `zone`; name servers inside the parent get their addresses as glue. */
    refer(
      lookupId: number,
      parent: string,
      zone: string,
      servers: Servers,
      options: {
        signed?: boolean;
        glue?: (nameServer: string) => boolean;
        reply?: (address: string) => Reply | null;
      } = {},
    ): number[] {
      const { signed = false, glue = () => true, reply = () => null } = options;
      const child = parseDomainName(zone);
      const trusted = (server: string) =>
        isWithin(parseDomainName(server), parseDomainName(parent)) && glue(server);
      const referral: Reply = {
        flags: ['qr'],
        authority: Object.keys(servers).map((server) => record(zone, 'NS', `${server}.`)),
        additional: Object.entries(servers)
          .filter(([server]) => trusted(server))
          .flatMap(([server, addresses]) => addresses.map((address) => addressRecord(server, address))),
      };
      const asked = currentQuestion(events, lookupId);
      const hopIds = ask(lookupId, parent, asked, (address) => reply(address) ?? referral);
      const nameServers = Object.entries(servers).map(([server, addresses]) => ({
        name: parseDomainName(server),
        addresses: trusted(server) ? addresses.map((address) => ({ address, source: 'glue' as const })) : [],
      }));
      zones.set(zone, nameServers);
      const from =
        hopIds.find((_, index) => reply(addressesOf(zones, parent)[index]!) === null) ?? hopIds[0]!;
      log({
        type: 'delegation-learned',
        zone: child,
        parent: parseDomainName(parent),
        hopId: from,
        nameServers,
        signed,
      });
      return hopIds;
    },

    learnAddresses(zone: string, nameServer: string, addresses: readonly string[], lookupId: number): void {
      const found = addresses.map((address) => ({ address, source: 'lookup' as const }));
      zones.set(
        zone,
        zones
          .get(zone)!
          .map((server) => (server.name === nameServer ? { ...server, addresses: found } : server)),
      );
      const name = parseDomainName(nameServer);
      log({
        type: 'addresses-learned',
        zone: parseDomainName(zone),
        nameServer: name,
        addresses: found,
        lookupId,
      });
    },

    endLookup(lookupId: number, outcome: LookupOutcome): void {
      if (outcome.kind === 'alias' && outcome.next !== null) {
        log({ type: 'alias-followed', lookupId, link: outcome.link, next: outcome.next });
      }
      log({ type: 'lookup-ended', lookupId, outcome });
    },

    raise(
      code: string,
      severity: Finding['severity'],
      about: { zone: string; nameServer?: string; address?: string; evidence?: number[] },
    ): void {
      const { zone, nameServer, address, evidence = [] } = about;
      log({
        type: 'finding-raised',
        finding: {
          code,
          severity,
          confidence: 'high',
          scope: address === undefined ? (nameServer === undefined ? 'zone' : 'name-server') : 'address',
          zone: parseDomainName(zone),
          ...(nameServer === undefined ? {} : { nameServer: parseDomainName(nameServer) }),
          ...(address === undefined ? {} : { address }),
          evidence,
          params: {},
        },
      });
    },

    end(): TraceEvent[] {
      log({ type: 'trace-ended', status: 'done', reason: null });
      return events;
    },
  };

  const hints = Object.entries(roots).map(([name, addresses]) => ({
    name: parseDomainName(name),
    addresses: addresses.map((address) => ({ address, source: 'hint' as const })),
  }));
  zones.set(ROOT, hints);
  log({
    type: 'trace-started',
    question: readQuestion(question),
    profile: 'lab',
    vantage: { name: 'test', ipv4: true, ipv6: true },
    engine: 'test 1',
    startedAt: '2026-11-21T07:31:04Z',
    roots: hints,
  });
  return started;
}

/** Thirteen servers with an IPv4 and an IPv6 address each, as the root and large top-level domains have. */
export function thirteen(suffix: string, net: number): Servers {
  return Object.fromEntries(
    Array.from('abcdefghijklm', (letter, index) => [
      `${letter}.${suffix}`,
      [`198.51.100.${net + index}`, `2001:db8:${net}:${index + 1}::53`],
    ]),
  );
}

export function stateOf(events: readonly TraceEvent[]): TraceState {
  return events.reduce(reduceTrace, initialTraceState);
}

export function record(name: string, type: string, data: string, ttl = 300): ResourceRecord {
  return { name: parseDomainName(name), type, ttl, data };
}

export function addressRecord(name: string, address: string, ttl = 86400): ResourceRecord {
  return record(name, address.includes(':') ? 'AAAA' : 'A', address, ttl);
}

export function cname(name: string, target: string, ttl: number): AliasLink {
  const owner = parseDomainName(name);
  return { type: 'CNAME', name: owner, owner, target: parseDomainName(target), ttl };
}

/** An authoritative answer with these records. */
export function answers(...records: ResourceRecord[]): Reply {
  return { flags: ['qr', 'aa'], answer: records };
}

function readQuestion(text: string): Question {
  const [name = '', type = 'A'] = text.split(' ');
  return { name: parseDomainName(name), type };
}

function currentQuestion(events: readonly TraceEvent[], lookupId: number): string {
  const started = events.find((event) => event.type === 'lookup-started' && event.lookupId === lookupId);
  if (started?.type !== 'lookup-started') throw new RangeError(`no lookup ${lookupId}`);
  return `${started.question.name} ${started.question.type}`;
}

function addressesOf(zones: ReadonlyMap<string, NameServerAddresses[]>, zone: DomainName | string): string[] {
  return (zones.get(zone) ?? []).flatMap(({ addresses }) => addresses.map(({ address }) => address));
}

function messageOf(question: Question, reply: Exclude<Reply, string>): Message {
  return {
    id: 4711,
    flags: ['qr'],
    opcode: 0,
    rcode: 'NOERROR',
    question,
    answer: [],
    authority: [],
    additional: [],
    edns: null,
    sizeBytes: 120,
    problems: [],
    ...reply,
  };
}
