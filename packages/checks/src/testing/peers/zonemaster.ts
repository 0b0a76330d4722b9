// Asks Zonemaster about a zone: every test it has, from the root of the case.
import type { PeerReport } from './case-report.ts';
import { runPeer } from './run-peer.ts';

interface Entry {
  tag: string;
  level: string;
  args?: Record<string, unknown>;
}

export async function askZonemaster({
  domain,
  hints,
}: {
  domain: string;
  hints: string;
}): Promise<PeerReport> {
  const startedMs = performance.now();
  const { stdout, stderr, exitCode } = await runPeer('zonemaster-cli', [
    '--json',
    '--raw',
    '--level',
    'INFO',
    '--no-progress',
    '--hints',
    hints,
    domain,
  ]);
  const seconds = (performance.now() - startedMs) / 1000;
  if (exitCode !== 0 && stdout === '') {
    return {
      seconds,
      messages: null,
      failure: stderr.trim().split('\n').at(-1) || 'It gave no report in four minutes.',
    };
  }
  const entries = JSON.parse(stdout.slice(stdout.indexOf('['))) as Entry[];
  return {
    seconds,
    messages: entries.map(({ tag, level, args = {} }) => ({ tag, level, about: JSON.stringify(args) })),
  };
}
