import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  BOTH_ADDRESS_TYPES,
  NO_REQUEST,
  type TraceRequest,
  pickRequest,
  requestOf,
  searchOf,
  suppliedDelegation,
} from './trace-request.ts';

test('a request and its address stand for each other', () => {
  const request: TraceRequest = {
    name: 'www.example.test',
    type: 'AAAA',
    profile: 'lab',
    wishes: {
      breadth: 'path',
      families: 'ipv6',
      followAliases: false,
      qnameMinimisation: true,
      health: false,
      udpPayloadOctets: 4096,
      dnssecOk: false,
      tcpRetry: false,
      openRecursion: true,
      zoneTransfer: true,
      delegation: {
        zone: 'example.test',
        nameServers: 'ns1.example.test 192.0.2.1 2001:db8::1\nns2.example.net',
        ds: '12345 13 2 49FD46E6\n12345 13 4 AB',
      },
    },
  };
  assert.deepEqual(requestOf(searchOf(request)), request);
});

test('aliases are followed to a number, or not at all', () => {
  const [most, none] = ['3', '0'].map((aliases) => requestOf({ name: 'a.test', aliases }).wishes);
  assert.deepEqual(most, { maxAliases: 3 });
  assert.deepEqual(none, { followAliases: false });
  assert.equal(searchOf(requestOf({ name: 'a.test', aliases: '3' })).aliases, '3');
});

test('a usual request says no more than its question', () => {
  assert.deepEqual(searchOf({ name: 'example.test', type: 'A', profile: 'internet' }), {
    name: 'example.test',
    type: 'A',
    profile: 'internet',
  });
});

test('what makes no sense is as usual', () => {
  const search = pickRequest({
    name: 'a.test',
    breadth: 'wide',
    edns: '7',
    families: 'ipx',
    aliases: '-1',
    do: '2',
    other: 'x',
  });
  assert.deepEqual(requestOf(search), { name: 'a.test', type: 'A', profile: 'internet' });
});

test('a typed delegation becomes what the API takes', () => {
  assert.deepEqual(
    suppliedDelegation({
      zone: 'Example.test. ',
      nameServers: 'ns1.example.test 192.0.2.1, 2001:db8::1\n\nns2.other.test\n',
      ds: '12345 13 2 49FD46E6\n',
    }),
    {
      zone: 'example.test',
      nameServers: [
        { name: 'ns1.example.test', addresses: ['192.0.2.1', '2001:db8::1'] },
        { name: 'ns2.other.test', addresses: [] },
      ],
      ds: ['12345 13 2 49FD46E6'],
    },
  );
});

test('both types of addresses are one choice, however an address writes it', () => {
  for (const type of ['A,AAAA', 'aaaa,a', 'A AAAA', 'a+aaaa'])
    assert.equal(requestOf({ name: 'example.test', type }).type, BOTH_ADDRESS_TYPES);
  assert.equal(requestOf({ name: 'example.test', type: 'A,MX' }).type, 'A,MX');
  assert.equal(searchOf({ ...NO_REQUEST, type: BOTH_ADDRESS_TYPES }).type, 'A,AAAA');
});
