// DNSSEC for zones of tests, by the tools that come with BIND.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { programPath } from '../name-servers.ts';

export interface ZoneKey {
  /** RDATA of the DS record for the parent. */
  ds: string;
  /** The zone, signed, with its non-existence proven by NSEC or NSEC3. */
  sign(text: string, denial: 'nsec' | 'nsec3'): Promise<string>;
  forget(): Promise<void>;
}

/** A new key for the zone `apex`, without its final dot. One key signs everything. */
export async function makeZoneKey(apex: string): Promise<ZoneKey> {
  const directory = await mkdtemp(join(tmpdir(), 'delegraph-key-'));
  const run = async (program: string, ...args: string[]) =>
    (await promisify(execFile)(programPath(program)!, args, { cwd: directory })).stdout;
  const key = (await run('dnssec-keygen', '-q', '-a', 'ECDSAP256SHA256', '-f', 'KSK', apex)).trim();
  const ds = (await run('dnssec-dsfromkey', '-2', key)).trim().split(' DS ')[1]!;
  return {
    ds,
    async sign(text, denial) {
      await writeFile(join(directory, 'zone'), text);
      const options = denial === 'nsec' ? [] : ['-3', '-', '-H', '0'];
      const flags = ['-S', '-z', '-P', '-q', '-O', 'full', ...options];
      await run('dnssec-signzone', ...flags, '-o', apex, '-f', 'signed', 'zone');
      return await readFile(join(directory, 'signed'), 'utf8');
    },
    forget: () => rm(directory, { recursive: true, force: true }),
  };
}
