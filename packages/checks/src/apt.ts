// Debian's packages, for what the tests need of the system.
import { spawnSync } from 'node:child_process';
import { run } from './run.ts';
import { repositoryRoot } from './workspace.ts';

/** Installs Debian packages without recommended ones. Returns false, saying why, where it may not or cannot. */
export async function aptInstall(packages: readonly string[]): Promise<boolean> {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) {
    console.log(`Not root on a Debian system, so ${packages.join(', ')} cannot be installed here.`);
    return false;
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await run('apt-get', ['-qq', 'update'], { cwd: repositoryRoot, env });
    await run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...packages], {
      cwd: repositoryRoot,
      env,
    });
    return true;
  } catch (error) {
    console.log(`Installing ${packages.join(', ')} failed: ${String(error)}`);
    return false;
  }
}
