// npm test: types, style, unit and scenario tests, then real name servers and a real browser. Stops at the first that fails.
import { join } from 'node:path';
import { findBrowser } from './browser.ts';
import { installNameServers } from './name-servers.ts';
import { run } from './run.ts';
import { repositoryRoot, workspacePackages } from './workspace.ts';

const cwd = repositoryRoot;

await step('types', () => run('tsc', ['-b'], { cwd }));
await step('style', async () => {
  await run('oxlint', [], { cwd });
  await run('oxfmt', ['--check', '.'], { cwd });
});
await step('build', () => run('node', ['packages/checks/src/build.ts'], { cwd }));
await step('name servers', installNameServers);
await step('unit, scenario and integration tests', () =>
  run(
    'node',
    [
      '--test',
      ...workspacePackages().flatMap(({ files }) => files.filter((file) => file.endsWith('.test.ts'))),
    ],
    { cwd },
  ),
);
await step('browser tests', async () => {
  const browser = await findBrowser();
  await run('npx', ['--no-install', 'playwright', 'test'], {
    cwd: join(cwd, 'e2e'),
    env: { ...process.env, CHROMIUM_PATH: browser },
  });
});

async function step(name: string, work: () => Promise<void>): Promise<void> {
  const startedMs = performance.now();
  console.log(`\n# ${name}`);
  try {
    await work();
  } catch (error) {
    console.error(
      `\nnpm test stopped at “${name}”: ${error instanceof Error ? error.message : String(error)}`,
    );
    process.exit(1);
  }
  console.log(`# ${name}: ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
}
