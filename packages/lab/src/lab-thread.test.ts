import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { test } from 'node:test';
import { encodeQuery, objectionTo, parseQuestion } from '@delegraph/tracer';
import { labHints, labTree } from './gallery.ts';
import { serveLabInThread } from './lab-thread.ts';

const { question } = parseQuestion('www.healthy.test', 'A');

test('the lab answers from its thread, at every address it declares, until it is closed', async (t) => {
  const open = process.getActiveResourcesInfo().toSorted();
  const lab = await serveLabInThread();
  const endpoints = Array.from(labTree.hosts.keys(), (address) => lab.endpointOf(address));
  assert.ok(endpoints.every((endpoint) => endpoint !== undefined && endpoint.port > 0));
  assert.equal(lab.endpointOf('192.0.2.250'), undefined);

  const { host, port } = lab.endpointOf(labHints[0]!.addresses[0]!)!;
  const socket = createSocket('udp4');
  t.after(() => socket.close());
  const query = encodeQuery(1, question, { edns: true, flipCase: () => false });
  socket.send(query, port, host);
  const [reply] = (await once(socket, 'message')) as [Buffer];
  assert.equal(objectionTo(query, reply), null);

  await lab.close();
  assert.deepEqual(
    process.getActiveResourcesInfo().filter((name) => name === 'MessagePort'),
    open.filter((name) => name === 'MessagePort'),
  );
});
