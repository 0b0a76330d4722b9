// Builds the page into apps/web/dist, with .br and .gz beside each file. The server needs no build.
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { run } from './run.ts';
import { repositoryRoot } from './workspace.ts';

const COMPRESSIBLE = /\.(?:js|css|html|svg|json|txt)$/;
const web = join(repositoryRoot, 'apps/web');

await run('npx', ['--no-install', 'vite', 'build', '--logLevel', 'warn'], { cwd: web });
const dist = join(web, 'dist');
for (const entry of await readdir(dist, { recursive: true, withFileTypes: true })) {
  if (entry.isFile() && COMPRESSIBLE.test(entry.name)) await precompress(join(entry.parentPath, entry.name));
}

async function precompress(file: string): Promise<void> {
  const content = await readFile(file);
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    promisify(gzip)(content, { level: 9 }),
  ]);
  await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)]);
}
