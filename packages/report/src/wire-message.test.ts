import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assert as assertProperty, property, uint8Array } from 'fast-check';
import { hexText } from './octets.ts';
import { galleryTraces } from './testing/forms.ts';
import { sentMessages } from './sent-messages.ts';
import { readWireMessage } from './wire-message.ts';

test('a reply is taken apart to its last record, and its names are whole', async () => {
  for (const { id, run } of await galleryTraces()) {
    for (const { hop, reply } of sentMessages(run.state)) {
      if (!reply || hop.result.status !== 'answered') continue;
      const wire = readWireMessage(reply.octets)!;
      const { message } = hop.result;
      assert.equal(wire.isWhole, message.malformedAt === undefined, id);
      const { answer, authority, additional } = message;
      const opt = message.edns ? 1 : 0;
      assert.equal(wire.records.length, answer.length + authority.length + additional.length + opt, id);
      const ns = wire.records.find(({ type }) => type === 2);
      if (ns) assert.match(hexText(ns.rdata), /00$/, id);
    }
  }
});

test('a name that points at itself ends the reading', () => {
  const octets = Uint8Array.from([0, 1, 0x80, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0xc0, 12, 0, 1, 0, 1]);
  const wire = readWireMessage(octets)!;
  assert.equal(wire.isWhole, false);
  assert.equal(wire.question, null);
});

test('no octets make it throw', () => {
  assertProperty(
    property(uint8Array({ maxLength: 200 }), (octets) => {
      readWireMessage(octets);
    }),
    { numRuns: 2000 },
  );
});
