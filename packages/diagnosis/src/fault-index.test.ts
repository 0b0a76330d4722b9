import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { faultIndexText } from './testing/fault-index-text.ts';

test('the index of faults is that of the catalogue', () => {
  const written = readFileSync(new URL('fault-index.ts', import.meta.url), 'utf8');
  assert.equal(
    unbroken(written),
    unbroken(faultIndexText()),
    'run packages/diagnosis/src/testing/fault-index-text.ts',
  );
});

/** The formatter breaks a line that is too long. */
function unbroken(source: string): string {
  return source.replace(/\s+/g, ' ').replace(/\[ /g, '[').replace(/,? \]/g, ']');
}
