// Starts the process that asks about one case, in a network and a file system of its own.
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { CaseReport } from './case-report.ts';

const INSIDE = fileURLToPath(new URL('inside-namespace.ts', import.meta.url));
const MAX_REPORT_OCTETS = 100_000_000;

/** What everybody says of the case. `folder` is for its files, and may be used again. Throws what went wrong inside.
 *  All processes inside end with the first: the name servers too. */
export async function askAbout(code: string, folder: string): Promise<CaseReport> {
  await mkdir(folder, { recursive: true });
  const namespaces = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const { stdout } = await promisify(execFile)(
    'unshare',
    [...namespaces, process.execPath, INSIDE, code, folder],
    { maxBuffer: MAX_REPORT_OCTETS },
  );
  return JSON.parse(stdout) as CaseReport;
}
