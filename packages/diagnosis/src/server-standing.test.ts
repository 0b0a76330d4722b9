// What no fault of the lab can do: replies that differ from question to question, and words the lab does not know.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusesZone, refersToItself, answersEmpty, type Fault, zoneTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import {
  type HopState,
  type Message,
  type TraceState,
  type Try,
  classifyResponse,
  parseDomainName,
} from '@delegraph/model';
import { describeFinding, diagnose } from './catalogue.ts';
import { domainTree } from './testing/trees.ts';

const LAME = '203.0.113.2';

async function stateOf(...faults: Fault[]): Promise<TraceState> {
  return (await traceIn(zoneTree(domainTree({ faults })), 'www.example.test. A')).state;
}

/** The state with other replies of the second server. */
function bent(state: TraceState, bend: (message: Message, hop: HopState) => Partial<Message>): TraceState {
  return {
    ...state,
    hops: state.hops.map((hop) => {
      if (hop.address !== LAME || hop.result.status !== 'answered') return hop;
      const message = { ...hop.result.message, ...bend(hop.result.message, hop) };
      const response = classifyResponse(message, hop.zone, hop.question);
      return { ...hop, result: { ...hop.result, message, response } };
    }),
  };
}

function codesOf(state: TraceState): string[] {
  return diagnose(state).map(({ code }) => code);
}

const refusal = { rcode: 'REFUSED', flags: ['qr'], answer: [], authority: [], additional: [] } as const;

test('a server that fails for one name but has the SOA is not lame', async () => {
  const state = bent(await stateOf(), (_, { probe }) =>
    probe === 'walk' ? { ...refusal, rcode: 'SERVFAIL' } : {},
  );
  assert.deepEqual([...new Set(codesOf(state))], ['server-name-servfail']);
});

test('a server that refuses the SOA but answers for the name with authority is not lame', async () => {
  const state = bent(await stateOf(), (_, { probe }) => (probe === 'apex-soa' ? refusal : {}));
  assert.deepEqual(codesOf(state), []);
});

test('a server that refuses the SOA and denies the name for the zone above is lame', async () => {
  const soa = {
    name: parseDomainName('test'),
    type: 'SOA',
    ttl: 300,
    data: 'a.test. hostmaster.test. 1 7200 3600 1209600 300',
  };
  const denial = { ...refusal, rcode: 'NXDOMAIN', flags: ['qr', 'aa'], authority: [soa] } as const;
  const state = bent(await stateOf(), (_, { probe }) => (probe === 'apex-soa' ? refusal : denial));
  assert.deepEqual(codesOf(state), ['delegation-partially-lame', 'lame-refused']);
});

test('one SERVFAIL before the answer is no lameness', async () => {
  const state = await stateOf();
  const failed: Try = {
    transport: 'udp',
    edns: true,
    sentAtMs: 0,
    elapsedMs: 9,
    result: 'response',
    rcode: 'SERVFAIL',
  };
  const hops = state.hops.map((hop) =>
    hop.address === LAME ? { ...hop, tries: [failed, ...hop.tries] } : hop,
  );
  assert.deepEqual(codesOf({ ...state, hops }), []);
});

test('NS records of the zone with authority are an odd NODATA, not a referral to itself', async () => {
  const state = await stateOf(refersToItself('ns2.example.test.'));
  assert.deepEqual(codesOf(state), ['delegation-partially-lame', 'lame-self-referral']);
  const odd = bent(state, (_, { probe }) => (probe === 'walk' ? { flags: ['qr', 'aa'] } : {}));
  const served = bent(odd, (message, { probe }) =>
    probe === 'apex-soa' ? { ...soaAnswer(state), id: message.id } : {},
  );
  assert.deepEqual(codesOf(served), ['negative-missing-soa']);
});

test('an empty answer for the name, from a server that has the SOA, is no lameness', async () => {
  const state = await stateOf(answersEmpty('ns2.example.test.'));
  const served = bent(state, (_, { probe }) => (probe === 'apex-soa' ? soaAnswer(state) : {}));
  assert.deepEqual(codesOf(served), []);
});

test('no route to an address says nothing about its server', async () => {
  const state = await stateOf();
  const noRoute: Try = {
    transport: 'udp',
    edns: true,
    sentAtMs: 0,
    elapsedMs: 0,
    result: 'unreachable',
    detail: 'ENETUNREACH',
  };
  const hops = state.hops.map((hop): HopState =>
    hop.address === LAME
      ? { ...hop, tries: [noRoute], result: { status: 'failed', elapsedMs: 0, reason: 'unreachable' } }
      : hop,
  );
  assert.deepEqual(codesOf({ ...state, hops }), []);
});

test('a refusal seen in one try only is said with doubt', async () => {
  const state = await stateOf(refusesZone('ns2.example.test.'));
  const hops = state.hops.map((hop) =>
    hop.address === LAME ? { ...hop, tries: hop.probe === 'apex-soa' ? hop.tries.slice(0, 1) : [] } : hop,
  );
  const lame = diagnose({ ...state, hops }).find(({ code }) => code === 'lame-refused')!;
  assert.equal(lame.confidence, 'low');
  assert.equal(
    describeFinding(lame).sentence,
    'ns2.example.test (203.0.113.2) answers REFUSED, asked for example.test; this was seen in 1 try only, and is not certain.',
  );
});

test('what the server says about its error is repeated', async () => {
  const edns = { version: 0, udpSize: 1232, dnssecOk: false };
  const state = bent(await stateOf(refusesZone('ns2.example.test.')), () => ({
    edns: {
      ...edns,
      extendedErrors: [
        { code: 20, text: 'not ours' },
        { code: 18, text: '' },
      ],
    },
  }));
  const lame = diagnose(state).find(({ code }) => code === 'lame-refused')!;
  assert.match(describeFinding(lame).sentence, /answers REFUSED \(EDE 20: not ours; EDE 18\), asked for/);
});

/** What the healthy server said to the SOA probe. */
function soaAnswer(state: TraceState): Partial<Message> {
  const hop = state.hops.find(({ address, probe }) => address === '203.0.113.1' && probe === 'apex-soa')!;
  return hop.result.status === 'answered' ? hop.result.message : {};
}
