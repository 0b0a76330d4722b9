import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TraceState, withFinalDot } from '@delegraph/model';
import { galleryTraces, permalink } from './testing/forms.ts';
import { hostileTrace, payloads } from './testing/hostile.ts';
import { textForm } from './text-form.ts';

const UNSEEN = /[^\P{C}\n]|[\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

async function shop(): Promise<TraceState> {
  return (await galleryTraces()).find(({ id }) => id === 'shop')!.run.state;
}

test('each scenario of the lab fits into 78 columns, also in ASCII', async () => {
  for (const { id, run } of await galleryTraces()) {
    for (const asciiOnly of [false, true]) {
      const text = textForm(run.state, permalink, { asciiOnly });
      for (const line of text.split('\n')) assert.ok(line.length <= 78, `${id}: ${line}`);
      // oxlint-disable-next-line no-control-regex -- the end of ASCII
      if (asciiOnly) assert.match(text, /^[\u0020-\u007e\n]*$/);
      for (const code of run.codes) assert.ok(text.includes(code) || id !== 'shop', `${id}: ${code}`);
    }
  }
});

test('what strangers wrote is there in full, with nothing in it that cannot be seen', async () => {
  for (const [what, payload] of Object.entries(payloads)) {
    const { state, nameServer } = await hostileTrace(payload);
    const text = textForm(state, permalink);
    assert.doesNotMatch(text, UNSEEN, what);
    for (const line of text.split('\n')) assert.ok(Array.from(line).length <= 78, `${what}: ${line}`);
    // Broken lines begin with a semicolon and spaces.
    const joined = text.replaceAll(/\n;* *|\s/g, '');
    assert.ok(joined.includes(withFinalDot(nameServer).replaceAll(/\s/g, '')), what);
  }
});

test('a later trace that heard the same reads the same below its header', async () => {
  const state = await shop();
  const [header, ...rest] = textForm(state, permalink).split('\n\n');
  const [laterHeader, ...laterRest] = textForm(askedAgain(state), permalink).split('\n\n');
  assert.notEqual(laterHeader, header);
  assert.deepEqual(laterRest, rest);
});

test('what holds for a while after this run is told by how long', async () => {
  const { run } = (await galleryTraces()).find(({ id }) => id === 'expired')!;
  const text = textForm(run.state, permalink).replaceAll(/\n; +/g, ' ');
  assert.match(
    text,
    /keeps it for 300 seconds that the name does not exist\. .*wait for that long, or flush/,
  );
  assert.doesNotMatch(text, /until 2026/);
});

test('the answer is read from the question along its aliases to the records', async () => {
  const text = textForm(await shop(), permalink);
  assert.match(
    text,
    /;; ANSWER SECTION:\nwww\.shop\.test\. +300 +IN CNAME +shop\.edge\.example\.\nshop\.edge\.example\. +60 +IN CNAME +pop7\.cloud\.test\.\npop7\.cloud\.test\. +20 +IN A +192\.0\.2\.80\n/,
  );
  assert.match(text, /\n; ns3\.shop-dns\.example\. both +asked 203\.0\.113\.63 +lame: refused\n/);
  assert.match(text, /\n;; EVIDENCE FOR [^:]*lame-refused:\n; <<>> dig \+norec/);
});

test('names too long for the table stand above their addresses, none of whose columns is broken', async () => {
  const { run } = (await galleryTraces()).find(({ id }) => id === 'lame-not-authoritative')!;
  const [, table = ''] = textForm(run.state, permalink).split('\n;\n; name server\n');
  assert.equal(
    table.split('\n\n')[0],
    [
      ';   named by from  address         standing',
      '; ns1.lame-not-authoritative.test.',
      ';   both     glue  203.0.113.23    serves',
      ';   both     glue  2001:db8:5::17  serves',
      '; ns2.lame-not-authoritative.test.',
      ';   both     glue  203.0.113.24    lame: not authoritative',
    ].join('\n'),
  );
});

test('a trace that has hardly begun is told as far as it is known', () => {
  const state: TraceState = { ...emptyState, question: null };
  assert.match(textForm(state, permalink), /^; delegraph\n[^]*\n;; VERDICT:\n; Starting/);
});

/** The same replies, to a trace of another day in which every set came in another order and took longer. */
function askedAgain(state: TraceState): TraceState {
  return {
    ...state,
    startedAt: '2026-05-05T05:05:05.000Z',
    atMs: state.atMs * 3,
    zones: state.zones.map((zone) => ({ ...zone, nameServers: zone.nameServers.toReversed() })),
    findings: state.findings
      .toReversed()
      .map((finding) => ({ ...finding, evidence: finding.evidence.toReversed() })),
    hops: state.hops.map((hop) => ({
      ...hop,
      result:
        hop.result.status === 'answered'
          ? {
              ...hop.result,
              elapsedMs: hop.result.elapsedMs + 17,
              message: {
                ...hop.result.message,
                id: hop.result.message.id ^ 1,
                authority: hop.result.message.authority.toReversed(),
              },
            }
          : hop.result,
    })),
  };
}

const emptyState: TraceState = {
  ...(await shop()),
  engine: '',
  startedAt: '',
  status: 'starting',
  zones: [],
  lookups: [],
  hops: [],
  findings: [],
};
