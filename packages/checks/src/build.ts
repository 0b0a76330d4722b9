// Builds the page and the pictures of the faults into apps/web/dist, with .br and .gz beside each file, unless it is built
// from these sources already.
// The server needs no build.
import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { writeFaultPictures } from './fault-pictures.ts';
import { run } from './run.ts';
import { repositoryRoot, workspacePackages } from './workspace.ts';

const COMPRESSIBLE = /\.(?:js|css|html|svg|json|txt)$/;
const web = join(repositoryRoot, 'apps/web');
const dist = join(web, 'dist');
const fingerprintFile = join(dist, '.built-from');

const sources = await fingerprintOfSources();
const built = await readFile(fingerprintFile, 'utf8').catch(() => null);
if (built !== sources) {
  await run('npx', ['--no-install', 'vite', 'build', '--logLevel', 'warn'], { cwd: web });
  await writeFaultPictures(join(dist, 'faults'));
  for (const file of await filesBelow(dist)) if (COMPRESSIBLE.test(file)) await precompress(file);
  await writeFile(fingerprintFile, sources);
}

/** One hash over everything the page is built from: its own files, those of the packages, and the lockfile. */
async function fingerprintOfSources(): Promise<string> {
  const hash = createHash('sha256');
  const own = await Promise.all(['src', 'public'].map((folder) => filesBelow(join(web, folder))));
  const settings = ['index.html', 'vite.config.ts', 'package.json'].map((file) => join(web, file));
  const shared = workspacePackages()
    .filter(({ folder }) => folder.startsWith('packages/'))
    .flatMap(({ files }) => files.map((file) => join(repositoryRoot, file)));
  for (const file of [
    ...own.flat(),
    ...settings,
    ...shared,
    join(repositoryRoot, 'pnpm-lock.yaml'),
  ].toSorted()) {
    hash.update(file.slice(repositoryRoot.length)).update(await readFile(file));
  }
  return hash.digest('hex');
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
