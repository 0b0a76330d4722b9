import assert from 'node:assert/strict';
import { Socket as UdpSocket, createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, Socket as TcpSocket, createServer } from 'node:net';
import { type TestContext, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { ExchangeRequest } from '@delegraph/model';
import { socketExchange } from './sockets.ts';

const HOST = '127.0.0.1';
const QUERY = Buffer.from('query');
const never = new AbortController().signal;

function requestTo(transport: 'udp' | 'tcp', more: Partial<ExchangeRequest> = {}): ExchangeRequest {
  return {
    address: HOST,
    transport,
    packet: QUERY,
    timeoutMs: 2000,
    socket: 'connected',
    objection: (reply) => (Buffer.from(reply).toString() === 'reply' ? null : 'something else'),
    ...more,
  };
}

/** An exchange that reaches the port, whatever address is asked. */
function exchangeTo(port: number) {
  return socketExchange({ endpointOf: () => ({ host: HOST, port }), allowTarget: () => true });
}

/** A UDP server that lives as long as the test, and what it received. */
async function udpServer(t: TestContext, answer: (send: (text: string) => void, port: number) => void) {
  const socket = createSocket('udp4');
  const received: string[] = [];
  socket.on('message', (packet, from) => {
    received.push(packet.toString());
    answer((text) => socket.send(text, from.port, from.address), from.port);
  });
  socket.bind(0, HOST);
  await once(socket, 'listening');
  t.after(() => socket.close());
  return { port: socket.address().port, received };
}

/** A TCP server that lives as long as the test. */
async function tcpServer(t: TestContext, onQuery: (socket: TcpSocket) => void) {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => onQuery(socket));
  });
  server.listen(0, HOST);
  await once(server, 'listening');
  t.after(() => server.close());
  return (server.address() as AddressInfo).port;
}

/** A port on which nothing listens. */
async function closedPort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, HOST);
  await once(socket, 'listening');
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(resolve));
  return port;
}

/** Sockets and listening servers of this process. */
function openSockets(): string[] {
  return process
    .getActiveResourcesInfo()
    .filter((name) => /UDP|TCP/.test(name))
    .toSorted();
}

const framed = (text: string) => Buffer.concat([Buffer.of(0, text.length), Buffer.from(text)]);

for (const socket of ['connected', 'open'] as const) {
  test(`UDP, ${socket} socket: the reply`, async (t) => {
    const { port, received } = await udpServer(t, (send) => send('reply'));
    const outcome = await exchangeTo(port)(requestTo('udp', { socket }), never);
    assert.ok(outcome.kind === 'reply');
    assert.equal(Buffer.from(outcome.packet).toString(), 'reply');
    assert.ok(outcome.elapsedMs > 0);
    assert.deepEqual(received, ['query']);
  });

  test(`UDP, ${socket} socket: what is objected to is passed over, and named`, async (t) => {
    const { port } = await udpServer(t, (send) => ['forged', 'forged', 'reply'].forEach(send));
    const outcome = await exchangeTo(port)(requestTo('udp', { socket }), never);
    assert.ok(outcome.kind === 'reply');
    assert.deepEqual(outcome.ignored, ['something else', 'something else']);
  });

  test(`UDP, ${socket} socket: silence is a timeout`, async (t) => {
    const { port } = await udpServer(t, () => {});
    const outcome = await exchangeTo(port)(requestTo('udp', { socket, timeoutMs: 40 }), never);
    assert.ok(outcome.kind === 'timeout');
    assert.ok(outcome.elapsedMs >= 38 && outcome.elapsedMs < 1000);
    assert.deepEqual(outcome.ignored, []);
  });
}

test('UDP: a flood of forged replies keeps four sentences', async (t) => {
  const { port } = await udpServer(t, (send) => Array.from({ length: 50 }, () => 'forged').forEach(send));
  const outcome = await exchangeTo(port)(requestTo('udp', { timeoutMs: 60 }), never);
  assert.ok(outcome.kind === 'timeout');
  assert.equal(outcome.ignored.length, 4);
});

test('UDP: a reply from another port is seen by an open socket only, and never accepted', async (t) => {
  const stranger = createSocket('udp4').bind(0, HOST);
  t.after(() => stranger.close());
  const { port } = await udpServer(t, (_send, asker) => stranger.send('reply', asker, HOST));
  const open = await exchangeTo(port)(requestTo('udp', { socket: 'open', timeoutMs: 60 }), never);
  assert.ok(open.kind === 'timeout');
  assert.match(open.ignored.join(), /a reply from 127\.0\.0\.1 port \d+ instead of the server asked/);
  const connected = await exchangeTo(port)(requestTo('udp', { timeoutMs: 60 }), never);
  assert.ok(connected.kind === 'timeout');
  assert.deepEqual(connected.ignored, []);
});

test('UDP: a closed port is unreachable at once for a connected socket, and silent for an open one', async () => {
  const exchange = exchangeTo(await closedPort());
  const connected = await exchange(requestTo('udp'), never);
  assert.ok(connected.kind === 'unreachable');
  assert.equal(connected.detail, 'ECONNREFUSED');
  assert.ok(connected.elapsedMs < 1000);
  const open = await exchange(requestTo('udp', { socket: 'open', timeoutMs: 40 }), never);
  assert.equal(open.kind, 'timeout');
});

for (const [code, binds] of [
  ['EMFILE', 1],
  ['EADDRINUSE', 5],
] as const) {
  test(`UDP: ${code} is our own trouble, after ${binds} port(s), and no socket is left`, async (t) => {
    const bind = t.mock.method(UdpSocket.prototype, 'bind', failingWith(code));
    const close = t.mock.method(UdpSocket.prototype, 'close');
    const outcome = await exchangeTo(53)(requestTo('udp'), never);
    assert.deepEqual(outcome, { kind: 'no-socket', detail: code });
    assert.equal(bind.mock.callCount(), binds);
    assert.equal(close.mock.callCount(), binds);
  });
}

test('TCP: EMFILE is our own trouble', async (t) => {
  t.mock.method(TcpSocket.prototype, 'connect', failingWith('EMFILE'));
  const outcome = await exchangeTo(53)(requestTo('tcp'), never);
  assert.deepEqual(outcome, { kind: 'no-socket', detail: 'EMFILE' });
});

/** A method of a socket that fails as the system does. */
function failingWith(code: string) {
  return function fail(this: UdpSocket | TcpSocket) {
    process.nextTick(() => this.emit('error', Object.assign(new Error(code), { code })));
    return this;
  };
}

test('UDP: every query comes from a port of its own', async (t) => {
  const ports = new Set<number>();
  const { port } = await udpServer(t, (send, asker) => {
    ports.add(asker);
    send('reply');
  });
  await Promise.all(Array.from({ length: 20 }, () => exchangeTo(port)(requestTo('udp'), never)));
  assert.ok(ports.size >= 19);
});

test('TCP: the reply, its length and octets in pieces', async (t) => {
  const port = await tcpServer(t, (socket) => {
    const octets = framed('reply');
    let at = 0;
    const next = () => {
      socket.write(octets.subarray(at, (at += 1)));
      if (at < octets.length) setImmediate(next);
    };
    socket.setNoDelay(true);
    next();
  });
  const outcome = await exchangeTo(port)(requestTo('tcp'), never);
  assert.ok(outcome.kind === 'reply');
  assert.equal(Buffer.from(outcome.packet).toString(), 'reply');
});

test('TCP: the query has its length before it', async (t) => {
  let seen = Buffer.alloc(0);
  const server = createServer((socket) => {
    socket.on('data', (chunk: Buffer) => {
      seen = Buffer.concat([seen, chunk]);
      if (seen.length === 7) socket.end(framed('reply'));
    });
  }).listen(0, HOST);
  await once(server, 'listening');
  t.after(() => server.close());
  await exchangeTo((server.address() as AddressInfo).port)(requestTo('tcp'), never);
  assert.equal(seen.toString('latin1'), '\0\x05query');
});

test('TCP: of two messages in one segment the first counts', async (t) => {
  const port = await tcpServer(t, (socket) =>
    socket.write(Buffer.concat([framed('reply'), framed('other')])),
  );
  assert.equal((await exchangeTo(port)(requestTo('tcp'), never)).kind, 'reply');
});

test('TCP: a message of 65,535 octets', async (t) => {
  const port = await tcpServer(t, (socket) => {
    socket.write(Buffer.concat([Buffer.of(0xff, 0xff), Buffer.alloc(65_535, 0x61)]));
  });
  const outcome = await exchangeTo(port)(requestTo('tcp', { objection: () => null }), never);
  assert.ok(outcome.kind === 'reply');
  assert.equal(outcome.packet.length, 65_535);
});

for (const [situation, text] of [
  ['an empty message', ''],
  ['another message', 'other'],
] as const) {
  test(`TCP: ${situation} is no reply, and nothing more is waited for`, async (t) => {
    const port = await tcpServer(t, (socket) => socket.write(framed(text)));
    const outcome = await exchangeTo(port)(requestTo('tcp'), never);
    assert.ok(outcome.kind === 'timeout');
    assert.deepEqual(outcome.ignored, ['something else']);
    assert.ok(outcome.elapsedMs < 1000);
  });
}

test('TCP: a server that drips gains no time', async (t) => {
  const port = await tcpServer(t, (socket) => {
    socket.write(Buffer.of(0xff));
    const drip = setInterval(() => socket.write(Buffer.of(0xff)), 5);
    socket.on('close', () => clearInterval(drip));
  });
  const outcome = await exchangeTo(port)(requestTo('tcp', { timeoutMs: 60 }), never);
  assert.ok(outcome.kind === 'timeout');
  assert.ok(outcome.elapsedMs >= 58 && outcome.elapsedMs < 1000);
});

for (const [situation, end, detail] of [
  ['resets the connection', (socket: TcpSocket) => socket.resetAndDestroy(), 'ECONNRESET'],
  ['closes it without a word', (socket: TcpSocket) => socket.end(), 'connection closed'],
  [
    'closes it in the middle of the reply',
    (socket: TcpSocket) => socket.end(framed('reply').subarray(0, 4)),
    'connection closed',
  ],
] as const) {
  test(`TCP: a server that ${situation}`, async (t) => {
    const port = await tcpServer(t, end);
    const outcome = await exchangeTo(port)(requestTo('tcp'), never);
    assert.ok(outcome.kind === 'unreachable');
    assert.equal(outcome.detail, detail);
  });
}

test('TCP: a closed port is unreachable', async () => {
  const outcome = await exchangeTo(await closedPort())(requestTo('tcp'), never);
  assert.ok(outcome.kind === 'unreachable');
  assert.equal(outcome.detail, 'ECONNREFUSED');
});

for (const transport of ['udp', 'tcp'] as const) {
  test(`${transport}: a forbidden address is judged as declared, and nothing is sent`, async (t) => {
    const { port, received } = await udpServer(t, (send) => send('reply'));
    const exchange = socketExchange({
      endpointOf: () => ({ host: HOST, port }),
      allowTarget: (address) => address !== '192.0.2.1',
    });
    assert.deepEqual(await exchange(requestTo(transport, { address: '192.0.2.1' }), never), {
      kind: 'forbidden',
    });
    assert.deepEqual(received, []);
  });

  test(`${transport}: aborting ends the wait with the signal's reason, and leaves only the servers open`, async (t) => {
    const { port } = await udpServer(t, () => {});
    const tcpPort = await tcpServer(t, () => {});
    const reason = new Error('enough');
    for (const delay of ['before', 'at once', 'later'] as const) {
      const controller = new AbortController();
      if (delay === 'before') controller.abort(reason);
      const outcome = exchangeTo(transport === 'udp' ? port : tcpPort)(
        requestTo(transport),
        controller.signal,
      );
      if (delay === 'at once') controller.abort(reason);
      if (delay === 'later') setTimeout(() => controller.abort(reason), 20);
      await assert.rejects(outcome, reason);
    }
    // The other end of a connection hears of it a few turns later.
    for (let turns = 0; turns < 20; turns += 1) await turn();
    assert.deepEqual(openSockets(), ['TCPServerWrap', 'UDPWrap']);
  });
}

test('aborting at any turn of the start leaves no error behind', async (t) => {
  const { port } = await udpServer(t, () => {});
  for (let turns = 0; turns < 12; turns += 1) {
    for (const socket of ['connected', 'open'] as const) {
      const controller = new AbortController();
      const outcome = exchangeTo(port)(requestTo('udp', { socket }), controller.signal);
      const after = (left: number): void => {
        if (left === 0) controller.abort(new Error('enough'));
        else if (left % 2 === 0) process.nextTick(after, left - 1);
        else queueMicrotask(() => after(left - 1));
      };
      after(turns);
      await assert.rejects(outcome, /enough/);
    }
  }
});
