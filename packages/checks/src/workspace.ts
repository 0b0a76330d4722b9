// What the workspace consists of, read from disk.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The absolute path of the checkout, without a final slash. */
export const repositoryRoot = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');

export interface WorkspacePackage {
  /** The name other packages import it by. */
  name: string;
  /** Its folder, relative to the checkout: `packages/model`. */
  folder: string;
  /** Every .ts and .tsx file below its src, relative to the checkout. */
  files: string[];
}

/** All packages under packages/ and apps/. */
export function workspacePackages(): WorkspacePackage[] {
  return ['packages', 'apps'].flatMap((group) =>
    readdirSync(join(repositoryRoot, group), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => describe(join(group, entry.name))),
  );
}

function describe(folder: string): WorkspacePackage {
  const manifest: unknown = JSON.parse(readFileSync(join(repositoryRoot, folder, 'package.json'), 'utf8'));
  const name = (manifest as { name: string }).name;
  const files = readdirSync(join(repositoryRoot, folder, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(repositoryRoot.length + 1));
  return { name, folder, files };
}
