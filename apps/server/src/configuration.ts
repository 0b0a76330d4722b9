// What the environment says about this instance, checked before anything starts.
import { BlockList, isIP } from 'node:net';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ConfiguredResolver, parseResolverList } from './resolver-list.ts';

export interface Configuration {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Absolute path of the embedded database's folder. */
  dataDirectory: string;
  /** Origin in permalinks, without a final slash; null derives it from each request. */
  publicUrl: string | null;
  /** Absolute path of a file in named.root format that replaces the hints of the profile `internet`. */
  rootHintsFile: string | null;
  /** Further root profiles: absolute paths of files in named.root format, by the name of the profile. */
  rootProfiles: ReadonlyMap<string, string>;
  /** Absolute path of a map of autonomous systems in MaxMind DB format; null: traces tell nothing of them. */
  asMapFile: string | null;
  /** The port name servers of all profiles but the lab are asked on. */
  dnsPort: number;
  /** CIDRs that may be asked although they are special-purpose. */
  allowTargets: readonly string[];
  /** Reverse proxies whose word on who asks, and for what address, is believed: addresses and CIDRs. */
  trustedProxies: readonly string[];
  /** Resolvers that visitors may have asked beside a trace that has ended; empty: none, and nobody is offered it. */
  resolvers: readonly ConfiguredResolver[];
  /** How this instance is called in traces. */
  vantage: string;
  /** Days that a trace is kept; null for ever. */
  retentionDays: number | null;
  /** Whether traces can be found by name: the badge and the history of a name. */
  history: boolean;
  /** Whether traces that were made elsewhere may be stored here, from their logs. */
  uploads: boolean;
  /** Where people tell whoever runs this instance of what it could not finish: a `mailto:` address, or the page of an issue
   *  tracker; null: nowhere is known. */
  reportTo: string | null;
  /** The sources that may show a trace in a frame, as `frame-ancestors` of a content security policy has them. */
  embedAncestors: string;
}

/** A variable that cannot be used. The message is one sentence that names it. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError';
}

/** Reads the variables of the contract; an empty one counts as unset, and others are not looked at.
 *  Throws `ConfigurationError` for the first that cannot be used. Does not read the files it names. */
export function readConfiguration(env: Readonly<Record<string, string | undefined>>): Configuration {
  for (const name of ['DATABASE_URL', 'NATS_URL']) {
    if (env[name]) {
      throw new ConfigurationError(
        `${name} is set, but this release has only the embedded store in DATA_DIR; unset ${name}.`,
      );
    }
  }
  const read = <Value>(
    name: string,
    expected: string,
    parse: (text: string) => Value | null,
    unset: Value,
  ): Value => {
    const text = env[name]?.trim();
    if (!text) return unset;
    const value = parse(text);
    if (value === null) throw new ConfigurationError(`${name} is “${text}”, but must be ${expected}.`);
    return value;
  };
  const rootProfiles = read(
    'ROOT_PROFILES',
    'a list such as staging=/etc/staging.root, in which no name is “internet” or “lab”',
    profilesOf,
    new Map<string, string>(),
  );
  const hasProfile = ({ profile }: ConfiguredResolver) =>
    profile === 'internet' || profile === 'lab' || rootProfiles.has(profile);
  return {
    host: read('HOST', 'an IP address or a host name', hostOf, '127.0.0.1'),
    port: read('PORT', 'a port number from 0 to 65535', (text) => portOf(text, 0), 3000),
    dataDirectory: read('DATA_DIR', 'a folder', (text) => resolve(text), inCheckout('data')),
    publicUrl: read('PUBLIC_URL', 'an http or https address without a path', originOf, null),
    rootHintsFile: read('ROOT_HINTS', 'a file', (text) => resolve(text), null),
    rootProfiles,
    asMapFile: read('AS_MAP', 'a file', (text) => resolve(text), null),
    dnsPort: read('DNS_PORT', 'a port number from 1 to 65535', (text) => portOf(text, 1), 53),
    allowTargets: read('ALLOW_TARGETS', 'a list of CIDRs such as 10.0.0.0/8, fd00::/8', cidrsOf, []),
    trustedProxies: read(
      'TRUST_PROXY',
      'a list of addresses or CIDRs such as 127.0.0.1, 10.0.0.0/8',
      (text) => addressesOf(text),
      [],
    ),
    resolvers: read(
      'RESOLVERS',
      'a list such as Quad9=9.9.9.9, system, staging:Office=10.0.0.53:5353, each with a name of its own and a known profile',
      (text) => {
        const resolvers = parseResolverList(text);
        return resolvers?.every(hasProfile) ? resolvers : null;
      },
      [],
    ),
    vantage: read('VANTAGE', 'a name of at most 64 characters', vantageOf, hostname()),
    retentionDays: read('RETENTION_DAYS', 'a number of days, or 0 for ever', daysOf, { days: 90 }).days,
    history: read('HISTORY', '“on” or “off”', switchOf, false),
    uploads: read('UPLOADS', '“on” or “off”', switchOf, false),
    reportTo: read(
      'REPORT_TO',
      'an address such as mailto:dns@example.com, or an https address such as https://tracker.example/issues/new',
      reportAddressOf,
      null,
    ),
    embedAncestors: read(
      'EMBED_ANCESTORS',
      '“*”, “none” or a list of origins such as https://wiki.example',
      ancestorsOf,
      '*',
    ),
  };
}

function inCheckout(folder: string): string {
  return fileURLToPath(new URL(`../../../${folder}`, import.meta.url));
}

function hostOf(text: string): string | null {
  return isIP(text) !== 0 || /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/iu.test(text) ? text : null;
}

function portOf(text: string, lowest: number): number | null {
  return /^\d{1,5}$/u.test(text) && Number(text) >= lowest && Number(text) <= 65_535 ? Number(text) : null;
}

function originOf(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  const plain =
    url &&
    /^https?:$/u.test(url.protocol) &&
    url.pathname === '/' &&
    url.search + url.hash + url.username === '';
  return plain ? url.origin : null;
}

function profilesOf(text: string): Map<string, string> | null {
  const entries = text
    .split(',')
    .map((part) => /^\s*([a-z][a-z0-9-]{0,30})=(\S.*?)\s*$/u.exec(part))
    .map((match) => match && ([match[1]!, resolve(match[2]!)] as const));
  const profiles = new Map(entries.filter((entry) => entry !== null));
  const isTaken = profiles.has('internet') || profiles.has('lab');
  return profiles.size === entries.length && !isTaken ? profiles : null;
}

function cidrsOf(text: string): string[] | null {
  const cidrs = text.split(/[\s,]+/u).filter((part) => part !== '');
  return cidrs.every(isCidr) ? cidrs : null;
}

/** Addresses, and ranges of them. */
function addressesOf(text: string): string[] | null {
  const addresses = text.split(/[\s,]+/u).filter((part) => part !== '');
  return addresses.every((part) => isIP(part) !== 0 || isCidr(part)) ? addresses : null;
}

function isCidr(text: string): boolean {
  const [address = '', length = '', ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0 || !/^\d{1,3}$/u.test(length)) return false;
  try {
    new BlockList().addSubnet(address, Number(length), version === 4 ? 'ipv4' : 'ipv6');
    return true;
  } catch {
    return false;
  }
}

function vantageOf(text: string): string | null {
  return text.length <= 64 && !/\p{Cc}/u.test(text) ? text : null;
}

function daysOf(text: string): { days: number | null } | null {
  if (!/^\d{1,5}$/u.test(text)) return null;
  return { days: Number(text) === 0 ? null : Number(text) };
}

function switchOf(text: string): boolean | null {
  return text === 'on' ? true : text === 'off' ? false : null;
}

/** One mailbox without header fields of its own (RFC 6068), or an https address that a query can be added to. */
function reportAddressOf(text: string): string | null {
  if (/^mailto:[^\s@?&,;<>"]+@[a-z0-9.-]+$/iu.test(text)) return text;
  const url = URL.canParse(text) ? new URL(text) : null;
  const plain = url?.protocol === 'https:' && url.username === '' && url.hash === '';
  return plain ? url.href : null;
}

function ancestorsOf(text: string): string | null {
  if (text === '*') return text;
  if (text === 'none') return "'none'";
  const origins = text.split(/[\s,]+/u).map(originOf);
  return origins.includes(null) ? null : origins.join(' ');
}
