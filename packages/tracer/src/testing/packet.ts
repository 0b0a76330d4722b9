// Packets for tests, written octet by octet: what an encoder would refuse to write can be written here.

export interface WrittenRecord {
  /** The owner as it stands on the wire; absent: a pointer to the name in the question. */
  owner?: Uint8Array;
  type: number;
  class?: number;
  ttl?: number;
  rdata: Uint8Array;
  /** Absent: the length of `rdata`. */
  rdlength?: number;
}

/** A reply to `a.test. A` with id 1 and these records. `counts` overrides what the header promises. */
export function replyWith(
  answer: readonly WrittenRecord[],
  {
    flags = 0x8400,
    additional = [] as readonly WrittenRecord[],
    answers = answer.length,
    trailing = '',
  } = {},
): Buffer {
  const question = Buffer.from('\x01a\x04test\0\0\x01\0\x01', 'latin1');
  return Buffer.concat([
    words(1, flags, 1, answers, 0, additional.length),
    question,
    ...[...answer, ...additional].map(recordOctets),
    Buffer.from(trailing, 'latin1'),
  ]);
}

/** A message of a header and these octets. */
export function messageOf(counts: [number, number, number, number], ...parts: Uint8Array[]): Buffer {
  return Buffer.concat([words(1, 0x8400, ...counts), ...parts]);
}

/** 16-bit words in network order. */
export function words(...values: number[]): Buffer {
  const buffer = Buffer.alloc(2 * values.length);
  for (const [i, value] of values.entries()) buffer.writeUInt16BE(value, 2 * i);
  return buffer;
}

function recordOctets(record: WrittenRecord): Buffer {
  const { owner = Buffer.of(0xc0, 12), type, ttl = 300, rdata, rdlength = rdata.length } = record;
  return Buffer.concat([owner, words(type, record.class ?? 1, ttl >>> 16, ttl & 0xffff, rdlength), rdata]);
}
