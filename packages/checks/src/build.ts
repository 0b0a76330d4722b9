// Builds the page into apps/web/dist, with the pictures of the faults, the recorded traces of its gallery, the page as one script
// for traces saved in a file, and .br and .gz beside each file, unless it is built from these sources already.
// The server needs no build.
import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { writeFaultPictures } from './fault-pictures.ts';
import { run } from './run.ts';
import { repositoryRoot, workspacePackages } from './workspace.ts';

const COMPRESSIBLE = /\.(?:js|css|html|svg|json|ndjson|txt)$/;
/** What a page needs to open without the network: everything but what only an old browser asks for. */
const OFFLINE = /^\/(?:assets\/.+\.(?:js|css|woff2)|recordings\/.+|icon\.svg|first\.js)$/;
const web = join(repositoryRoot, 'apps/web');
const dist = join(web, 'dist');
const fingerprintFile = join(dist, '.built-from');

const sources = await fingerprintOfSources();
const built = await readFile(fingerprintFile, 'utf8').catch(() => null);
if (built !== sources) {
  await run('npx', ['--no-install', 'vite', 'build', '--logLevel', 'warn'], { cwd: web });
  await run('npx', ['--no-install', 'vite', 'build', '--mode', 'saved', '--logLevel', 'warn'], { cwd: web });
  await writeFaultPictures(join(dist, 'faults'));
  await run('node', ['apps/server/src/record-gallery.ts', join(dist, 'recordings')], { cwd: repositoryRoot });
  await nameOfflineFiles();
  for (const file of await filesBelow(dist)) if (COMPRESSIBLE.test(file)) await precompress(file);
  await writeFile(fingerprintFile, sources);
}

/** One hash over everything the page is built from: its own files, those of the packages, and the lockfile. */
async function fingerprintOfSources(): Promise<string> {
  const hash = createHash('sha256');
  const own = await Promise.all(['src', 'public'].map((folder) => filesBelow(join(web, folder))));
  const settings = ['index.html', 'vite.config.ts', 'package.json'].map((file) => join(web, file));
  const recorders = ['record-gallery.ts', 'record-scenario.ts'].map((file) =>
    join(repositoryRoot, 'apps/server/src', file),
  );
  const shared = workspacePackages()
    .filter(({ folder }) => folder.startsWith('packages/'))
    .flatMap(({ files }) => files.map((file) => join(repositoryRoot, file)));
  for (const file of [
    ...own.flat(),
    ...settings,
    ...recorders,
    ...shared,
    join(repositoryRoot, 'pnpm-lock.yaml'),
  ].toSorted()) {
    hash.update(file.slice(repositoryRoot.length)).update(await readFile(file));
  }
  return hash.digest('hex');
}

/** Tells the service worker which files to keep, and by their hash that they are others than before. */
async function nameOfflineFiles(): Promise<void> {
  const files = (await filesBelow(dist))
    .map((file) => file.slice(dist.length))
    .filter((file) => OFFLINE.test(file));
  const hash = createHash('sha256');
  for (const file of files.toSorted()) hash.update(file).update(await readFile(join(dist, file)));
  hash.update(await readFile(join(dist, 'index.html')));
  const shell = { version: hash.digest('hex').slice(0, 16), files: ['/', ...files.toSorted()] };
  const worker = join(dist, 'service-worker.js');
  await writeFile(worker, `const SHELL = ${JSON.stringify(shell)};\n${await readFile(worker, 'utf8')}`);
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function precompress(file: string): Promise<void> {
  const content = await readFile(file);
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    promisify(gzip)(content, { level: 9 }),
  ]);
  await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)]);
}
