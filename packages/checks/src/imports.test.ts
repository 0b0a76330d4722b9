// The import rules of the house: who may know whom, and which outside package has which one door.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type WorkspacePackage, repositoryRoot, workspacePackages } from './workspace.ts';

/** What shipped code of a package may import of ours. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  '@delegraph/model': [],
  '@delegraph/question': ['@delegraph/model'],
  '@delegraph/tracer': ['@delegraph/model', '@delegraph/question'],
  '@delegraph/diagnosis': ['@delegraph/model'],
  '@delegraph/diagram': ['@delegraph/model'],
  '@delegraph/lab': ['@delegraph/model'],
  '@delegraph/report': ['@delegraph/model', '@delegraph/diagnosis', '@delegraph/diagram'],
  '@delegraph/compare': [
    '@delegraph/model',
    '@delegraph/diagnosis',
    '@delegraph/diagram',
    '@delegraph/report',
  ],
  '@delegraph/bench': ['@delegraph/model', '@delegraph/tracer', '@delegraph/diagnosis', '@delegraph/lab'],
  '@delegraph/server': [
    '@delegraph/model',
    '@delegraph/tracer',
    '@delegraph/diagnosis',
    '@delegraph/diagram',
    '@delegraph/lab',
    '@delegraph/report',
    '@delegraph/compare',
  ],
  '@delegraph/web': [
    '@delegraph/model',
    '@delegraph/question',
    '@delegraph/diagnosis',
    '@delegraph/diagram',
    '@delegraph/report',
    '@delegraph/compare',
  ],
  // It builds the pictures of the faults from the scenarios they are tested with.
  '@delegraph/checks': [
    '@delegraph/diagnosis',
    '@delegraph/diagnosis/testing',
    '@delegraph/diagram',
    '@delegraph/lab',
    '@delegraph/lab/testing',
    '@delegraph/model',
  ],
};

/** Modules with one door each: only files below these folders may import them. */
const DOORS: Readonly<Record<string, readonly string[]>> = {
  'dns-packet': ['packages/tracer/src/codec/'],
  tr46: ['packages/question/src/'],
  'node:dgram': [
    'packages/tracer/src/exchange/',
    'packages/lab/src/serve.ts',
    'packages/bench/src/lab-process.ts',
  ],
  'node:dns': [],
  'node:sqlite': ['apps/server/src/open-database.ts', 'apps/server/src/store-schema.ts'],
  'd3-zoom': ['apps/web/src/pan-zoom.ts'],
  'd3-brush': ['apps/web/src/timeline/time-brush.ts'],
  'd3-scale': ['apps/web/src/timeline/time-scale.ts'],
  'd3-selection': [
    'apps/web/src/pan-zoom.ts',
    'apps/web/src/no-transition.ts',
    'apps/web/src/timeline/time-brush.ts',
  ],
  fastify: ['apps/server/src/'],
  react: ['apps/web/src/'],
};

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|(?:^|\n)\s*import\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g;

const packages = workspacePackages();

test('every package of the workspace has its import rule', () => {
  assert.deepEqual(packages.map(({ name }) => name).toSorted(), Object.keys(MAY_IMPORT).toSorted());
});

for (const workspacePackage of packages) {
  test(`${workspacePackage.name} imports only what it may`, () => {
    const allowed = MAY_IMPORT[workspacePackage.name] ?? [];
    const forbidden = importsOf(workspacePackage, isShipped).filter(
      ({ imported }) => imported.startsWith('@delegraph/') && !allowed.includes(imported),
    );
    assert.deepEqual(forbidden, []);
  });

  test(`${workspacePackage.name} reaches other packages by their names, never into their src`, () => {
    const reaching = importsOf(workspacePackage, () => true).filter(({ file, imported }) =>
      imported.startsWith('.')
        ? !join(file, '..', imported).startsWith(`${workspacePackage.folder}/`)
        : /^@delegraph\/[^/]+\/(?!testing$)/.test(imported),
    );
    assert.deepEqual(reaching, []);
  });
}

test('outside packages are imported through their one door', () => {
  const broken = packages
    .flatMap((workspacePackage) => importsOf(workspacePackage, isShipped))
    .filter(({ file, imported }) => {
      const doors = DOORS[moduleOf(imported)];
      return doors !== undefined && !doors.some((door) => file.startsWith(door));
    });
  assert.deepEqual(broken, []);
});

// What is imported as a type is gone when the program runs, so two files may describe each other.
test('no file imports itself through others', () => {
  const graph = new Map(
    packages.flatMap(({ files }) =>
      files.map(
        (file) =>
          [
            file,
            importsOfFile(file, 'at-run-time')
              .filter((i) => i.startsWith('.'))
              .map((i) => join(file, '..', i)),
          ] as const,
      ),
    ),
  );
  assert.deepEqual(cyclesIn(graph), []);
});

function isShipped(file: string): boolean {
  return !file.endsWith('.test.ts') && !file.includes('/testing/');
}

function importsOf(
  { files }: WorkspacePackage,
  wanted: (file: string) => boolean,
): { file: string; imported: string }[] {
  return files.filter(wanted).flatMap((file) => importsOfFile(file).map((imported) => ({ file, imported })));
}

function importsOfFile(file: string, which: 'all' | 'at-run-time' = 'all'): string[] {
  const text = readFileSync(join(repositoryRoot, file), 'utf8');
  const source = which === 'all' ? text : text.replace(/(?:^|\n)\s*(?:import|export) type [^;]*;/g, '');
  return [...source.matchAll(IMPORT)].map((match) => (match[1] ?? match[2] ?? match[3])!);
}

/** `dns-packet` of `dns-packet/types.js`, `@fastify/static` of itself. */
function moduleOf(imported: string): string {
  return imported
    .split('/')
    .slice(0, imported.startsWith('@') ? 2 : 1)
    .join('/');
}

function cyclesIn(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>();
  const cycles: string[][] = [];
  const visit = (file: string, path: string[]) => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file]);
    else if (!done.has(file)) for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return cycles;
}
