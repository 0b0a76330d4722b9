// The program: reads the configuration, opens what is needed, listens, and closes it all in turn.
import { isIPv6, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import closeWithGrace from 'close-with-grace';
import { buildApp } from './build-app.ts';
import { ConfigurationError, readConfiguration } from './configuration.ts';
import { startEngine } from './engine.ts';
import { StoreError } from './open-database.ts';
import { openStore } from './store.ts';
import { openTransferProofs } from './transfer-proof.ts';

/** Time for running traces to store their ends. */
const CLOSE_MS = 10_000;

try {
  await serve();
} catch (error) {
  console.error(sentenceFor(error));
  process.exit(1);
}

async function serve(): Promise<void> {
  const configuration = readConfiguration(process.env);
  const { host, port, dataDirectory, publicUrl } = configuration;
  const store = openStore(dataDirectory);
  const engine = await startEngine(configuration);
  const pageDirectory = fileURLToPath(new URL('../../web/dist', import.meta.url));
  const app = await buildApp({
    store,
    engine,
    transferProofOf: openTransferProofs(dataDirectory),
    pageDirectory,
    publicUrl,
    sharing: configuration,
    trustedProxies: configuration.trustedProxies,
    logTo: process.stderr,
  });

  closeWithGrace({ delay: CLOSE_MS, logger: false }, async ({ err }) => {
    if (err) app.log.error({ err }, 'stopped by a fault');
    await app.close();
    await engine.close();
    store.close();
  });
  await app.listen({ host, port });
  console.log(`delegraph is ready at ${localAddress(host, (app.server.address() as AddressInfo).port)}`);
}

/** An address to open on this machine: a server that listens everywhere is at the loopback address too. */
function localAddress(host: string, port: number): string {
  const name = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  return `http://${isIPv6(name) ? `[${name}]` : name}:${port}`;
}

/** What the operator can mend in one sentence; anything else with its stack. */
function sentenceFor(error: unknown): unknown {
  if (error instanceof ConfigurationError || error instanceof StoreError) return error.message;
  const { code, syscall, address, port } = error as NodeJS.ErrnoException & {
    address?: string;
    port?: number;
  };
  if (syscall !== 'listen' && syscall !== 'getaddrinfo') return error;
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${address} is in use by another program; set PORT to another port, or to 0 for any free one.`;
    case 'EACCES':
      return `Port ${port} is not allowed for this user; set PORT to 1024 or higher.`;
    default:
      return `The server cannot listen on HOST “${process.env['HOST'] ?? ''}”: ${code}.`;
  }
}
