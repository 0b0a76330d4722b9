// The connection breaks in the middle of a trace: after reconnecting the tree is complete, and nothing is in it twice.
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';
import { expect, test } from '@playwright/test';
import { graph, pictureOf, traceInLab, untilComplete } from './journey.ts';

test('a trace survives a broken connection', async ({ page, browser, baseURL }) => {
  const line = await breakableLine(new URL(baseURL!));
  try {
    await page.goto(line.url);
    // A server that does not answer keeps this trace going for more than five seconds.
    await traceInLab(page, 'www.lame-timeout.test');
    await expect(graph(page).getByRole('group', { name: /^zone lame-timeout\.test/ })).toBeVisible();
    await expect(page.getByText(/still asking/)).toBeVisible();
    expect(line.cut()).toBeGreaterThan(0);

    await untilComplete(page);
    expect(line.connectionsSinceCut()).toBeGreaterThan(0);
    await expect(graph(page).getByRole('button', { name: /LAME no answer/ })).toHaveCount(1);
    await expect(graph(page).getByRole('group', { name: /^zone lame-timeout\.test/ })).toHaveCount(1);

    const undisturbed = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await undisturbed.goto(new URL(new URL(page.url()).pathname, baseURL).href);
    await untilComplete(undisturbed);
    expect(await pictureOf(page)).toEqual(await pictureOf(undisturbed));
    await undisturbed.close();
  } finally {
    line.close();
  }
});

/** A line to the server that can be cut while bytes are on it. */
async function breakableLine(server: URL) {
  const sockets = new Set<Socket>();
  let connections = 0;
  const listener = createServer((near) => {
    connections += 1;
    const far = connect(Number(server.port), server.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => {});
    }
    near.pipe(far).pipe(near);
  });
  listener.listen(0, '127.0.0.1');
  await new Promise((resolve) => listener.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`,
    /** Breaks every connection; returns how many there were. */
    cut(): number {
      const open = sockets.size;
      for (const socket of sockets) socket.destroy();
      connections = 0;
      return open;
    },
    connectionsSinceCut: () => connections,
    close(): void {
      for (const socket of sockets) socket.destroy();
      listener.close();
    },
  };
}
