// The options of a trace as a request brings them.
import { type TraceOptions, DomainNameError, parseDomainName } from '@delegraph/model';
import ipaddr from 'ipaddr.js';
import { isIP } from 'node:net';
import { z } from 'zod';

const MAX_ZONES = 8;
const MAX_NAME_SERVERS = 20;
const MAX_ADDRESSES = 6;
const MAX_DS = 8;

const Name = z.string().transform((text, context) => {
  try {
    return parseDomainName(text);
  } catch (error) {
    if (!(error instanceof DomainNameError)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
    return z.NEVER;
  }
});

/** In RFC 5952 text, as addresses are compared everywhere. */
const Address = z
  .string()
  .refine((text) => isIP(text) !== 0, 'is no IP address')
  .transform((text) => ipaddr.parse(text).toString());

/** Key tag, algorithm, digest type and digest. RFC 4034 5.3. */
const DsData = z
  .string()
  .trim()
  .regex(
    /^\d{1,5}\s+\d{1,3}\s+\d{1,3}\s+[0-9A-Fa-f\s]{2,}$/u,
    'is no DS record: write key tag, algorithm, digest type and digest',
  )
  .transform((text) => text.replace(/\s+/gu, ' ').toUpperCase());

const SuppliedDelegation = z.object({
  zone: Name,
  nameServers: z
    .array(z.object({ name: Name, addresses: z.array(Address).max(MAX_ADDRESSES).default([]) }))
    .min(1)
    .max(MAX_NAME_SERVERS),
  ds: z.array(DsData).max(MAX_DS).default([]),
});

/** The options of `POST /api/traces`; what is left out is as usual. */
export const RequestedOptions = z.strictObject({
  /** Not to be answered with a trace that somebody else has just started. */
  fresh: z.boolean().optional(),
  breadth: z.enum(['all', 'path']).optional(),
  families: z.enum(['both', 'ipv4', 'ipv6']).optional(),
  followAliases: z.boolean().optional(),
  maxAliases: z.int().min(1).max(20).optional(),
  udpPayloadOctets: z.int().min(512).max(65_535).optional(),
  dnssecOk: z.boolean().optional(),
  tcpRetry: z.boolean().optional(),
  health: z.boolean().optional(),
  qnameMinimisation: z.boolean().optional(),
  delegations: z.array(SuppliedDelegation).max(MAX_ZONES).optional(),
  rootServers: z
    .array(z.object({ name: Name, addresses: z.array(Address).min(1).max(MAX_ADDRESSES) }))
    .max(MAX_NAME_SERVERS)
    .optional(),
  openRecursion: z.boolean().optional(),
  /** Whether zones that hold the proof of `GET /api/transfer-proof` are asked for a transfer. */
  zoneTransfer: z.boolean().optional(),
});

/** What the tracer is told of them, in an order of its own, so that equal wishes are equal texts. */
export function traceOptionsOf(
  requested: z.output<typeof RequestedOptions>,
  transferProof: string,
): Partial<TraceOptions> {
  const { fresh: _fresh, zoneTransfer, ...options } = requested;
  const zoneTransferProof = zoneTransfer ? transferProof : undefined;
  const given = Object.entries({ ...options, zoneTransferProof }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
