// The programs real traces are tested with, from Debian: four name servers, dig, what signs zones, and what reads our exports.
import { spawnSync } from 'node:child_process';
import { aptInstall } from './apt.ts';

/** Each program and the Debian packages it needs. */
const PROGRAMS = {
  nsd: ['nsd'],
  knotd: ['knot'],
  named: ['bind9'],
  pdns_server: ['pdns-server', 'pdns-backend-bind'],
  dig: ['bind9-dnsutils'],
  'dnssec-signzone': ['bind9-utils'],
  tshark: ['tshark'],
  dot: ['graphviz'],
  'rsvg-convert': ['librsvg2-bin'],
} as const;

export type Program = keyof typeof PROGRAMS;

/** Installs what is missing of them. The tests that need one that cannot be had say that they are skipped. */
export async function installNameServers(): Promise<void> {
  // A package that starts its server on installation would take port 53 of every address.
  const missing = missingPrograms(Object.keys(PROGRAMS) as Program[]).map((program) => PROGRAMS[program]);
  if (missing.length === 0 || (await aptInstall(missing.flat()))) return;
  // One that this Debian does not have must not keep the others away.
  for (const packages of missing) await aptInstall(packages);
}

/** Those of the programs that are not on this machine. */
export function missingPrograms(programs: readonly Program[]): Program[] {
  return programs.filter((program) => programPath(program) === null);
}

/** Why the tests that need these programs are skipped, or false. Says so on the console too. */
export function skippedWithout(tests: string, programs: readonly Program[]): string | false {
  const missing = missingPrograms(programs);
  if (missing.length === 0) return false;
  const skip = `SKIPPED, NOT TESTED: ${missing.join(', ')} is not installed and could not be`;
  console.log(`${tests}: ${skip}.`);
  return skip;
}

/** Where a program is, on the path or where Debian keeps servers, or null. */
export function programPath(program: string): string | null {
  const { status, stdout } = spawnSync('sh', ['-c', `PATH="$PATH:/usr/sbin:/sbin" command -v ${program}`], {
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : null;
}
