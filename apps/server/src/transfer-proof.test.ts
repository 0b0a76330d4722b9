import assert from 'node:assert/strict';
import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openTransferProofs } from './transfer-proof.ts';

test('the key is kept, so that a proof holds across restarts, and only its owner may read it', () => {
  const directory = join(mkdtempSync(join(tmpdir(), 'delegraph-')), 'data');
  const proof = openTransferProofs(directory)('192.0.2.1');
  assert.match(proof, /^[0-9a-f]{32}$/);
  assert.equal(openTransferProofs(directory)('192.0.2.1'), proof);
  assert.equal(statSync(join(directory, 'instance.key')).mode & 0o777, 0o600);
});
