// `node packages/bench/src/page.ts`: how fast the page is, measured in a browser, as one table. Needs a built page
// (`npm run build`) and a Chromium; asks the lab and nobody else.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { type Server, createServer, request } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ms, reported, within } from './figures.ts';
import { LARGE_TRACE_SERVERS, largeTrace } from './large-trace.ts';
import {
  type Browser,
  STORED_TRACE,
  measureBurst,
  measureFirstHop,
  measureOpening,
} from './page-measures.ts';
import { median, quantile } from './quantiles.ts';
import { type Row, tableText } from './table.ts';

const RUNS = process.argv.includes('--quick') ? 3 : 9;
const FIRST_HOP_MS = 100;
const OPENING_MS = 1000;
/** 60 a second. */
const FRAME_MS = 1000 / 60;

const root = fileURLToPath(new URL('../../..', import.meta.url));
const directory = await mkdtemp(join(tmpdir(), 'delegraph-bench-'));
const server = spawn(process.execPath, [join(root, 'apps/server/src/server.ts')], {
  env: { ...process.env, PORT: '0', DATA_DIR: directory, VANTAGE: 'bench' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const events = await largeTrace();
  const front = await frontOf(await addressOf(server.stdout), events);
  const address = `http://127.0.0.1:${(front.address() as AddressInfo).port}/`;
  const browser = await openBrowser();
  try {
    const rows = [
      ...(await firstHopRows(browser, address)),
      ...(await largeTraceRows(browser, address, events)),
    ];
    console.log(tableText([{ title: 'The page, in Chromium at 1440 × 900', rows }]));
    console.log(
      `\nChromium ${browser.version()} on ${cpus().length} × ${cpus()[0]?.model}; medians of ${RUNS}.`,
    );
  } finally {
    await browser.close();
    front.close();
    front.closeAllConnections();
  }
} finally {
  server.kill('SIGTERM');
  await rm(directory, { recursive: true, force: true });
}

async function firstHopRows(browser: Browser, address: string): Promise<Row[]> {
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await measureFirstHop(browser, address));
  const paintMs = runs.map((run) => run.paintMs);
  return [
    within('first hop painted, after its event reached the browser', {
      value: median(paintMs),
      bound: FIRST_HOP_MS,
    }),
    reported('    the slowest of them', ms(quantile(paintMs, 1))),
    reported('stream asked for, after the name was submitted', ms(median(runs.map((run) => run.streamMs)))),
    reported('first hop painted, after the name was submitted', ms(median(runs.map((run) => run.submitMs)))),
  ];
}

async function largeTraceRows(browser: Browser, address: string, events: readonly object[]): Promise<Row[]> {
  const openings = [];
  for (let run = 0; run < RUNS; run += 1) openings.push(await measureOpening(browser, address));
  const bursts = [];
  for (let run = 0; run < RUNS; run += 1) bursts.push(await measureBurst(browser, address, events));
  const frames = bursts.flatMap(({ frameMs }) => frameMs);
  return [
    within(`stored trace of ${LARGE_TRACE_SERVERS} servers (${events.length} events) opened and painted`, {
      value: median(openings),
      bound: OPENING_MS,
    }),
    within('burst of 1,000 events: a frame', { value: median(frames), bound: FRAME_MS, factor: 1.05 }),
    reported('    19 of 20 frames are shorter than', ms(quantile(frames, 0.95))),
    reported('    layouts a frame', median(bursts.map((burst) => burst.layouts / burst.frames)).toFixed(2)),
    reported('    until all of it is painted', ms(median(bursts.map((burst) => burst.paintMs)))),
  ];
}

/** A server before the server, which has one trace more: the events, in one piece. */
async function frontOf(server: string, events: readonly object[]): Promise<Server> {
  const log = events.map((event) => JSON.stringify(event)).join('\n');
  const id = STORED_TRACE.split('/').at(-1);
  const front = createServer((incoming, reply) => {
    const { url = '/', method, headers } = incoming;
    if (url === `/api/traces/${id}/log`) return reply.end(log);
    const outgoing = request(new URL(url, server), { method, headers }, (answer) => {
      reply.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(reply);
    });
    return incoming.pipe(outgoing);
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  return front;
}

/** The address the server prints when it is ready. */
async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(output)) {
    const address = /ready at (\S+)/.exec(line)?.[1];
    if (address) return address;
  }
  throw new Error('The server ended before it was ready.');
}

function openBrowser(): Promise<Browser> {
  // Playwright belongs to the browser tests.
  const require = createRequire(join(root, 'e2e/package.json'));
  const { chromium } = require('@playwright/test') as {
    chromium: {
      executablePath(): string;
      launch(options: { executablePath?: string; args: string[] }): Promise<Browser>;
    };
  };
  const executablePath = [process.env['CHROMIUM_PATH'], chromium.executablePath(), '/usr/bin/chromium'].find(
    (path) => path !== undefined && existsSync(path),
  );
  return chromium.launch({ ...(executablePath && { executablePath }), args: ['--disable-gpu'] });
}
