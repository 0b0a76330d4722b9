// Texts inside a PNG file: PNG specification (third edition) 11.3.3.4, the chunk iTXt.
import { crc32, deflateSync } from 'node:zlib';

/** The signature and the chunk IHDR, which has to come first. */
const HEAD_OCTETS = 8 + 25;

/** `png` with one more text under `keyword`, which is Latin-1 and has 79 characters at most. */
export function withPngText(png: Buffer, keyword: string, text: string): Buffer {
  const isLong = text.length > 200;
  const octets = Buffer.from(text);
  const data = Buffer.concat([
    Buffer.from(`${keyword}\0`, 'latin1'),
    // Whether it is compressed, the one method there is, and neither language nor a translated keyword.
    Buffer.from([isLong ? 1 : 0, 0, 0, 0]),
    isLong ? deflateSync(octets, { level: 9 }) : octets,
  ]);
  return Buffer.concat([png.subarray(0, HEAD_OCTETS), chunk('iTXt', data), png.subarray(HEAD_OCTETS)]);
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, check]);
}
