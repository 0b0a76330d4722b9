// The map of autonomous systems: which network announces the route to an address, from a file on this machine, so that nobody
// is asked about the servers of somebody's domain.
import type { OriginMap } from '@delegraph/tracer';
import { type AsnResponse, open } from 'maxmind';
import { ConfigurationError } from './configuration.ts';

/** Reads a file in the MaxMind DB format that tells autonomous systems, such as GeoLite2 ASN or DB-IP ASN Lite. Throws
 *  `ConfigurationError` for one that cannot be read, or tells something else. */
export async function readOriginMap(file: string): Promise<OriginMap> {
  const map = await open<AsnResponse>(file).catch((error: Error) => {
    throw new ConfigurationError(`AS_MAP names ${file}, which cannot be used: ${error.message}.`);
  });
  const { databaseType } = map.metadata;
  if (!/\bASN\b/iu.test(databaseType))
    throw new ConfigurationError(
      `AS_MAP names ${file}, but that is of the type ${databaseType}; a map of autonomous systems (ASN) is wanted.`,
    );
  return (address) => {
    const entry = map.get(address);
    if (!entry?.autonomous_system_number) return null;
    return { number: entry.autonomous_system_number, holder: entry.autonomous_system_organization ?? null };
  };
}
