// What a query is for, and in which form it is put: the probe plan. findings.md 1.

/** The probes of the trace tier, which the picture is drawn from.
 *  `walk` goes on with its lookup. `apex-soa` and `apex-ns` ask a server whether it serves its zone, and by whom the zone
 *  says it is served. `own-soa` and `own-question` go to servers that only the zone itself names: resolvers go there when they
 *  have asked it. `referral-tcp` repeats a referral that lacks glue over TCP, where everything fits. `parent-ds` and `parent-ns` ask the parent about a zone whose cut its replies hide. `priming` asks
 *  the root for its own name servers (RFC 9609). */
export const TRACE_TIER_PROBES = [
  'walk',
  'apex-soa',
  'apex-ns',
  'own-soa',
  'own-question',
  'referral-tcp',
  'parent-ds',
  'parent-ns',
  'priming',
] as const;

/** The probes of the health tier, which come when the picture is whole: each examines one habit of a server that serves.
 *  `primary-soa` goes to the primary that the zone's SOA record names, where that is no name server of the zone. */
export const HEALTH_PROBES = [
  'soa-tcp',
  'soa-without-edns',
  'soa-edns-version',
  'soa-edns-option',
  'soa-edns-flag',
  'small-payload',
  'large-payload',
  'no-such-name',
  'no-such-branch',
  'name-above',
  'foreign-name',
  'primary-soa',
  'dnssec',
  'identity',
  'host-identity',
] as const;

/** Those that only ever happen when whoever asks for the trace wants them. */
export const OPT_IN_PROBES = ['open-recursion', 'transfer-proof', 'zone-transfer'] as const;

export type Probe =
  | (typeof TRACE_TIER_PROBES)[number]
  | (typeof HEALTH_PROBES)[number]
  | (typeof OPT_IN_PROBES)[number];

const PURPOSES: Readonly<Record<Probe, string>> = {
  walk: 'to go on',
  'apex-soa': 'to see whether it serves the zone',
  'apex-ns': 'to see by whom the zone says it is served',
  'own-soa': 'to see whether it serves the zone, which names it where the parent does not',
  'own-question': 'as a resolver would that has the name from the zone',
  'referral-tcp': 'over TCP, to see whether there is glue that was left out of the datagram',
  'parent-ds': 'to see whether the parent holds DS records for a cut its replies hide',
  'parent-ns': 'to see what the parent says of a cut its replies hide',
  priming: 'to see whether the root hints are what the root says',
  'soa-tcp': 'over TCP, to see whether it answers there',
  'soa-without-edns': 'without EDNS, to see whether it answers old resolvers',
  'soa-edns-version': 'with EDNS version 1, to see whether it says it knows version 0',
  'soa-edns-option': 'with an unknown EDNS option, to see whether it ignores it',
  'soa-edns-flag': 'with an unknown EDNS flag, to see whether it ignores it',
  'small-payload': 'offering 512 octets over UDP, to see whether it keeps to them',
  'large-payload': 'offering 4096 octets over UDP, to see whether fragments arrive',
  'no-such-name': 'for a name that nobody has, to see how it denies',
  'no-such-branch': 'for a name below a name that nobody has, to see how it denies',
  'name-above': 'for a name between the zone and the name, to see whether it denies what has names below it',
  'foreign-name': 'for a name that is in no zone, to see whether it answers for everything',
  'primary-soa': 'to see whether the primary that the zone names serves it',
  dnssec: 'for the records of DNSSEC',
  identity: 'for its identifier and its cookie',
  'host-identity': 'for its own name',
  'open-recursion': 'for a name it does not serve, to see whether it searches for strangers',
  'transfer-proof': 'for the proof that a transfer is wanted by the owner of the zone',
  'zone-transfer': 'for a transfer of the zone, to see whether it gives it to strangers',
};

/** What a probe is for, to follow the words “asked”. */
export function probePurpose(probe: Probe): string {
  return PURPOSES[probe];
}

/** How a query differs from the usual one, which is of class IN, over UDP, with RD=0 and EDNS version 0 that sets DO. */
export interface QueryForm {
  /** It goes over TCP from the start. */
  tcp?: true;
  recursionDesired?: true;
  class?: 'CH';
  /** False leaves the OPT record out. */
  edns?: EdnsForm | false;
}

export interface EdnsForm {
  version?: number;
  /** Octets offered over UDP. */
  payloadOctets?: number;
  /** Bits beside DO. */
  flags?: number;
  /** Codes of options sent; NSID and COOKIE with the content their RFCs want, others empty. */
  options?: readonly number[];
}

export const OPTION_NSID = 3;
export const OPTION_COOKIE = 10;
/** From the range for experiments, so that no server knows it. RFC 6891 9. */
export const OPTION_UNKNOWN = 65_001;
/** The bit beside DO, which means nothing yet. */
export const FLAG_UNKNOWN = 0x4000;

const USUAL: QueryForm = {};

const FORMS: Partial<Record<Probe, QueryForm>> = {
  'referral-tcp': { tcp: true },
  'soa-tcp': { tcp: true },
  'soa-without-edns': { edns: false },
  'soa-edns-version': { edns: { version: 1 } },
  'soa-edns-option': { edns: { options: [OPTION_UNKNOWN] } },
  'soa-edns-flag': { edns: { flags: FLAG_UNKNOWN } },
  'small-payload': { edns: { payloadOctets: 512 } },
  'large-payload': { edns: { payloadOctets: 4096 } },
  identity: { edns: { options: [OPTION_NSID, OPTION_COOKIE] } },
  'host-identity': { class: 'CH' },
  'open-recursion': { recursionDesired: true },
  'zone-transfer': { tcp: true, edns: false },
};

/** The form in which a probe puts its question. */
export function formOf(probe: Probe): QueryForm {
  return FORMS[probe] ?? USUAL;
}

/** Whether the probe belongs to what the picture is drawn from. */
export function isOfTraceTier(probe: Probe): boolean {
  return TRACE_TIER.has(probe);
}

const TRACE_TIER: ReadonlySet<Probe> = new Set(TRACE_TIER_PROBES);
