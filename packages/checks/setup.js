// Makes a fresh checkout ready: the packages of the lockfile, and the Node they need.
// Plain JavaScript for the Node and npm the machine already has (20 or newer). Does nothing, and needs no
// network, when the lockfile that was installed is still the lockfile.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PNPM = 'pnpm@12.21.0';
const root = fileURLToPath(new URL('../../', import.meta.url));
const stampFile = `${root}node_modules/.installed-lockfile`;

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(`delegraph needs Node 20 or newer to set itself up; this is ${process.versions.node}.`);
  process.exit(1);
}

const wanted = fingerprint();
const installed = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';
if (installed !== wanted) install();

function fingerprint() {
  const hash = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json'])
    hash.update(readFileSync(root + file));
  return hash.digest('hex');
}

function install() {
  rmSync(stampFile, { force: true });
  const { status } = spawnSync('npx', ['--yes', PNPM, 'install', '--frozen-lockfile'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
  const node = `${root}node_modules/.bin/node`;
  if (!existsSync(node) && major < 26) {
    console.error(
      `The project's own Node 26 could not be installed for ${process.platform} ${process.arch}, and this machine's ` +
        `is ${process.versions.node}. Install Node 26 and run the command again.`,
    );
    process.exit(1);
  }
  writeFileSync(stampFile, wanted);
}
