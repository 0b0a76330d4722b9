// Proof that a trace never asks the machine's resolver: in a network of its own, a trap sits on port 53 of every address
// there is, the resolver's included, and counts what comes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const inside = fileURLToPath(new URL('testing/inside-namespace.ts', import.meta.url));
const namespace = ['--net', '--mount', ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'])];
const canIsolate = spawnSync('unshare', [...namespace, 'ip', 'link']).status === 0;
const skip = canIsolate ? false : 'SKIPPED, NOT TESTED: this system gives no network namespace (unshare, ip)';
if (skip) console.log(`No packet to the resolver: ${skip}.`);

test('no packet goes to the machine’s resolver during a trace', { skip }, () => {
  const script = [
    'ip link set lo up',
    // The resolver that this network's resolv.conf names, and nobody else's.
    'printf "nameserver 127.0.0.53\\noptions timeout:1 attempts:1\\n" > /tmp/delegraph-resolv.$$',
    'mount --bind /tmp/delegraph-resolv.$$ "$(readlink -f /etc/resolv.conf)"',
    `"${process.execPath}" "${inside}"`,
    'status=$?; rm -f /tmp/delegraph-resolv.$$; exit $status',
  ].join('\n');
  const { status, stdout, stderr } = spawnSync('unshare', [...namespace, 'sh', '-c', script], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  const seen = JSON.parse(stdout) as {
    control: number;
    traced: number;
    hops: number;
    resolverQueries: number;
  };
  assert.ok(seen.control > 0, 'the trap must notice a lookup through the system, or it proves nothing');
  assert.ok(seen.hops > 50, 'the trace must have asked many servers');
  assert.equal(seen.traced, 0);
  assert.equal(seen.resolverQueries, 0);
});
