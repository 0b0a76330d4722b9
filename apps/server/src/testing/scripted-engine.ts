// An engine that plays a written event log, at once or event by event: the server's tests need no name server.
import { EventEmitter, once } from 'node:events';
import { type Question, ROOT, type TraceEvent, parseDomainName } from '@delegraph/model';
import type { Engine } from '../services.ts';
import type { WantedTrace } from '../trace-runner.ts';

/** One trace the engine was asked for. */
export interface ScriptedTrace extends WantedTrace {
  signal: AbortSignal;
  /** Lets the next `count` events happen. */
  release: (count: number) => void;
  /** Whether its generator was left. */
  isOver: () => boolean;
}

export interface ScriptedEngine extends Engine {
  /** In the order they were started. */
  traces: ScriptedTrace[];
}

/** `pace`: `at-once` plays the whole log; `released` waits for `release` before each event. `play` replaces the log. */
export function scriptedEngine(
  setup: { pace?: 'at-once' | 'released'; play?: (question: Question) => Iterable<TraceEvent> } = {},
): ScriptedEngine {
  const { pace = 'at-once', play = eventLog } = setup;
  const traces: ScriptedTrace[] = [];
  return {
    traces,
    async *startTrace({ question, profile, options, fresh }, signal) {
      const releases = new EventEmitter();
      const turn = { allowed: pace === 'at-once' ? Infinity : 0 };
      let over = false;
      traces.push({
        question,
        profile,
        options,
        fresh,
        signal,
        release(count) {
          turn.allowed += count;
          releases.emit('release');
        },
        isOver: () => over,
      });
      try {
        for (const event of play(question)) {
          while (turn.allowed === 0) await once(releases, 'release', { signal });
          turn.allowed -= 1;
          yield event;
        }
      } finally {
        over = true;
      }
    },
    words: {
      verdict: (state) => `${state.question?.name} has ${state.findings.length} finding.`,
      tone: ({ status }) => (status === 'running' ? 'running' : 'ok'),
      experience: () => null,
      dependencies: () => null,
      describe: ({ code }) => ({
        title: code,
        sentence: `About ${code}.`,
        fix: '',
        contact: '',
        reference: [],
        page: `/faults/${code}`,
      }),
    },
    profiles: ['internet', 'lab'],
    resolvers: { namesOf: () => [], compare: async () => [] },
    gallery: [
      {
        id: 'one-lame-server',
        name: 'www.lame.test',
        type: 'A',
        title: 'One lame server',
        sentence: 'One of two name servers does not serve the zone.',
        kind: 'lesson',
      },
    ],
    faults: [
      {
        title: 'Lame servers',
        faults: [
          {
            code: 'lame-refused',
            title: 'Lame: refused',
            severity: 'error',
            meaning: 'The server <refuses>.',
            test: 'It says REFUSED.',
            todo: [{ who: 'The owner', what: 'Ask for it.' }],
            contact: 'who runs the name server',
            reference: ['RFC 1034 section 4.2', 'own rule'],
            elsewhere: [{ name: 'DNSViz', tags: ['INVALID_RCODE'] }],
          },
        ],
      },
    ],
  };
}

/** A complete log of ten events: the root server answers, one finding. */
export function eventLog(question: Question): TraceEvent[] {
  const nameServer = parseDomainName('a.root.test');
  const address = '198.51.100.1';
  const records = [{ name: question.name, type: question.type, ttl: 60, data: '192.0.2.80' }];
  const attempt = { transport: 'udp', edns: true, sentAtMs: 1, elapsedMs: 3, result: 'response' } as const;
  const target = {
    lookupId: 0,
    zone: ROOT,
    nameServer,
    addressSource: 'hint',
    question,
    probe: 'walk',
  } as const;
  return [
    {
      type: 'trace-started',
      question,
      profile: 'lab',
      vantage: { name: 'test', ipv4: true, ipv6: true },
      engine: 'delegraph 0.1.0',
      startedAt: '2026-01-02T03:04:05.678Z',
      roots: [{ name: nameServer, addresses: [{ address, source: 'hint' }] }],
    },
    { type: 'lookup-started', lookupId: 0, purpose: 'question', question, zone: ROOT, parentLookupId: null },
    { type: 'query-sent', hopId: 0, address, ...target },
    { type: 'query-tried', hopId: 0, attempt },
    {
      type: 'response-received',
      hopId: 0,
      elapsedMs: 3,
      tries: [attempt],
      message: {
        id: 1,
        flags: ['qr', 'aa'],
        opcode: 0,
        rcode: 'NOERROR',
        question,
        answer: records,
        authority: [],
        additional: [],
        edns: null,
        sizeBytes: 60,
        problems: [],
      },
      wire: 'AAA=',
    },
    { type: 'lookup-ended', lookupId: 0, outcome: { kind: 'answer', records, hopId: 0 } },
    { type: 'query-skipped', hopId: 1, address: '2001:db8::1', ...target, reason: 'no-ipv6' },
    { type: 'limit-reached', limit: 'queries', allowed: 400, zone: null },
    {
      type: 'finding-raised',
      finding: {
        code: 'no-ipv6-here',
        severity: 'notice',
        confidence: 'high',
        scope: 'trace',
        zone: ROOT,
        evidence: [1],
        params: {},
      },
    },
    { type: 'trace-ended', status: 'done', reason: null },
  ].map((fact, seq) => ({ ...fact, seq, atMs: seq }) as TraceEvent);
}

export function questionFor(name: string, type = 'A'): Question {
  return { name: parseDomainName(name), type };
}
