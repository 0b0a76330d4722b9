import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withFinalDot } from '@delegraph/model';
import { decodeMessage } from '@delegraph/tracer';
import { dnsJsonForm, hopDnsJson } from './dns-json-form.ts';
import { galleryTraces } from './testing/forms.ts';
import { hostileTrace, payloads } from './testing/hostile.ts';

interface Rr {
  NAME: string;
  TYPE: number;
  TYPEname?: string;
  TTL: number;
  RDATAHEX: string;
  rdataNS?: string;
  rdataTXT?: string;
}

interface Said {
  ID: number;
  QR: number;
  QNAME: string;
  ANCOUNT: number;
  answerRRs?: Rr[];
  authorityRRs?: Rr[];
  additionalRRs?: Rr[];
  messageOctetsHEX: string;
  dateString: string;
}

type Pair = { queryMessage: Said; responseMessage?: Said };

function read(text: string): Pair[] {
  // oxlint-disable-next-line no-control-regex -- the end of ASCII
  assert.match(text, /^[\u0020-\u007e\n]*$/);
  return JSON.parse(text) as Pair[];
}

test('each message of each scenario: as the tracer read it, and its octets', async () => {
  for (const { id, run } of await galleryTraces()) {
    const pairs = read(dnsJsonForm(run.state));
    assert.ok(pairs.length >= run.state.hops.filter(({ result }) => result.status === 'answered').length, id);
    for (const { queryMessage, responseMessage } of pairs) {
      assert.equal(queryMessage.QR, 0);
      if (!responseMessage) continue;
      assert.equal(responseMessage.QR, 1);
      assert.equal(responseMessage.ID, queryMessage.ID);
      const message = decodeMessage(Buffer.from(responseMessage.messageOctetsHEX, 'hex'));
      assert.deepEqual(
        (responseMessage.answerRRs ?? []).map(({ NAME, TYPEname, TTL }) => [NAME, TYPEname, TTL]),
        message.answer.map(({ name, type, ttl }) => [withFinalDot(name), type, ttl]),
        id,
      );
      for (const { rdataNS } of responseMessage.authorityRRs ?? []) if (rdataNS) assert.match(rdataNS, /\.$/);
    }
  }
});

test('names keep their escapes, doubled by JSON alone', async () => {
  for (const [what, payload] of Object.entries(payloads)) {
    const { state, target } = await hostileTrace(payload);
    const pairs = read(dnsJsonForm(state));
    const names = pairs
      .flatMap(({ responseMessage }) => responseMessage?.answerRRs ?? [])
      .map(({ NAME }) => NAME);
    assert.ok(
      names.some((name) => name.toLowerCase() === withFinalDot(target)),
      what,
    );
    const text = pairs
      .flatMap(({ responseMessage }) => responseMessage?.answerRRs ?? [])
      .find(({ TYPE }) => TYPE === 16);
    assert.match(text?.rdataTXT ?? '', /^"[\u0020-\u007e]*"$/, what);
  }
});

test('a query that nobody answered stands alone, with the time it was sent', async () => {
  const { run } = (await galleryTraces()).find(({ id }) => id === 'packet-loss')!;
  const pairs = read(dnsJsonForm(run.state));
  const lost = pairs.filter(({ responseMessage }) => !responseMessage);
  assert.ok(lost.length > 0);
  assert.match(lost[0]!.queryMessage.dateString, /^2026-01-01T00:00:0\d\.\d{3}Z$/);
});

test('one hop is the pair that the whole trace has for it, laid out to be read', async () => {
  const { run } = (await galleryTraces()).find(({ id }) => id === 'packet-loss')!;
  const { state } = run;
  const pairs = read(dnsJsonForm(state));
  const retried = state.hops.find(({ tries, result }) => tries.length > 1 && result.status === 'answered')!;
  const text = hopDnsJson(state, retried.id)!;
  assert.match(text, /^\{\n  "queryMessage": \{\n    "ID": /);
  const pair = JSON.parse(text) as Pair;
  assert.ok(pairs.some((other) => JSON.stringify(other) === JSON.stringify(pair)));
  assert.equal(pair.responseMessage?.QR, 1);

  const silent = state.hops.find(({ result }) => result.status === 'failed')!;
  assert.doesNotMatch(hopDnsJson(state, silent.id)!, /responseMessage/);
  assert.equal(hopDnsJson(state, state.hops.length), null);
});
