// The shape of every event of a log that somebody else wrote: nothing is left out of it, and nothing may be added.
import { isIP } from 'node:net';
import {
  type AliasLink,
  type DomainName,
  type Message,
  type ResourceRecord,
  type TraceEvent,
  type TraceOptions,
  HEALTH_PROBES,
  OPT_IN_PROBES,
  TRACE_TIER_PROBES,
  isDomainName,
} from '@delegraph/model';
import { z } from 'zod';

/** A name of 255 octets, each written as `\DDD`. */
const MAX_NAME_LENGTH = 1_024;
/** RDATA of 65,535 octets in hexadecimal or escaped, as it is clipped at 4 KiB of text; with room for what older programs kept. */
const MAX_DATA_LENGTH = 300_000;
/** Base64 of a message, whose length has 16 bits. */
const MAX_WIRE_LENGTH = 87_384;
/** Longer than any trace runs, and than anything is remembered: a day in milliseconds. */
const MAX_MS = 86_400_000;
const MAX_ID = 100_000;

const Name = z
  .string()
  .max(MAX_NAME_LENGTH)
  .refine(isDomainName, 'is no domain name as events have them') as unknown as z.ZodType<DomainName>;
const TypeName = z.string().regex(/^[A-Z][A-Z0-9-]{0,19}$/u, 'is no record type');
const Address = z
  .string()
  .refine((text) => isIP(text) !== 0 && /^[0-9a-f.:]+$/u.test(text), 'is no IP address as events have them');
const Id = z.int().min(0).max(MAX_ID);
const Milliseconds = z.number().min(0).max(MAX_MS);
const Wire = z.base64().max(MAX_WIRE_LENGTH);
/** Words of ours, of an operator or of a system: nothing in them turns the text round, or hides a part of it. */
const wordsOf = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'holds characters that cannot be seen');
const OwnWords = wordsOf(500);

const Question = z.strictObject({ name: Name, type: TypeName });
const AddressSource = z.enum(['hint', 'glue', 'lookup', 'supplied']);
const ServerAddress = z.strictObject({
  address: Address,
  source: AddressSource,
  originAs: z
    .strictObject({ number: z.int().min(0).max(4_294_967_295), holder: wordsOf(200).nullable() })
    .exactOptional(),
});
const NameServerAddresses = z.strictObject({ name: Name, addresses: z.array(ServerAddress).max(100) });
const NameServers = z.array(NameServerAddresses).max(100);

const SuppliedNameServer = z.strictObject({ name: Name, addresses: z.array(Address).max(100) });
const optionSchemas = {
  breadth: z.enum(['all', 'path']).exactOptional(),
  families: z.enum(['both', 'ipv4', 'ipv6']).exactOptional(),
  followAliases: z.boolean().exactOptional(),
  maxAliases: z.int().min(1).max(100).nullable().exactOptional(),
  dnssecOk: z.boolean().exactOptional(),
  tcpRetry: z.boolean().exactOptional(),
  udpPayloadOctets: z.int().min(512).max(65_535).exactOptional(),
  health: z.boolean().exactOptional(),
  qnameMinimisation: z.boolean().exactOptional(),
  delegations: z
    .array(
      z.strictObject({
        zone: Name,
        nameServers: z.array(SuppliedNameServer).max(100),
        ds: z.array(wordsOf(1_000)).max(100),
      }),
    )
    .max(100)
    .exactOptional(),
  rootServers: z.array(SuppliedNameServer).max(100).exactOptional(),
  openRecursion: z.boolean().exactOptional(),
  zoneTransferProof: wordsOf(200).nullable().exactOptional(),
} satisfies Record<keyof TraceOptions, z.ZodType>;
const Options: z.ZodType<Partial<TraceOptions>> = z.strictObject(optionSchemas);

const FailureReason = z.enum(['timeout', 'unreachable', 'malformed', 'mismatched']);
const SkipReason = z.enum([
  'budget',
  'address-policy',
  'no-ipv6',
  'no-ipv4',
  'not-wanted',
  'no-socket',
  'cut-off',
]);
const LimitName = z.enum([
  'queries',
  'check-queries',
  'health-queries',
  'queries-per-address',
  'tries-per-question',
  'zone-cuts',
  'alias-links',
  'sub-traces',
  'sub-trace-depth',
  'name-servers-per-zone',
  'addresses-per-name-server',
  'addresses-per-zone',
  'failing-name-servers',
  'bytes',
  'wall-time',
]);

const Try = z.strictObject({
  transport: z.enum(['udp', 'tcp']),
  edns: z.boolean(),
  sentAtMs: Milliseconds,
  elapsedMs: Milliseconds,
  lateByMs: Milliseconds.exactOptional(),
  result: z.enum(['response', ...FailureReason.options]),
  rcode: z
    .string()
    .regex(/^[A-Z][A-Z0-9]{0,19}$/u, 'is no RCODE')
    .exactOptional(),
  truncated: z.boolean().exactOptional(),
  wire: Wire.exactOptional(),
  detail: OwnWords.exactOptional(),
});
const Tries = z.array(Try).max(20);

/** Only that there is one: what it says must be what its octets say, which no schema can tell. */
const DecodedMessage = z.custom<Message>(
  (value) => typeof value === 'object' && value !== null,
  'is no message',
);

const Record: z.ZodType<ResourceRecord> = z.strictObject({
  name: Name,
  type: TypeName,
  ttl: z.int().min(0).max(2_147_483_647),
  data: z.string().max(MAX_DATA_LENGTH),
});
const Link: z.ZodType<AliasLink> = z.strictObject({
  type: z.enum(['CNAME', 'DNAME']),
  name: Name,
  owner: Name,
  target: Name,
  ttl: z.int().min(0).max(2_147_483_647),
});
const Outcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('answer'), records: z.array(Record).max(5_000), hopId: Id }),
  z.strictObject({ kind: z.enum(['nodata', 'nxdomain']), hopId: Id }),
  z.strictObject({ kind: z.literal('alias'), link: Link, hopId: Id, next: Id.nullable() }),
  z.strictObject({ kind: z.literal('unresolvable'), zone: Name, notAsked: SkipReason.exactOptional() }),
  z.strictObject({ kind: z.literal('loop') }),
  z.strictObject({ kind: z.literal('budget'), limit: LimitName }),
]);

/** Read only to be left out: findings are made anew. */
const ClaimedFinding = z.strictObject({
  code: z.string().max(100),
  severity: z.enum(['error', 'warning', 'notice', 'info']),
  confidence: z.enum(['high', 'medium', 'low']),
  scope: z.enum(['trace', 'zone', 'name-server', 'address', 'name']),
  zone: Name,
  nameServer: Name.exactOptional(),
  address: Address.exactOptional(),
  name: Name.exactOptional(),
  seen: z.strictObject({ count: z.int(), of: z.int() }).exactOptional(),
  evidence: z.array(Id).max(MAX_ID),
  params: z.record(
    z.string().max(100),
    z.union([z.string().max(20_000), z.number(), z.array(z.string().max(20_000)).max(1_000)]),
  ),
});

const numbered = { seq: Id, atMs: Milliseconds };
const target = {
  hopId: Id,
  lookupId: Id,
  zone: Name,
  nameServer: Name,
  address: Address,
  addressSource: AddressSource,
  question: Question,
  probe: z.enum([...TRACE_TIER_PROBES, ...HEALTH_PROBES, ...OPT_IN_PROBES]),
};

/** One event of any type, by itself. How events follow each other is `grammarFault`'s. */
export const EventSchema: z.ZodType<TraceEvent> = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('trace-started'),
    question: Question,
    profile: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/u, 'is no name of a root profile'),
    vantage: z.strictObject({
      name: wordsOf(64),
      ipv4: z.boolean(),
      ipv6: z.boolean(),
    }),
    engine: wordsOf(100),
    startedAt: z.iso.datetime(),
    roots: NameServers,
    options: Options.exactOptional(),
    ...numbered,
  }),
  z.strictObject({
    type: z.literal('lookup-started'),
    lookupId: Id,
    purpose: z.enum(['question', 'alias', 'nameserver-address', 'target']),
    question: Question,
    zone: Name,
    parentLookupId: Id.nullable(),
    neededBy: Name.exactOptional(),
    ...numbered,
  }),
  z.strictObject({ type: z.literal('query-sent'), ...target, ...numbered }),
  z.strictObject({ type: z.literal('query-tried'), hopId: Id, attempt: Try, ...numbered }),
  z.strictObject({
    type: z.literal('response-received'),
    hopId: Id,
    elapsedMs: Milliseconds,
    tries: Tries,
    message: DecodedMessage,
    wire: Wire,
    ...numbered,
  }),
  z.strictObject({
    type: z.literal('query-failed'),
    hopId: Id,
    elapsedMs: Milliseconds,
    tries: Tries,
    reason: FailureReason,
    ...numbered,
  }),
  z.strictObject({ type: z.literal('query-skipped'), reason: SkipReason, ...target, ...numbered }),
  z.strictObject({
    type: z.literal('query-remembered'),
    ageMs: Milliseconds,
    elapsedMs: Milliseconds,
    message: DecodedMessage,
    wire: Wire,
    ...target,
    ...numbered,
  }),
  z.strictObject({
    type: z.literal('delegation-learned'),
    zone: Name,
    parent: Name,
    hopId: Id,
    nameServers: NameServers,
    signed: z.boolean(),
    ...numbered,
  }),
  z.strictObject({
    type: z.literal('addresses-learned'),
    zone: Name,
    nameServer: Name,
    addresses: z.array(ServerAddress).max(100),
    lookupId: Id,
    ...numbered,
  }),
  z.strictObject({ type: z.literal('alias-followed'), lookupId: Id, link: Link, next: Id, ...numbered }),
  z.strictObject({ type: z.literal('lookup-ended'), lookupId: Id, outcome: Outcome, ...numbered }),
  z.strictObject({ type: z.literal('examination-started'), ...numbered }),
  z.strictObject({
    type: z.literal('limit-reached'),
    limit: LimitName,
    allowed: z.number().min(0).max(MAX_MS),
    zone: Name.nullable(),
    ...numbered,
  }),
  z.strictObject({
    type: z.literal('trace-ended'),
    status: z.enum(['done', 'interrupted', 'failed']),
    reason: OwnWords.nullable(),
    ...numbered,
  }),
  z.strictObject({ type: z.literal('finding-raised'), finding: ClaimedFinding, ...numbered }),
]);
