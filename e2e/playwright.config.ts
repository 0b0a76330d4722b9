// The browser tests: one server with its lab, one Chromium, one journey after the other.
import { existsSync } from 'node:fs';
import { defineConfig, devices } from '@playwright/test';
import { firstResolverPort, resolverList, serverPort as PORT } from './ports.ts';

const browser = process.env['CHROMIUM_PATH'];

export default defineConfig({
  testDir: '.',
  outputDir: 'test-results',
  workers: 1,
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
  timeout: 45_000,
  expect: { timeout: 15_000 },
  use: {
    ...devices['Desktop Chrome'],
    baseURL: `http://127.0.0.1:${PORT}`,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    // It would fetch the whole gallery for every journey; the one about being offline lets it.
    serviceWorkers: 'block',
    launchOptions: {
      ...(browser && existsSync(browser) ? { executablePath: browser } : {}),
      args: [
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--no-first-run',
      ],
    },
  },
  webServer: [
    {
      command: 'node lab-resolvers.ts',
      port: firstResolverPort,
      reuseExistingServer: false,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 5000 },
    },
    {
      command: 'node ../apps/server/src/server.ts',
      url: `http://127.0.0.1:${PORT}/readyz`,
      // The profile “internet” leads to a closed port on loopback: no test leaves the machine, not even by mistake.
      env: {
        PORT: String(PORT),
        DATA_DIR: 'test-results/data',
        VANTAGE: 'e2e',
        ROOT_HINTS: 'no-root-servers.hints',
        DNS_PORT: '1',
        ALLOW_TARGETS: '127.0.0.0/8',
        RESOLVERS: resolverList,
        UPLOADS: 'on',
        REPORT_TO: 'mailto:dns@example.test',
      },
      reuseExistingServer: false,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 5000 },
    },
  ],
});
