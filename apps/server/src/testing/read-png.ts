// Reads what tests want to know of a PNG file.
import assert from 'node:assert/strict';
import { crc32, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Octets of a pixel in the kinds the renderer writes: RGB and RGBA. */
const PIXEL_OCTETS: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

/** Takes the file apart to its last pixel: every chunk by its checksum, the pixels by their number. Throws when anything is not as
 *  the PNG specification (third edition) has it. Returns the filtered scan lines. */
export function decodedPng(png: Buffer): { width: number; height: number; scanLines: Buffer } {
  assert.deepEqual(png.subarray(0, 8), SIGNATURE);
  const parts: Buffer[] = [];
  let last = '';
  for (let at = 8; at < png.length;) {
    const end = at + 8 + png.readUInt32BE(at);
    last = png.toString('latin1', at + 4, at + 8);
    assert.equal(crc32(png.subarray(at + 4, end)), png.readUInt32BE(end), `the checksum of ${last}`);
    if (last === 'IDAT') parts.push(png.subarray(at + 8, end));
    at = end + 4;
  }
  assert.equal(last, 'IEND');
  const { width, height } = pngSize(png);
  const [depth, kind = 0] = png.subarray(24, 26);
  assert.equal(depth, 8);
  const scanLines = inflateSync(Buffer.concat(parts));
  assert.equal(scanLines.length, height * (1 + width * PIXEL_OCTETS[kind]!));
  return { width, height, scanLines };
}

export function pngSize(png: Buffer): { width: number; height: number } {
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

/** The texts of its iTXt chunks by their keywords. */
export function pngTexts(png: Buffer): Map<string, string> {
  const texts = new Map<string, string>();
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const data = png.subarray(at + 8, at + 8 + length);
    if (png.toString('latin1', at + 4, at + 8) === 'iTXt') {
      const end = data.indexOf(0);
      const text = data.subarray(end + 5);
      texts.set(data.toString('latin1', 0, end), (data[end + 1] === 1 ? inflateSync(text) : text).toString());
    }
    at += length + 12;
  }
  return texts;
}
