// The text by which the owner of a zone shows that a transfer of it is wanted: bound to who asks, so that it helps nobody else.
import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientKey } from './client-limits.ts';

const KEY_OCTETS = 32;
const KEY_FILE = 'instance.key';
const PROOF_CHARACTERS = 32;

/** Gives the proof for a client's network address: the same one for its whole network, for as long as the instance keeps its
 *  key. The TXT record of `_delegraph` in the zone has to hold it. */
export type TransferProofs = (client: string) => string;

/** Proofs made with the key in `directory`, which is made when there is none; `:memory:` makes one for this process. */
export function openTransferProofs(directory: string): TransferProofs {
  const key = directory === ':memory:' ? randomBytes(KEY_OCTETS) : keyIn(directory);
  return (client) =>
    createHmac('sha256', key)
      .update(`zone transfer for ${clientKey(client)}`)
      .digest('hex')
      .slice(0, PROOF_CHARACTERS);
}

function keyIn(directory: string): Buffer {
  const file = join(directory, KEY_FILE);
  mkdirSync(directory, { recursive: true });
  try {
    writeFileSync(file, randomBytes(KEY_OCTETS), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file);
}
