// Asks DNSViz: `probe -A` from the root of the case, then `grok` for what is wrong.
import { execFileSync } from 'node:child_process';
import type { PeerMessage, PeerReport } from './case-report.ts';
import { runPeer } from './run-peer.ts';

/** Where Debian's package keeps the root hints. DNSViz has no option for others, and reads this file on each start. */
const ROOT_HINTS = '/usr/share/dnsviz/hints/named.root';

interface Asking {
  names: readonly string[];
  type: string;
  hints: string;
  folder: string;
}

/** Needs a mount namespace of its own: the hints are laid over those of the package. */
export async function askDnsviz({ names, type, hints, folder }: Asking): Promise<PeerReport> {
  execFileSync('mount', ['--bind', hints, ROOT_HINTS]);
  const probed = `${folder}/probe.json`;
  const startedMs = performance.now();
  const seconds = () => (performance.now() - startedMs) / 1000;
  // All servers of the ancestors too, and EDNS diagnostics.
  const probe = await runPeer('dnsviz', [
    'probe',
    '-A',
    '-E',
    '-a',
    '.',
    '-d',
    '0',
    ...typesFor(type),
    '-o',
    probed,
    ...new Set(names.map((name) => `${name}.`)),
  ]);
  if (probe.exitCode !== 0) return { seconds: seconds(), messages: null, failure: lastLine(probe.stderr) };
  const grok = await runPeer('dnsviz', ['grok', '-l', 'info', '-r', probed]);
  if (grok.exitCode !== 0) return { seconds: seconds(), messages: null, failure: lastLine(grok.stderr) };
  const analysed = JSON.parse(grok.stdout || '{}') as Record<string, NameStatus>;
  return { seconds: seconds(), messages: [...statusesOf(analysed), ...messagesIn(analysed, [])] };
}

interface NameStatus {
  status?: string;
  delegation?: { status?: string };
}

/** It draws how a name and its delegation stand without calling it an error: that it says so counts all the same. */
function statusesOf(names: Readonly<Record<string, NameStatus>>): PeerMessage[] {
  return Object.entries(names).flatMap(([name, { status = 'NOERROR', delegation }]) =>
    [`status ${status}`, `delegation ${delegation?.status ?? 'INSECURE'}`]
      .filter((tag) => !/ (?:NOERROR|YXDOMAIN|INSECURE)$/.test(tag))
      .map((tag) => ({ tag, level: 'status', about: name })),
  );
}

/** Left to itself it asks for addresses, and what it needs to judge a zone and its signatures. Told types, it asks for those
 *  only, so it is told all of them; it then leaves out its tests of names and types that are not there. */
function typesFor(asked: string): string[] {
  if (asked === 'A' || asked === 'AAAA') return [];
  return ['-R', [...new Set([asked, 'A', 'AAAA', 'NS', 'SOA', 'MX', 'TXT', 'DNSKEY', 'DS'])].join(',')];
}

/** Errors and warnings stand at any depth, beside what they are of. */
function messagesIn(value: unknown, path: readonly string[]): PeerMessage[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    if (!['errors', 'warnings'].includes(key) || !Array.isArray(inner))
      return messagesIn(inner, [...path, key]);
    return inner.map((found: { code: string; description: string }) => ({
      tag: found.code,
      level: key === 'errors' ? 'error' : 'warning',
      about: `${path.join(' ')}: ${found.description}`,
    }));
  });
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) || 'It ended without a report.';
}
