import assert from 'node:assert/strict';
import { test } from 'node:test';
import { captureForm } from './capture-form.ts';
import { addressOctets } from './packets.ts';
import { sentMessages } from './sent-messages.ts';
import { galleryTraces } from './testing/forms.ts';

// tshark has its turn in packages/checks.

interface Read {
  atMs: number;
  packet: Buffer;
}

function packetsIn(capture: Uint8Array): Read[] {
  const file = Buffer.from(capture);
  assert.equal(file.readUInt32LE(0), 0xa1b2c3d4);
  const packets: Read[] = [];
  for (let at = 24; at < file.length;) {
    const length = file.readUInt32LE(at + 8);
    const atMs = file.readUInt32LE(at) * 1000 + file.readUInt32LE(at + 4) / 1000;
    packets.push({ atMs, packet: file.subarray(at + 16, at + 16 + length) });
    at += 16 + length;
  }
  return packets;
}

test('a UDP try is its query and, octet for octet and at its time, the reply', async () => {
  for (const { id, run } of await galleryTraces()) {
    const packets = packetsIn(captureForm(run.state));
    const startMs = Date.parse(run.state.startedAt);
    for (const { transport, reply, query } of sentMessages(run.state)) {
      if (transport !== 'udp') continue;
      assert.ok(
        packets.some(({ packet }) => packet.subarray(-query.length).equals(query)),
        id,
      );
      if (!reply) continue;
      const found = packets.find(({ packet }) => packet.subarray(-reply.octets.length).equals(reply.octets));
      assert.ok(found, id);
      assert.ok(Math.abs(found.atMs - startMs - reply.atMs) < 0.01, id);
    }
    const times = packets.map(({ atMs }) => atMs);
    assert.deepEqual(
      times,
      times.toSorted((one, other) => one - other),
      id,
    );
  }
});

test('a TCP try is a whole connection, and a refused one only its beginning', async () => {
  const traces = await galleryTraces();
  const flagsIn = (name: string) =>
    packetsIn(captureForm(traces.find(({ id }) => id === name)!.run.state))
      .filter(({ packet }) => packet[0] === 0x45 && packet[9] === 6)
      .map(({ packet }) => packet[33]);
  const connections = flagsIn('truncated').filter((flags) => flags === 2).length;
  assert.ok(connections > 0);
  assert.equal(flagsIn('truncated').filter((flags) => flags === 0x12).length, connections);
  // FIN from both sides.
  assert.equal(flagsIn('truncated').filter((flags) => flags === 0x11).length, 2 * connections);
  const silent = flagsIn('lame-timeout');
  assert.ok(silent.filter((flags) => flags === 2).length > silent.filter((flags) => flags === 0x12).length);
});

test('addresses are read as RFC 4291 writes them', () => {
  assert.equal(hex('192.0.2.1'), 'c0000201');
  assert.equal(hex('2001:db8::1'), '20010db8000000000000000000000001');
  assert.equal(hex('::'), '00000000000000000000000000000000');
  assert.equal(hex('::ffff:192.0.2.1'), '00000000000000000000ffffc0000201');
  for (const text of [
    '',
    '1.2.3',
    '1.2.3.256',
    '1::2::3',
    '1:2:3:4:5:6:7:8:9',
    '1:2',
    'g::1',
    '1:2:3:4:5:6:7:8::',
  ])
    assert.equal(addressOctets(text), null, text);
});

function hex(address: string): string {
  return Buffer.from(addressOctets(address) ?? []).toString('hex');
}
