import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type Socket, connect } from 'node:net';
import { test } from 'node:test';
import * as faults from './faults.ts';
import { type Endpoint, type LabServer, serveLab } from './serve.ts';
import { queryPacket, readReply } from './testing/ask.ts';
import { type ZoneTreeSpec, zoneTree } from './zone-tree.ts';

const GOOD = '203.0.113.1';
const DEAD = '203.0.113.2';
const NO_TCP = '203.0.113.3';
const STRANGE = '203.0.113.4';
const LATE = '2001:db8::5';
const LOSSY = '203.0.113.6';

const SPEC: ZoneTreeSpec = {
  '.': { servers: { 'a.root.test.': '198.51.100.1' } },
  'test.': {
    servers: {
      'good.test.': GOOD,
      'dead.test.': DEAD,
      'no-tcp.test.': NO_TCP,
      'strange.test.': STRANGE,
      'late.test.': LATE,
      'lossy.test.': LOSSY,
    },
    records: ['www A 192.0.2.80'],
    faults: [
      faults.unreachable('dead.test.'),
      faults.noTcp('no-tcp.test.'),
      faults.wrongSource('strange.test.', '192.0.2.9'),
      faults.answersLate('late.test.', 3_600_000),
      faults.dropsTries('lossy.test.', 1),
    ],
  },
};

async function withLab(body: (lab: LabServer) => Promise<void>): Promise<void> {
  const lab = await serveLab(zoneTree(SPEC));
  try {
    await body(lab);
  } finally {
    await lab.close();
  }
}

function endpoint(lab: LabServer, address: string): Endpoint {
  const found = lab.endpointOf(address);
  assert.ok(found, `no endpoint for ${address}`);
  return found;
}

/** The first datagram that comes back, with the port it came from; `times` packets are sent. Rejects as the socket does. */
async function askUdp({ host, port }: Endpoint, { connected = false, times = 1 } = {}) {
  const socket = createSocket('udp4');
  try {
    const packet = queryPacket('www.test A');
    if (connected) {
      socket.connect(port, host);
      await once(socket, 'connect');
      socket.send(packet);
    } else {
      for (let i = 0; i < times; i += 1) socket.send(packet, port, host);
    }
    const [reply, peer] = await once(socket, 'message');
    return { reply: readReply(reply), port: peer.port };
  } finally {
    socket.close();
  }
}

async function openTcp({ host, port }: Endpoint): Promise<Socket> {
  const socket = connect(port, host);
  await once(socket, 'connect');
  return socket;
}

async function readMessages(socket: Socket, count: number): Promise<string[]> {
  let stream = Buffer.alloc(0);
  const answers: string[] = [];
  while (answers.length < count) {
    const [chunk] = await once(socket, 'data');
    stream = Buffer.concat([stream, chunk]);
    while (stream.length >= 2 && stream.length >= 2 + stream.readUInt16BE(0)) {
      const end = 2 + stream.readUInt16BE(0);
      answers.push(readReply(stream.subarray(2, end)).answer.join());
      stream = stream.subarray(end);
    }
  }
  return answers;
}

function framed(question: string): Buffer {
  const packet = queryPacket(question);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(packet.length);
  return Buffer.concat([length, packet]);
}

test('each declared address is one port, for UDP and TCP', async () => {
  await withLab(async (lab) => {
    const ports = ['198.51.100.1', GOOD, DEAD, NO_TCP, STRANGE, LATE, LOSSY].map(
      (address) => endpoint(lab, address).port,
    );
    assert.equal(new Set(ports).size, ports.length);
    assert.equal(lab.endpointOf('192.0.2.77'), undefined);
    const { reply, port } = await askUdp(endpoint(lab, GOOD));
    assert.equal(reply.status, 'NOERROR aa');
    assert.deepEqual(reply.answer, ['www.test A 192.0.2.80']);
    assert.equal(port, endpoint(lab, GOOD).port);
  });
});

test('several queries on one TCP connection, cut anywhere', async () => {
  await withLab(async (lab) => {
    const socket = await openTcp(endpoint(lab, GOOD));
    const stream = Buffer.concat([framed('www.test A'), framed('good.test A'), framed('www.test A')]);
    socket.write(stream.subarray(0, 1));
    socket.write(stream.subarray(1, 40));
    socket.write(stream.subarray(40));
    assert.deepEqual(await readMessages(socket, 3), [
      'www.test A 192.0.2.80',
      'good.test A 203.0.113.1',
      'www.test A 192.0.2.80',
    ]);
    socket.destroy();
  });
});

test('nothing listens at an unreachable address', async () => {
  await withLab(async (lab) => {
    await assert.rejects(askUdp(endpoint(lab, DEAD), { connected: true }), { code: 'ECONNREFUSED' });
    await assert.rejects(openTcp(endpoint(lab, DEAD)), { code: 'ECONNREFUSED' });
  });
});

test('a server without TCP answers over UDP', async () => {
  await withLab(async (lab) => {
    await assert.rejects(openTcp(endpoint(lab, NO_TCP)), { code: 'ECONNREFUSED' });
    assert.equal((await askUdp(endpoint(lab, NO_TCP))).reply.status, 'NOERROR aa');
  });
});

test('a wrong source is another port', async () => {
  await withLab(async (lab) => {
    const { reply, port } = await askUdp(endpoint(lab, STRANGE));
    assert.equal(reply.status, 'NOERROR aa');
    assert.notEqual(port, endpoint(lab, STRANGE).port);
  });
});

test('the packet after a lost one is answered', async () => {
  await withLab(async (lab) => {
    const { reply } = await askUdp(endpoint(lab, LOSSY), { times: 2 });
    assert.equal(reply.status, 'NOERROR aa');
  });
});

test('hostile input does no harm', async () => {
  await withLab(async (lab) => {
    const { host, port } = endpoint(lab, GOOD);
    const socket = createSocket('udp4');
    for (const packet of [Buffer.alloc(0), Buffer.of(1), Buffer.alloc(12, 0xff), Buffer.alloc(2000, 0x3f)]) {
      socket.send(packet, port, host);
    }
    const connection = await openTcp({ host, port });
    connection.write(Buffer.concat([Buffer.of(0, 0, 0, 1, 9), Buffer.of(0, 12), Buffer.alloc(12, 0xc0)]));
    connection.write(framed('www.test A'));
    assert.deepEqual(await readMessages(connection, 1), ['www.test A 192.0.2.80']);
    connection.resetAndDestroy();
    assert.equal((await askUdp({ host, port })).reply.status, 'NOERROR aa');
    socket.close();
  });
});

test('closing ends open connections and replies still to be sent', async () => {
  const lab = await serveLab(zoneTree(SPEC));
  const late = endpoint(lab, LATE);
  const connection = await openTcp(late);
  connection.write(framed('www.test A'));
  const ended = new Promise((resolve) => {
    connection.on('close', resolve);
  });
  connection.on('error', () => {});
  connection.resume();
  await lab.close();
  await ended;
  await assert.rejects(openTcp(late), { code: 'ECONNREFUSED' });
  await lab.close();
});
