import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ROOT, parseDomainName } from '@delegraph/model';
import { decodeMessage, encodeQuery } from './codec/message.ts';
import { isUdpPayload } from './udp-payload.ts';

for (const name of [ROOT, parseDomainName('www.example.test')]) {
  test(`a query for ${name} offers what it is told to, and is the same otherwise`, () => {
    const usual = { edns: true, flipCase: () => false };
    const before = decodeMessage(encodeQuery(7, { name, type: 'A' }, usual));
    const after = decodeMessage(encodeQuery(7, { name, type: 'A' }, { ...usual, udpPayloadOctets: 4096 }));
    assert.deepEqual(after, { ...before, edns: { ...before.edns!, udpSize: 4096 } });
    assert.equal(before.edns?.udpSize, 1232);
  });
}

test('512 to 65535 octets can be offered', () => {
  const sizes = [511, 512, 4096, 65_535, 65_536, 1232.5, Number.NaN];
  assert.deepEqual(sizes.filter(isUdpPayload), [512, 4096, 65_535]);
});
