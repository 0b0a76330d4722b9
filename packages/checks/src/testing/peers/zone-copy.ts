// The zones that one server of the lab holds, as master files: its faults that are a matter of data become its data.
import type { CannedReply, Fault, ServedZone, Zone, ZoneTree } from '@delegraph/lab';
import { type DomainName, isWithin, parseDomainName, withFinalDot } from '@delegraph/model';
import { masterFile } from '../master-file.ts';

/** Master files by apex. A zone that is not among them is refused. Null: the faults are behaviour, not data. */
export function zoneCopies(tree: ZoneTree, served: readonly ServedZone[]): Record<string, string> | null {
  const copies: Record<string, string> = {};
  for (const { zone, faults } of served) {
    const copy = copyOf(tree, zone, faults);
    if (copy === null) return null;
    for (const [apex, text] of Object.entries(copy)) copies[apex] ??= text;
  }
  return copies;
}

type Copy = Record<string, string>;

function copyOf(tree: ZoneTree, zone: Zone, faults: readonly Fault[]): Copy | null {
  let lines: string[] = masterFile(zone).split('\n').filter(Boolean);
  for (const fault of faults) {
    if (fault.kind !== 'says') return copyOfLame(tree, zone, fault.kind);
    if (deniesOneType(lines, zone.name, fault)) return null;
    lines = withReply(lines, zone.name, fault);
  }
  return { [zone.name]: fileOf(zone.name, lines) };
}

/** What a server holds that does not serve the zone as it should. */
function copyOfLame(tree: ZoneTree, zone: Zone, kind: Fault['kind']): Copy | null {
  const parent = tree.zones.get(zone.parent ?? zone.name)!;
  const lines = masterFile(parent).split('\n').filter(Boolean);
  const withoutZone = lines.filter((line) => !isWithin(ownerOf(line), zone.name));
  switch (kind) {
    case 'refuses-zone':
      return {};
    // A zone that is declared and cannot be loaded, as a secondary whose copy has expired.
    case 'fails-zone':
      return { [zone.name]: '; nothing\n' };
    case 'refers-to-itself':
      return {
        [parent.name]: fileOf(
          parent.name,
          lines.filter((line) => !/ (?:A|AAAA) /.test(line) || !isWithin(ownerOf(line), zone.name)),
        ),
      };
    case 'denies-apex':
      return { [parent.name]: fileOf(parent.name, withoutZone) };
    case 'has-no-apex': {
      const reserved = ['', '*.'].map((label) => `${label}${withFinalDot(zone.name)} 300 IN TXT "reserved"`);
      return { [parent.name]: fileOf(parent.name, [...withoutZone, ...reserved]) };
    }
    default:
      return null;
  }
}

/** Whether the reply denies a name for one type that has records of another: no zone makes a server do that. */
function deniesOneType(
  lines: readonly string[],
  zone: DomainName,
  { question, rcode }: CannedReply,
): boolean {
  const [label = '', type = ''] = question.split(' ');
  const asked = absolute(label, zone);
  return rcode === 'NXDOMAIN' && lines.some((line) => ownerOf(line) === asked && typeOf(line) !== type);
}

/** The zone changed so that its server says `reply` by itself. Whether it does is for the caller to see. */
function withReply(lines: readonly string[], zone: DomainName, reply: CannedReply): string[] {
  const { question, rcode = 'NOERROR', answer = [], authority = [], additional = [] } = reply;
  const [label = '', type = ''] = question.split(' ');
  const asked = absolute(label, zone);
  if (rcode === 'NXDOMAIN') {
    const cut = lines.find(
      (line) => typeOf(line) === 'NS' && ownerOf(line) !== zone && isWithin(asked, ownerOf(line)),
    );
    const gone = cut === undefined ? asked : ownerOf(cut);
    return lines.filter((line) => !isWithin(ownerOf(line), gone));
  }
  const said = [...answer, ...authority.filter((line) => !line.includes(' SOA '))];
  const replaced = new Map<DomainName, string[]>();
  for (const line of said) {
    const owner = absolute(line.split(' ')[0]!, zone);
    replaced.set(owner, [...(replaced.get(owner) ?? []), typeIn(line)]);
  }
  const isReplaced = (line: string) => {
    const owner = ownerOf(line);
    const types = replaced.get(owner);
    if (types?.some((one) => one === 'CNAME' || one === typeOf(line))) return true;
    // What stood below a cut, a DNAME or a name that is no cut any more.
    const cut = [...replaced].find(([name]) => name !== zone && isWithin(owner, name) && owner !== name);
    if (cut && (cut[1].includes('NS') || cut[1].includes('DNAME') || typeOf(line) === 'A')) return true;
    if (types && owner !== zone && typeOf(line) === 'NS') return true;
    return said.length === 0 && owner === asked && typeOf(line) === type;
  };
  return [
    ...lines.filter((line) => !isReplaced(line)),
    ...said,
    ...additional.map((line) => line.replace(/^(\S*[^.\s])(?= )/, '$1.')),
  ];
}

function fileOf(zone: DomainName, lines: readonly string[]): string {
  return [`$ORIGIN ${withFinalDot(zone)}`, '$TTL 300', ...lines, ''].join('\n');
}

function absolute(label: string, zone: DomainName): DomainName {
  if (label === '@') return zone;
  return parseDomainName(label.endsWith('.') ? label : `${label}.${withFinalDot(zone).replace(/^\.$/, '')}`);
}

function ownerOf(line: string): DomainName {
  const owner = line.split(' ')[0]!;
  // A line of a reply that an earlier fault put in is relative; no two faults speak of one name.
  return owner.endsWith('.')
    ? parseDomainName(owner)
    : parseDomainName(`${owner.replace('@', 'apex')}.relative.invalid`);
}

/** The type of a line of `masterFile`. */
function typeOf(line: string): string {
  return line.split(' ')[3]!;
}

/** The type of a line as scenarios write it: `owner [ttl] type data`. */
function typeIn(line: string): string {
  const [, second = '', third = ''] = line.split(' ');
  return /^\d+$/.test(second) ? third : second;
}
