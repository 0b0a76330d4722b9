import assert from 'node:assert/strict';
import { test } from 'node:test';
import { offeredTraces, traceIdIn } from './other-trace.ts';

const ID = 'abcdefghijklmnopqrstuvwx23';

test('an id is read from itself, from a link, and from a link with the name', () => {
  for (const text of [
    ID,
    ` ${ID}\n`,
    `https://delegraph.example/t/${ID}`,
    `http://localhost:3000/t/${ID}/www.shop.test?sel=zone:test`,
    `https://delegraph.example/t/${ID}.svg`,
    `/embed/${ID}`,
  ])
    assert.equal(traceIdIn(text), ID, text);
});

test('what is no trace is nothing', () => {
  for (const text of ['', 'www.shop.test', 'https://delegraph.example/', '/t/file/3', '/t/ABC']) {
    assert.equal(traceIdIn(text), null, text);
  }
});

test('traces of the same name are offered once, the newest first, and never the one on the page', () => {
  const listed = [{ ...trace('one', '2026-01-01'), verdict: 'lame' }];
  const recent = [
    trace('this', '2026-01-04'),
    trace('three', '2026-01-03'),
    trace('other', '2026-01-02', 'www.other.test'),
    trace('one', '2026-01-01'),
  ];
  assert.deepEqual(
    offeredTraces(listed, recent, { id: 'this', name: 'www.shop.test' }).map(({ id, verdict }) => [
      id,
      verdict,
    ]),
    [
      ['three', ''],
      ['one', 'lame'],
    ],
  );
});

function trace(id: string, startedAt: string, name = 'www.shop.test') {
  return { id, name, type: 'A', startedAt };
}
