// A zone of the lab as a master file, for servers that other people wrote. RFC 1035 5.
import type { LabRecord, RdataPart, Zone } from '@delegraph/lab';
import { withFinalDot } from '@delegraph/model';

/** The zone's own data, its delegations and the glue, one record a line, all names absolute. */
export function masterFile(zone: Zone): string {
  const records = [...zone.records.values(), ...[...zone.delegations.values()].flatMap(Object.values)].flat();
  // The lab's key signs nothing: whoever signs the zone brings one.
  const written = (records as LabRecord[]).filter(({ type }) => type !== 'DNSKEY');
  // An address can be both: data of this zone and glue of a child.
  const lines = new Set(written.map(lineOf));
  return [...lines].map((line) => `${line}\n`).join('');
}

function lineOf({ name, ttl, type, rdata }: LabRecord): string {
  return `${withFinalDot(name)} ${ttl} IN ${type} ${rdata.map((part) => partText(type, part)).join(' ')}`;
}

function partText(type: LabRecord['type'], part: RdataPart): string {
  if (typeof part === 'string') return withFinalDot(part);
  const octets = Buffer.from(part);
  if (type === 'A') return octets.join('.');
  if (type === 'AAAA') return octets.toString('hex').replace(/.{4}(?=.)/g, '$&:');
  if (type === 'TXT') return `"${octets.subarray(1).toString()}"`;
  if (type === 'DS' && octets.length > 2) return octets.toString('hex');
  return String(octets.readUIntBE(0, octets.length));
}
