// What a first load costs in script: no page may wait for more than 150 KB of it, compressed as it is served.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { repositoryRoot } from './workspace.ts';

const dist = join(repositoryRoot, 'apps/web/dist');
const MOST_OCTETS = 150_000;

interface Chunk {
  file: string;
  imports?: string[];
}

const manifestFile = join(dist, '.vite/manifest.json');
const notBuilt = { skip: !existsSync(manifestFile) && 'NOT BUILT' };

for (const [page, modules] of [
  ['the empty page', ['index.html']],
  ['the first picture of a trace', ['index.html', 'src/pages/trace-page.tsx']],
] as const) {
  test(`${page} waits for at most ${MOST_OCTETS / 1000} KB of script`, notBuilt, () => {
    const octets = scriptsOf(modules).map((file) => [file, statSync(join(dist, `${file}.br`)).size] as const);
    const sum = octets.reduce((total, [, size]) => total + size, 0);
    assert.ok(sum > 10_000, 'the manifest names no scripts');
    assert.ok(sum <= MOST_OCTETS, `${sum} octets: ${octets.map((pair) => pair.join(' ')).join(', ')}`);
  });
}

/** The files of the modules and of all they import at once. What they import later is not among them. */
function scriptsOf(modules: readonly string[]): string[] {
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Record<string, Chunk>;
  const seen = new Set<string>();
  const visit = (module: string) => {
    if (seen.has(module)) return;
    seen.add(module);
    for (const imported of manifest[module]!.imports ?? []) visit(imported);
  };
  modules.forEach(visit);
  return [...seen].map((module) => manifest[module]!.file);
}
