// Measures this program against DNSViz and Zonemaster: serves the tree of every fault on port 53 in a network namespace of
// its own, asks all three, and writes packages/diagnosis/AGAINST-PEERS.md. With a file of reports, it writes the page of those.
//
//   node packages/checks/src/against-peers.ts [reports.json]
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { aptInstall } from './apt.ts';
import { programPath } from './name-servers.ts';
import type { CaseReport } from './testing/peers/case-report.ts';
import { askAbout } from './testing/peers/in-namespace.ts';
import { peerCases } from './testing/peers/peer-case.ts';
import { type Circumstances, peersPage, unexplainedIn } from './testing/peers/peers-page.ts';
import { repositoryRoot } from './workspace.ts';

const PAGE = join(repositoryRoot, 'packages/diagnosis/AGAINST-PEERS.md');
const SIDE_BY_SIDE = 4;
const PROGRAMS = {
  nsd: 'nsd',
  knotd: 'knot',
  named: 'bind9',
  dnsviz: 'dnsviz',
  'zonemaster-cli': 'zonemaster-cli',
};

interface Measured {
  circumstances: Circumstances;
  reports: readonly CaseReport[];
}

const [given] = process.argv.slice(2);
const measured = given ? (JSON.parse(await readFile(given, 'utf8')) as Measured) : await measure();
await writeFile(PAGE, peersPage(measured.reports, measured.circumstances));
spawnSync(join(repositoryRoot, 'node_modules/.bin/oxfmt'), [PAGE], { stdio: 'inherit' });
console.log(`Written: ${PAGE}`);
const unexplained = unexplainedIn(measured.reports);
for (const line of unexplained) console.log(`NOT EXPLAINED: ${line}`);
process.exitCode = unexplained.length === 0 ? 0 : 1;

async function measure(): Promise<Measured> {
  const missing = Object.entries(PROGRAMS).filter(([program]) => programPath(program) === null);
  if (missing.length > 0 && !(await aptInstall(missing.map(([, debianPackage]) => debianPackage)))) {
    throw new Error(`Needed and not there: ${missing.map(([program]) => program).join(', ')}`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'delegraph-peers-'));
  const waiting = peerCases();
  const order = waiting.map(({ code }) => code);
  const reports: CaseReport[] = [];
  await Promise.all(
    Array.from({ length: SIDE_BY_SIDE }, async (_, i) => {
      for (let one = waiting.shift(); one; one = waiting.shift()) {
        const report = await askAbout(one.code, join(folder, String(i)));
        reports.push(report);
        console.log(
          `${reports.length} of ${order.length}: ${one.code}, ${report.ours.said.join('; ') || 'nothing said'}`,
        );
      }
    }),
  );
  await rm(folder, { recursive: true, force: true });
  reports.sort((one, other) => order.indexOf(one.code) - order.indexOf(other.code));
  const result = { circumstances: circumstances(), reports };
  const kept = join(tmpdir(), 'delegraph-against-peers.json');
  await writeFile(kept, JSON.stringify(result));
  console.log(`What everybody said is in ${kept}`);
  return result;
}

function circumstances(): Circumstances {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: repositoryRoot,
    encoding: 'utf8',
  });
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Linux ${release()}, Node ${process.versions.node}, load average ${loadavg()[2]!.toFixed(0)}`,
    commit: commit.trim(),
    sideBySide: SIDE_BY_SIDE,
    versions: Object.fromEntries(Object.values(PROGRAMS).map((name) => [name, versionOf(name)])),
  };
}

function versionOf(debianPackage: string): string {
  return execFileSync('dpkg-query', ['-W', '-f', '${Version}', debianPackage], { encoding: 'utf8' });
}
