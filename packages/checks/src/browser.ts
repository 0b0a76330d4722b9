// Finds a Chromium for the browser tests, and installs one where none is.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { aptInstall } from './apt.ts';
import { run } from './run.ts';
import { repositoryRoot } from './workspace.ts';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The path of a Chromium: `CHROMIUM_PATH`, Playwright's own, or the system's; else one is installed by Playwright or,
 *  as root on Debian, from its packages. Throws with what was tried when none can be had. */
export async function findBrowser(): Promise<string> {
  const found = installed();
  if (found) return found;
  const e2e = join(repositoryRoot, 'e2e');
  await run('npx', ['--no-install', 'playwright', 'install', 'chromium'], { cwd: e2e }).catch(
    (error: unknown) => console.log(`Playwright could not install its Chromium: ${String(error)}`),
  );
  if (!installed()) await aptInstall(['chromium']);
  const now = installed();
  if (now) return now;
  throw new Error('no Chromium was found or could be installed; install one, or name it in CHROMIUM_PATH');
}

function installed(): string | undefined {
  const require = createRequire(join(repositoryRoot, 'e2e/package.json'));
  const { chromium } = require('@playwright/test') as { chromium: { executablePath(): string } };
  const candidates = [process.env['CHROMIUM_PATH'], chromium.executablePath(), ...USUAL_PLACES];
  return candidates.find((path) => path !== undefined && existsSync(path));
}
