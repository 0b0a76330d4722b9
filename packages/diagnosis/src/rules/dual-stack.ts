// Whether the IPv4 and the IPv6 address of one name server lead to one server.
import type { DomainName } from '@delegraph/model';
import { isIpv6 } from '../address-space.ts';
import { found } from '../make-finding.ts';
import { listParam, listed } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { isNewer, mayBeUnderWay } from '../serial.ts';
import { type Heard, type SoaSaying, type ZoneEvidence, hopsOf, setKey } from '../zone-evidence.ts';

/** Answers that live no longer than this may differ on purpose. */
const STEERING_TTL_SECONDS = 300;

export const dualStackDivergence: Rule = {
  code: 'address-dual-stack-divergence',
  severity: 'warning',
  title: 'Two servers behind one name',
  sentence: (finding) =>
    `${finding.nameServer}, a name server of ${finding.zone}, says one thing over IPv4 and another over IPv6: ${listed(listParam(finding, 'said'), 4)}.`,
  fix: ({ nameServer, zone }) =>
    `Different hosts stand behind ${nameServer}. Transfer ${zone} to the one that is behind, or correct the address.`,
  contact: 'server-operator',
  reference: ['own rule', 'RFC 3901 section 4'],
  find: (_, __, zones) =>
    zones.flatMap((evidence) => {
      const { zone, examined } = evidence;
      const split = examined ? zone.nameServers.flatMap(({ name }) => divergenceOf(evidence, name)) : [];
      // Where others disagree as well, it is no matter of families.
      const isAll = othersAgree(
        evidence,
        split.map(({ nameServer }) => nameServer),
      );
      return isAll
        ? split.map(({ nameServer, hops, said }) =>
            found(dualStackDivergence, zone.name, hops, { nameServer, params: { said } }),
          )
        : [];
    }),
};

function divergenceOf({ soas, replies, servers }: ZoneEvidence, nameServer: DomainName) {
  const own = servers
    .filter(({ nameServers }) => nameServers.includes(nameServer))
    .map(({ address }) => address);
  const ofOwn = <T extends Heard>(all: readonly T[]) => all.filter(({ hop }) => own.includes(hop.address));
  const saidSoas = ofOwn(soas);
  if (familiesDiffer(saidSoas, serialsDiffer)) {
    const said = saidSoas.map(({ hop, soa }) => `serial ${soa.serial} at ${hop.address}`);
    return [{ nameServer, hops: hopsOf(saidSoas), said }];
  }
  const answers = replies
    .map(({ heard }) => ofOwn(heard))
    .find((heard) => familiesDiffer(heard, answersDiffer));
  if (!answers) return [];
  const said = answers.map((one) => `${answerText(one)} at ${one.hop.address}`);
  return [{ nameServer, hops: hopsOf(answers), said }];
}

function othersAgree({ soas, replies, servers }: ZoneEvidence, split: readonly DomainName[]): boolean {
  const others = servers
    .filter(({ nameServers }) => !nameServers.some((name) => split.includes(name)))
    .map(({ address }) => address);
  const isOther = ({ hop }: Heard) => others.includes(hop.address);
  const saying = soas.filter(isOther);
  const heard = replies.map((reply) => reply.heard.filter(isOther));
  return (
    saying.every((a) => saying.every((b) => !serialsDiffer(a, b))) &&
    heard.every((all) => all.every((a) => all.every((b) => !answersDiffer(a, b))))
  );
}

/** Whether all that is said over IPv4 differs from all that is said over IPv6. */
function familiesDiffer<Said extends Heard>(
  all: readonly Said[],
  differs: (a: Said, b: Said) => boolean,
): boolean {
  const ipv4 = all.filter(({ hop }) => !isIpv6(hop.address));
  const ipv6 = all.filter(({ hop }) => isIpv6(hop.address));
  return ipv4.length > 0 && ipv6.length > 0 && ipv4.every((a) => ipv6.every((b) => differs(a, b)));
}

function serialsDiffer({ soa: a }: SoaSaying, { soa: b }: SoaSaying): boolean {
  const [older, newer] = isNewer(a.serial, b.serial) ? [b, a] : [a, b];
  return older.serial !== newer.serial && !mayBeUnderWay(older.serial, newer.serial, older.refresh);
}

function answersDiffer(a: Heard, b: Heard): boolean {
  if (a.response.kind !== 'answer' || b.response.kind !== 'answer') return false;
  const all = [...a.response.records, ...b.response.records];
  return answerText(a) !== answerText(b) && all.some(({ ttl }) => ttl > STEERING_TTL_SECONDS);
}

function answerText({ response }: Heard): string {
  return response.kind === 'answer' ? setKey(response.records.map(({ data }) => data)) : '';
}
