// Runs one program of others, with its time and an end to its patience.
import { spawn } from 'node:child_process';

export interface PeerRun {
  stdout: string;
  stderr: string;
  /** Null: it was ended for taking too long. */
  exitCode: number | null;
}

/** No peer is cut off before it has waited out every server of a case; the slowest reports take minutes. */
export const PATIENCE_MS = 240_000;

export async function runPeer(command: string, args: readonly string[]): Promise<PeerRun> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: PATIENCE_MS });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => (texts[name] += text));
  }
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { ...texts, exitCode };
}
