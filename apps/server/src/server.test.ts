import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';

/** The program with these variables and a data folder of its own. */
async function startProgram(context: TestContext, env: Record<string, string>) {
  const directory = await mkdtemp(join(tmpdir(), 'delegraph-server-'));
  const child = spawn(process.execPath, [join(import.meta.dirname, 'server.ts')], {
    env: { ...process.env, HOST: '127.0.0.1', DATA_DIR: directory, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  context.after(async () => {
    await killed(child);
    await rm(directory, { recursive: true });
  });
  return { child, directory };
}

/** What the program says before it gives up. */
async function refusal(context: TestContext, env: Record<string, string>) {
  const { child } = await startProgram(context, env);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number]>,
  ]);
  return { code, stdout, stderr };
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

test('a variable that cannot be used stops the start in one sentence', async (context) => {
  const { code, stdout, stderr } = await refusal(context, { PORT: 'http' });
  assert.equal(code, 1);
  assert.equal(stdout, '');
  assert.equal(stderr, 'PORT is “http”, but must be a port number from 0 to 65535.\n');
});

test('a port in use stops the start in one sentence', async (context) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  context.after(() => other.close());
  const { port } = other.address() as AddressInfo;
  const { code, stdout, stderr } = await refusal(context, { PORT: String(port) });
  assert.equal(code, 1);
  assert.equal(stdout, '');
  assert.match(stderr, new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is in use by another program; .*\\.\n$`));
});

test('it says where it is in one line, keeps others from its data, and stops when told to', async (context) => {
  const { child, directory } = await startProgram(context, { PORT: '0' });
  const lines: string[] = [];
  const closed = once(child, 'close');
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    const address = /^delegraph is ready at (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1];
    assert.notEqual(address, undefined);
    assert.deepEqual(await (await fetch(`${address}/healthz`)).json(), { status: 'ok' });

    const second = await refusal(context, { PORT: '0', DATA_DIR: directory });
    assert.equal(second.code, 1);
    assert.match(second.stderr, /^[^\n]* is in use by another delegraph; [^\n]*\n$/);
    child.kill('SIGTERM');
  }
  assert.deepEqual(await closed, [0, null]);
  assert.equal(lines.length, 1);
});
