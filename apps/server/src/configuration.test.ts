import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import { test } from 'node:test';
import { ConfigurationError, readConfiguration } from './configuration.ts';

test('nothing set gives the defaults of the contract', () => {
  const { dataDirectory, ...others } = readConfiguration({ PATH: '/bin', HOST: '' });
  assert.match(dataDirectory, /\/data$/);
  assert.deepEqual(others, {
    host: '127.0.0.1',
    port: 3000,
    publicUrl: null,
    rootHintsFile: null,
    rootProfiles: new Map(),
    asMapFile: null,
    dnsPort: 53,
    allowTargets: [],
    trustedProxies: [],
    resolvers: [],
    vantage: hostname(),
    retentionDays: 90,
    history: false,
    uploads: false,
    reportTo: null,
    embedAncestors: '*',
  });
});

test('everything set is taken', () => {
  const configuration = readConfiguration({
    HOST: '::',
    PORT: '0',
    DATA_DIR: '/var/lib/delegraph',
    PUBLIC_URL: 'https://dns.example.test/',
    ROOT_HINTS: '/etc/named.root',
    AS_MAP: '/var/lib/asn.mmdb',
    DNS_PORT: '5353',
    ALLOW_TARGETS: '10.0.0.0/8, fd00::/8',
    TRUST_PROXY: '127.0.0.1, fd00::/8',
    ROOT_PROFILES: 'staging=/etc/staging.root, alt=/etc/alt root',
    RESOLVERS: 'Quad9=9.9.9.9, system, staging:Our Office=[fd00::53]:5353, lab:Cache=127.0.0.1:5353',
    VANTAGE: 'Frankfurt',
    RETENTION_DAYS: '0',
    HISTORY: 'on',
    UPLOADS: 'on',
    REPORT_TO: 'mailto:dns@example.test',
    EMBED_ANCESTORS: 'https://wiki.example.test, https://status.example.test/',
  });
  assert.deepEqual(configuration, {
    host: '::',
    port: 0,
    dataDirectory: '/var/lib/delegraph',
    publicUrl: 'https://dns.example.test',
    rootHintsFile: '/etc/named.root',
    rootProfiles: new Map([
      ['staging', '/etc/staging.root'],
      ['alt', '/etc/alt root'],
    ]),
    asMapFile: '/var/lib/asn.mmdb',
    dnsPort: 5353,
    allowTargets: ['10.0.0.0/8', 'fd00::/8'],
    trustedProxies: ['127.0.0.1', 'fd00::/8'],
    resolvers: [
      { profile: 'internet', name: 'Quad9', address: '9.9.9.9', port: 53 },
      { profile: 'internet', name: 'system', address: null, port: 53 },
      { profile: 'staging', name: 'Our Office', address: 'fd00::53', port: 5353 },
      { profile: 'lab', name: 'Cache', address: '127.0.0.1', port: 5353 },
    ],
    vantage: 'Frankfurt',
    retentionDays: null,
    history: true,
    uploads: true,
    reportTo: 'mailto:dns@example.test',
    embedAncestors: 'https://wiki.example.test https://status.example.test',
  });
});

const malformed: [name: string, value: string][] = [
  ['UPLOADS', 'yes'],
  ['REPORT_TO', 'dns@example.test'],
  ['REPORT_TO', 'mailto:dns@example.test?bcc=everybody@example.test'],
  ['REPORT_TO', 'http://tracker.example.test/'],
  ['REPORT_TO', 'javascript:alert(1)'],
  ['PORT', 'http'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['DNS_PORT', '0'],
  ['TRUST_PROXY', 'true'],
  ['TRUST_PROXY', '10.0.0.0/33'],
  ['ROOT_PROFILES', 'staging'],
  ['ROOT_PROFILES', 'lab=/etc/staging.root'],
  ['ROOT_PROFILES', 'Two Words=/etc/staging.root'],
  ['HOST', 'not a host'],
  ['PUBLIC_URL', 'dns.example.test'],
  ['PUBLIC_URL', 'https://example.test/path'],
  ['PUBLIC_URL', 'ftp://example.test'],
  ['ALLOW_TARGETS', '10.0.0.0/33'],
  ['ALLOW_TARGETS', '10.0.0.0'],
  ['ALLOW_TARGETS', 'home/8'],
  ['RESOLVERS', '9.9.9.9'],
  ['RESOLVERS', 'Quad9=dns.quad9.net'],
  ['RESOLVERS', 'Quad9=9.9.9.9:0'],
  ['RESOLVERS', 'Quad9=[9.9.9.9]:53'],
  ['RESOLVERS', 'Quad9=9.9.9.9, Quad9=149.112.112.112'],
  ['RESOLVERS', 'staging:Office=10.0.0.53'],
  ['RESOLVERS', 'system, '],
  ['VANTAGE', 'x'.repeat(65)],
  ['RETENTION_DAYS', 'soon'],
  ['RETENTION_DAYS', '-1'],
  ['HISTORY', 'yes'],
  ['EMBED_ANCESTORS', 'wiki.example.test'],
  ['EMBED_ANCESTORS', '* ; script-src *'],
  ['DATABASE_URL', 'postgres://localhost/delegraph'],
  ['NATS_URL', 'nats://localhost'],
];

for (const [name, value] of malformed) {
  test(`${name}=${value.slice(0, 40)} is refused in one sentence that names it`, () => {
    assert.throws(
      () => readConfiguration({ [name]: value }),
      (error) => error instanceof ConfigurationError && new RegExp(`^${name} is .*\\.$`).test(error.message),
    );
  });
}
