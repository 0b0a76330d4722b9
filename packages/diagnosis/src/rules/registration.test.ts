// Which domain it is that anybody could register.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zoneTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';

for (const [nameServer, domain] of [
  ['ns1.gone.jp.', 'gone.jp'],
  ['ns1.gone.co.jp.', 'gone.co.jp'],
  ['ns1.dns.gone.co.jp.', 'gone.co.jp'],
] as const) {
  test(`${nameServer} lies in ${domain}, which nobody has`, async () => {
    const tree = zoneTree({
      '.': { servers: { 'a.root.test.': '198.51.100.1' } },
      'test.': { servers: { 'ns.nic.test.': '198.51.100.2' } },
      // The registry holds the suffix in its own zone.
      'jp.': { servers: { 'ns.nic.jp.': '198.51.100.3' }, records: ['www.co A 192.0.2.1'] },
      'example.test.': {
        servers: { 'ns1.example.test.': '203.0.113.1', [nameServer]: null },
        records: ['www A 192.0.2.80'],
      },
    });
    const { findings } = await traceIn(tree, 'www.example.test. A');
    const found = findings.find(({ code }) => code === 'ns-domain-unregistered');
    assert.equal(found?.params['domain'], domain);
  });
}
