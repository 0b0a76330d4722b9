import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ConfigurationError } from './configuration.ts';
import { readOriginMap } from './origin-map.ts';
import { writeAsMap } from './testing/write-mmdb.ts';

const folder = mkdtempSync(join(tmpdir(), 'delegraph-as-map-'));
const file = join(folder, 'asn.mmdb');

test('the map tells who announces an address, and nothing of those it does not know', async () => {
  writeAsMap(file, {
    '203.0.113.0/25': { number: 64_500, holder: 'Example Networks' },
    '2001:db8:42::/48': { number: 64_501, holder: 'An operator whose name is longer than most' },
  });
  const originOf = await readOriginMap(file);
  assert.deepEqual(originOf('203.0.113.7'), { number: 64_500, holder: 'Example Networks' });
  assert.deepEqual(originOf('2001:db8:42::1'), {
    number: 64_501,
    holder: 'An operator whose name is longer than most',
  });
  assert.equal(originOf('203.0.113.200'), null);
  assert.equal(originOf('2001:db8:43::1'), null);
});

test('a file that is not there, is something else, or tells something else stops the start', async () => {
  const torn = join(folder, 'torn.mmdb');
  writeFileSync(torn, 'This is no map.');
  const countries = join(folder, 'countries.mmdb');
  writeAsMap(countries, { '203.0.113.0/24': { number: 1, holder: '' } }, 'GeoLite2-Country');
  for (const [wrong, why] of [
    [join(folder, 'nowhere.mmdb'), /AS_MAP names .*nowhere\.mmdb, which cannot be used/],
    [torn, /AS_MAP names .*torn\.mmdb, which cannot be used/],
    [countries, /of the type GeoLite2-Country/],
  ] as const)
    await assert.rejects(readOriginMap(wrong), (error) => {
      assert.ok(error instanceof ConfigurationError);
      assert.match(error.message, why);
      return true;
    });
});
