// NSD, Knot, BIND and PowerDNS as child processes, each on loopback and on a port of its own, with zones from text.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { programPath } from '../name-servers.ts';

export type Software = 'nsd' | 'knotd' | 'named' | 'pdns_server';

export const SOFTWARE: readonly Software[] = ['nsd', 'knotd', 'named', 'pdns_server'];

export interface Daemon {
  software: Software;
  /** BIND listens only on addresses that an interface has by name: 127.0.0.1. */
  address: string;
  /** Whether it listens on ::1 too. */
  ipv6?: boolean;
  /** Absent: a free one. */
  port?: number;
  /** Master files by apex, without the final dot; the root is `.`. */
  zones: Readonly<Record<string, string>>;
}

export interface RunningDaemons {
  /** The port of each daemon, in the order they were given. */
  ports: readonly number[];
  stop: () => Promise<void>;
}

const START_MS = 10_000;
const FIRST_PORT = 15_000;
const PORTS_END = 32_000;

/** Whether this machine has IPv6 on loopback. */
export const hasIPv6Loopback = Object.values(networkInterfaces())
  .flat()
  .some((of) => of?.address === '::1');

/** Starts the daemons and waits until each answers. Throws with the output of one that does not. */
export async function startDaemons(daemons: readonly Daemon[]): Promise<RunningDaemons> {
  const folder = await mkdtemp(join(tmpdir(), 'delegraph-servers-'));
  const free = await freePorts(daemons.length);
  const ports = daemons.map(({ port }, i) => port ?? free[i]!);
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
      const { args, files } = commandOf(daemon, directory, ports[index]!);
      for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
      if (daemon.software === 'pdns_server') await declarePresigned(daemon, directory);
      const child = spawn(programPath(daemon.software)!, args, {
        cwd: directory,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let text = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
      running.push({ child, output: () => text });
    }
    await Promise.all(daemons.map((daemon, i) => untilAnswering(daemon, ports[i]!, running[i]!.output)));
    return { ports, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function zoneFile(directory: string, apex: string): string {
  return join(directory, `${apex === '.' ? 'root' : apex}.zone`);
}

interface Command {
  args: string[];
  /** The configuration, by file name. */
  files: Record<string, string>;
}

function commandOf(daemon: Daemon, directory: string, port: number): Command {
  switch (daemon.software) {
    case 'nsd':
      return nsdCommand(daemon, directory, port);
    case 'knotd':
      return knotCommand(daemon, directory, port);
    case 'named':
      return bindCommand(daemon, directory, port);
    case 'pdns_server':
      return powerDnsCommand(daemon, directory, port);
  }
}

function nsdCommand(daemon: Daemon, directory: string, port: number): Command {
  const configuration = [
    `server:\n server-count: 1\n username: ""\n pidfile: ""\n zonesdir: "${directory}"\n verbosity: 1`,
    ` database: ""\n xfrdfile: "${directory}/xfrd.state"\n zonelistfile: "${directory}/zone.list"`,
    ...addressesOf(daemon).map((address) => ` ip-address: ${address}@${port}`),
    'remote-control:\n control-enable: no',
    ...zonesOf(daemon, directory).map(([apex, file]) => `zone:\n name: "${apex}"\n zonefile: "${file}"`),
  ];
  return { args: ['-d', '-c', 'nsd.conf'], files: { 'nsd.conf': configuration.join('\n') } };
}

function knotCommand(daemon: Daemon, directory: string, port: number): Command {
  const configuration = [
    `server:\n    rundir: "${directory}"\n    udp-workers: 1\n    tcp-workers: 1\n    background-workers: 1`,
    `    listen: [${addressesOf(daemon)
      .map((address) => `"${address}@${port}"`)
      .join(', ')}]`,
    `database:\n    storage: "${directory}"`,
    'log:\n  - target: stderr\n    any: warning',
    'zone:',
    ...zonesOf(daemon, directory).map(([apex, file]) => `  - domain: ${apex}\n    file: "${file}"`),
    '',
  ];
  return { args: ['-c', 'knot.conf'], files: { 'knot.conf': configuration.join('\n') } };
}

function bindCommand(daemon: Daemon, directory: string, port: number): Command {
  const ipv6 = daemon.ipv6 ? '::1;' : 'none;';
  const configuration = [
    `options { directory "${directory}"; listen-on port ${port} { ${daemon.address}; };`,
    `  listen-on-v6 port ${port} { ${ipv6} };`,
    '  recursion no; pid-file none; session-keyfile none; dnssec-validation no; notify no; };',
    'controls { };',
    ...zonesOf(daemon, directory).map(([apex, file]) => `zone "${apex}" { type primary; file "${file}"; };`),
  ];
  return { args: ['-g', '-c', 'named.conf', '-n', '1'], files: { 'named.conf': configuration.join('\n') } };
}

function powerDnsCommand(daemon: Daemon, directory: string, port: number): Command {
  const settings = [
    'launch=bind',
    `bind-config=${directory}/zones.conf`,
    `bind-dnssec-db=${directory}/dnssec.db`,
    `local-address=${addressesOf(daemon).join(',')}`,
    `local-port=${port}`,
    `socket-dir=${directory}`,
    'dname-processing=yes',
    'receiver-threads=1',
    'distributor-threads=1',
    'security-poll-suffix=',
    'version-string=anonymous',
    '',
  ];
  const zones = zonesOf(daemon, directory).map(
    ([apex, file]) => `zone "${apex}" { type master; file "${file}"; };`,
  );
  return {
    args: [`--config-dir=${directory}`, '--daemon=no', '--guardian=no', '--disable-syslog'],
    files: { 'pdns.conf': settings.join('\n'), 'zones.conf': zones.join('\n') },
  };
}

/** PowerDNS serves signatures from a zone file only when it is told that they are there. */
async function declarePresigned({ zones }: Daemon, directory: string): Promise<void> {
  const pdnsutil = (...args: string[]) =>
    promisify(execFile)(programPath('pdnsutil')!, [`--config-dir=${directory}`, ...args]);
  await pdnsutil('create-bind-db', join(directory, 'dnssec.db'));
  for (const [apex, text] of Object.entries(zones)) {
    if (/\sRRSIG\s/.test(text)) await pdnsutil('set-presigned', apex);
  }
}

function addressesOf({ address, ipv6 = false }: Daemon): string[] {
  return ipv6 ? [address, '::1'] : [address];
}

function zonesOf({ zones }: Daemon, directory: string): [apex: string, file: string][] {
  return Object.keys(zones).map((apex) => [apex, zoneFile(directory, apex)]);
}

/** Ports that are free for UDP and TCP on loopback now, below those that the system gives to clients. */
async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = randomInt(FIRST_PORT, PORTS_END);
    if (!ports.has(port) && (await isFree(port))) ports.add(port);
  }
  return [...ports];
}

async function isFree(port: number): Promise<boolean> {
  const udp = createSocket('udp4').bind(port, '127.0.0.1');
  const tcp = createServer().listen(port, '127.0.0.1');
  try {
    await Promise.all([once(udp, 'listening'), once(tcp, 'listening')]);
    return true;
  } catch {
    return false;
  } finally {
    udp.on('error', () => {}).close();
    tcp.on('error', () => {}).close();
  }
}

/** Asks `. SOA` until something comes back; any answer shows that the daemon is up. */
async function untilAnswering(
  { software, address }: Daemon,
  port: number,
  output: () => string,
): Promise<void> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
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
