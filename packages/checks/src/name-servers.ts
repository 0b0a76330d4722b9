// The name servers real traces are tested against: NSD, Knot and BIND from Debian, where they are or can be installed.
import { spawnSync } from 'node:child_process';
import { aptInstall } from './apt.ts';

/** Debian package and the program in it. */
const SERVERS = [
  { package: 'nsd', program: 'nsd' },
  { package: 'knot', program: 'knotd' },
  { package: 'bind9', program: 'named' },
] as const;

/** Installs what is missing of them. The tests that need one that cannot be had say that they are skipped. */
export async function installNameServers(): Promise<void> {
  // A package that starts its server on installation would take port 53 of every address.
  const missing = SERVERS.filter(({ program }) => !hasProgram(program));
  if (missing.length === 0) return;
  await aptInstall(missing.map(({ package: name }) => name));
}

/** Whether a program is on the path, or where Debian keeps servers. */
export function hasProgram(program: string): boolean {
  return programPath(program) !== null;
}

/** Where a program is, or null. */
export function programPath(program: string): string | null {
  const { status, stdout } = spawnSync('sh', ['-c', `PATH="$PATH:/usr/sbin:/sbin" command -v ${program}`], {
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : null;
}
