// Runs one command of the checks and the build in the foreground.
import { spawn } from 'node:child_process';

/** Runs `command` with its output on ours. Rejects with the command line when it does not exit with 0. */
export async function run(
  command: string,
  args: readonly string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<void> {
  const child = spawn(command, args, { stdio: 'inherit', ...options });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')} exited with ${code}`);
}
