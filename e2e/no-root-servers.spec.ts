// A machine without the Internet: the page says so in one sentence and offers the lab.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { untilComplete } from './journey.ts';

let folder: string;
let server: ChildProcess;
let address: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'delegraph-e2e-'));
  const hints = join(folder, 'named.root');
  await writeFile(hints, '. 3600000 NS a.root-servers.test.\na.root-servers.test. 3600000 A 127.0.0.1\n');
  // Nothing listens on port 1, so this instance reaches no root server.
  const env = {
    ...process.env,
    PORT: '0',
    DATA_DIR: folder,
    ROOT_HINTS: hints,
    DNS_PORT: '1',
    ALLOW_TARGETS: '127.0.0.0/8',
  };
  server = spawn('node', ['../apps/server/src/server.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise<string>((resolve, reject) => {
    server.stdout!.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  address = /http:\S+/.exec(line)![0];
});

test.afterAll(async () => {
  server.kill('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

test('without root servers the page says so and offers the lab', async ({ page }) => {
  await page.goto(address);
  await page.getByRole('textbox', { name: 'Name to trace' }).fill('example.com');
  await page.getByRole('button', { name: 'Trace', exact: true }).click();
  await untilComplete(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    'No root server can be reached from here',
  );
  await page.getByRole('button', { name: /lab/i }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/Resolves to|Asking/);
});
