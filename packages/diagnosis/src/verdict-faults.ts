// The part of the verdict that tells of faults: the gravest with its place, how many more, and who must repair it.
import { type Finding, type Severity, ROOT } from '@delegraph/model';
import { faultIndex } from './fault-index.ts';
import { counted, listed, optionalList, zoneText } from './phrases.ts';

/** What only says again, from another side, what the verdict or a lame server says. */
const SAID_ALREADY = new Set([
  'delegation-partially-lame',
  'ipv4-all-lame',
  'ipv6-all-lame',
  'ipv6-lame-some',
  'parent-lame',
  'cname-target-nodata',
]);
const FAULTS: readonly Severity[] = ['error', 'warning'];

/** The findings that are faults, the gravest first. Only errors and warnings are. */
export function faultsIn(findings: readonly Finding[]): Finding[] {
  const dead = new Set<unknown>(findings.filter(isDeadZone).map(({ zone }) => zone));
  // A name server cannot be found because its own zone is dead.
  const followsFromDead = ({ code, params }: Finding) =>
    code === 'ns-unresolvable' && dead.has(params['failedIn']);
  return findings
    .filter(({ code, severity }) => FAULTS.includes(severity) && !SAID_ALREADY.has(code))
    .filter((finding) => !followsFromDead(finding))
    .toSorted(
      (a, b) =>
        FAULTS.indexOf(a.severity) - FAULTS.indexOf(b.severity) ||
        orderOf(a) - orderOf(b) ||
        compareText(placeKey(a), placeKey(b)),
    );
}

/** Findings are raised when they are certain; the verdict must not depend on which server answered first. */
const ORDER: ReadonlyMap<string, number> = new Map(Object.keys(faultIndex).map((code, i) => [code, i]));

/** A code of a newer version comes last. */
function orderOf({ code }: Finding): number {
  return ORDER.get(code) ?? ORDER.size;
}

/** IPv4 before IPv6. */
function placeKey({ zone, nameServer, address, name }: Finding): string {
  return [zone, nameServer, address?.includes(':') ? 6 : 4, address, name].join(' ');
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** `, but ns2.example.test (203.0.113.2) does not serve example.test; …`, or nothing. */
export function faultsText(faults: readonly Finding[]): string {
  const [gravest] = faults;
  if (!gravest) return '';
  const told = isLame(gravest)
    ? faults.filter((finding) => isLame(finding) && finding.zone === gravest.zone)
    : [gravest];
  const others = faults.length - told.length;
  const more = others > 0 ? ` (and ${counted(others, 'more fault')})` : '';
  const servers = new Set(told.map(({ nameServer }) => nameServer));
  const who = servers.size > 1 ? operatorOf(gravest.zone) : whoRepairs(gravest);
  return `, but ${clauseOf(gravest, told)}${more}${who === '' ? '' : `; ${who} must repair that`}`;
}

/** Who can repair what was found, as the sentence calls them; empty when nobody but us can. Of a zone that no server serves,
 *  its operator knows whether servers or delegation are wrong. */
export function whoRepairs(finding: Finding): string {
  const { zone, nameServer, params } = finding;
  if (isDeadZone(finding)) return operatorOf(zone);
  switch (faultIndex[finding.code]?.[1]) {
    case 'registry':
      return 'the registry';
    case 'registrar':
      return `the registrar of ${zoneText(zone)}`;
    case 'parent-operator':
      return typeof params['parent'] === 'string'
        ? `the operator of ${zoneText(params['parent'])}`
        : `the operator of the zone above ${zoneText(zone)}`;
    case 'zone-operator':
      return operatorOf(zone);
    case 'server-operator': {
      const [server, ...others] = optionalList(finding, 'servers');
      const one = nameServer ?? (others.length === 0 ? server : undefined);
      return one === undefined ? operatorOf(zone) : `the operator of ${one}`;
    }
    default:
      return '';
  }
}

export function operatorOf(zone: Finding['zone']): string {
  return `the operator of ${zoneText(zone)}`;
}

/** What is wrong and where, to go on after “but”. */
function clauseOf(finding: Finding, told: readonly Finding[]): string {
  const { code, zone, params } = finding;
  if (isLame(finding)) {
    const names = [...new Set(told.map(({ nameServer, address }) => String(nameServer ?? address)))];
    const addresses = told.map(({ address }) => String(address));
    const who = names.length === 1 ? `${names[0]} (${listed(addresses)})` : listed(names);
    return `${who} ${names.length === 1 ? 'does' : 'do'} not serve ${zoneText(zone)}`;
  }
  if (isDeadZone(finding)) return `no server of ${zoneText(zone)} serves it`;
  if (code.startsWith('glue-missing'))
    return `${zoneText(String(params['parent'] ?? ROOT))} gives no address for ${finding.nameServer ?? `the servers of ${zone}`}`;
  if (code === 'delegation-to-parking' && params['kind'] === 'expired')
    return `${zone} has expired and is parked at ${String(params['operator'])}`;
  const [title] = faultIndex[code] ?? [code];
  return `there is a fault at ${placeOf(finding)}: ${startsWithWord(title) ? title[0]!.toLowerCase() + title.slice(1) : title}`;
}

/** The place as closely as the finding knows it. */
function placeOf(finding: Finding): string {
  const { nameServer, name, zone } = finding;
  if (nameServer) return `${serverText(finding)}, a name server of ${zoneText(zone)}`;
  const servers = optionalList(finding, 'servers');
  const place = name ?? zoneText(zone);
  return servers.length > 0 ? `${listed(servers, 2)}, asked for ${place}` : place;
}

function serverText({ nameServer, address }: Finding): string {
  return nameServer && address ? `${nameServer} (${address})` : String(nameServer ?? address);
}

function isLame({ code }: Finding): boolean {
  return code.startsWith('lame-') && code !== 'lame-type-specific';
}

function isDeadZone({ code }: Finding): boolean {
  return code === 'delegation-fully-lame' || code === 'referral-loop';
}

/** Whether a title starts with a word, and not with an abbreviation. */
function startsWithWord(title: string): boolean {
  return /^[A-Z](?:[a-z ]|$)/.test(title);
}
