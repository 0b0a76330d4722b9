// Which resolvers an operator lets visitors compare a trace with: the variable RESOLVERS, and /etc/resolv.conf where it says so.
import { isIP } from 'node:net';
import type { Resolver } from '@delegraph/model';

/** An entry of the list. Address null: those of the system, read when they are asked, because networks change. */
export interface ConfiguredResolver {
  /** The root profile whose traces it is compared with: another Internet's names say nothing to it. */
  profile: string;
  name: string;
  address: string | null;
  port: number;
}

const DNS_PORT = 53;
const MAX_RESOLVERS = 16;
const ENTRY = /^(?:([a-z][a-z0-9-]{0,30}):)?(?:([^=:,\p{Cc}]{1,40})=(\S+)|system)$/u;
/** glibc reads no more. resolv.conf(5). */
const MAX_SYSTEM_RESOLVERS = 3;
/** What the system asks where the file names nobody. resolv.conf(5). */
const SYSTEM_DEFAULT = '127.0.0.1';

/** Reads `Quad9=9.9.9.9, Office=10.0.0.53:5353, [2001:db8::1]:53 …, system, staging:Office=10.1.0.53`. Without a profile
 *  before it an entry is for `internet`. Null when it cannot be read, or a name stands twice. */
export function parseResolverList(text: string): ConfiguredResolver[] | null {
  const entries = text.split(',').map((part) => readEntry(part.trim()));
  const resolvers = entries.filter((entry) => entry !== null);
  const names = new Set(resolvers.map(({ profile, name }) => `${profile} ${name}`));
  const isRight = resolvers.length === entries.length && names.size === entries.length;
  return isRight && entries.length <= MAX_RESOLVERS ? resolvers : null;
}

/** The resolvers that a resolv.conf names, in its order. */
export function systemResolvers(resolvConf: string): Resolver[] {
  const addresses = resolvConf
    .split('\n')
    .flatMap((line) => /^\s*nameserver\s+(\S+)/u.exec(line)?.[1] ?? [])
    .filter((address) => isIP(address) !== 0)
    .slice(0, MAX_SYSTEM_RESOLVERS);
  return (addresses.length > 0 ? addresses : [SYSTEM_DEFAULT]).map((address) => ({
    name: 'system',
    address,
    port: DNS_PORT,
  }));
}

function readEntry(text: string): ConfiguredResolver | null {
  const match = ENTRY.exec(text);
  if (!match) return null;
  const [, profile = 'internet', name, place] = match;
  if (place === undefined) return { profile, name: 'system', address: null, port: DNS_PORT };
  const endpoint = readEndpoint(place);
  return endpoint && { profile, name: name!.trim(), ...endpoint };
}

/** `9.9.9.9`, `10.0.0.53:5353`, `2620:fe::fe`, `[2620:fe::fe]:5353`. */
function readEndpoint(text: string): { address: string; port: number } | null {
  if (isIP(text) !== 0) return { address: text, port: DNS_PORT };
  const [, inBrackets, plain, digits] = /^(?:\[([^\]]+)\]|([\d.]+)):(\d{1,5})$/u.exec(text) ?? [];
  const address = inBrackets ?? plain ?? '';
  const port = Number(digits);
  const isRight = isIP(address) === (inBrackets === undefined ? 4 : 6) && port >= 1 && port <= 65_535;
  return isRight ? { address, port } : null;
}
