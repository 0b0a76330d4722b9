// The domain that the scenarios trace before and after a change.
import { type ZoneSpec, zoneTree } from '@delegraph/lab';
import { type TraceRun, traceIn } from '@delegraph/lab/testing';

export const NS1 = { 'ns1.shop.test.': '203.0.113.1' };
export const NS2 = { 'ns2.shop.test.': '203.0.113.2' };

export const QUESTION = 'www.shop.test. A';

/** A trace of `www.shop.test` in its domain of two servers, with what is given in place of its own. */
export function traceOf(
  shop: Partial<ZoneSpec> = {},
  options: Parameters<typeof traceIn>[2] & { question?: string; without?: boolean } = {},
): Promise<TraceRun> {
  const { question = QUESTION, without = false, ...others } = options;
  const tree = zoneTree({
    '.': { servers: { 'a.root.test.': '198.51.100.1', 'b.root.test.': '198.51.100.2' } },
    'test.': { servers: { 'a.test.': '198.51.100.11', 'b.test.': '198.51.100.12' } },
    ...(!without && {
      'shop.test.': { servers: { ...NS1, ...NS2 }, records: ['www A 192.0.2.1'], ...shop },
    }),
  });
  return traceIn(tree, question, others);
}

/** The zone's SOA record with a serial; its primary stays whoever else serves the zone. */
export function soaWithSerial(serial: number): string {
  return `@ SOA ns1.shop.test. hostmaster.shop.test. ${serial} 7200 3600 1209600 300`;
}
