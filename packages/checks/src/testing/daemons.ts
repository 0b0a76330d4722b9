// NSD, Knot and BIND as child processes, each on loopback addresses of its own, with zones from text.
import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programPath } from '../name-servers.ts';

export interface Daemon {
  software: 'nsd' | 'knotd' | 'named';
  address: string;
  /** Master files by apex, without the final dot; the root is `.`. */
  zones: Readonly<Record<string, string>>;
}

export interface RunningDaemons {
  /** Every daemon listens on it, at its own address. */
  port: number;
  stop(): Promise<void>;
}

const START_MS = 10_000;

/** The programs of which one is not on this machine; the tests that need it are skipped. */
export function missingPrograms(): string[] {
  return ['nsd', 'knotd', 'named'].filter((program) => programPath(program) === null);
}

/** Starts the daemons and waits until each answers. Throws with the output of one that does not. */
export async function startDaemons(daemons: readonly Daemon[]): Promise<RunningDaemons> {
  const folder = await mkdtemp(join(tmpdir(), 'delegraph-servers-'));
  const port = await freePort();
  const running: { child: ChildProcess; output: () => string }[] = [];
  const stop = async () => {
    await Promise.all(running.map(({ child }) => ended(child)));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    for (const [index, daemon] of daemons.entries()) {
      const directory = join(folder, String(index));
      await mkdir(directory);
      for (const [apex, text] of Object.entries(daemon.zones))
        await writeFile(zoneFile(directory, apex), text);
      const { args, configuration } = commandOf(daemon, directory, port);
      await writeFile(join(directory, 'server.conf'), configuration);
      const child = spawn(programPath(daemon.software)!, args, {
        cwd: directory,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let text = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
      running.push({ child, output: () => text });
    }
    await Promise.all(daemons.map((daemon, i) => untilAnswering(daemon, port, running[i]!.output)));
    return { port, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function zoneFile(directory: string, apex: string): string {
  return join(directory, `${apex === '.' ? 'root' : apex}.zone`);
}

function commandOf(
  { software, address, zones }: Daemon,
  directory: string,
  port: number,
): { args: string[]; configuration: string } {
  const configurationFile = join(directory, 'server.conf');
  const apexes = Object.keys(zones);
  switch (software) {
    case 'nsd':
      return {
        args: ['-d', '-c', configurationFile],
        configuration: [
          `server:\n ip-address: ${address}@${port}\n server-count: 1\n username: ""\n pidfile: ""\n zonesdir: "${directory}"`,
          ` database: ""\n xfrdfile: "${directory}/xfrd.state"\n zonelistfile: "${directory}/zone.list"\n do-ip6: no\n verbosity: 1`,
          'remote-control:\n control-enable: no',
          ...apexes.map((apex) => `zone:\n name: "${apex}"\n zonefile: "${zoneFile(directory, apex)}"`),
        ].join('\n'),
      };
    case 'knotd':
      return {
        args: ['-c', configurationFile],
        configuration: [
          `server:\n    listen: ${address}@${port}\n    rundir: "${directory}"`,
          `database:\n    storage: "${directory}"`,
          'log:\n  - target: stderr\n    any: warning',
          'zone:',
          ...apexes.map((apex) => `  - domain: ${apex}\n    file: "${zoneFile(directory, apex)}"`),
          '',
        ].join('\n'),
      };
    case 'named':
      return {
        args: ['-g', '-c', configurationFile, '-n', '1'],
        configuration: [
          `options { directory "${directory}"; listen-on port ${port} { ${address}; }; listen-on-v6 { none; };`,
          `  recursion no; pid-file none; session-keyfile none; dnssec-validation no; notify no; };`,
          'controls { };',
          ...apexes.map((apex) => `zone "${apex}" { type primary; file "${zoneFile(directory, apex)}"; };`),
        ].join('\n'),
      };
  }
}

/** A UDP port that is free on loopback now. */
async function freePort(): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const { port } = socket.address();
  socket.close();
  return port;
}

/** Asks `. SOA` until something comes back; any answer shows that the daemon is up. */
async function untilAnswering(
  { software, address }: Daemon,
  port: number,
  output: () => string,
): Promise<void> {
  const socket = createSocket('udp4');
  const query = Buffer.from('1234000000010000000000000000060001', 'hex');
  const untilMs = performance.now() + START_MS;
  try {
    await new Promise<void>((resolve, reject) => {
      const ask = setInterval(() => {
        if (performance.now() > untilMs) {
          clearInterval(ask);
          reject(new Error(`${software} at ${address} does not answer after ${START_MS} ms:\n${output()}`));
        }
        socket.send(query, port, address);
      }, 50);
      socket.once('message', () => {
        clearInterval(ask);
        resolve();
      });
    });
  } finally {
    socket.close();
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), 3000);
  await exit;
  clearTimeout(hard);
}
