// Reads what tests want to know of a PNG file.
import { inflateSync } from 'node:zlib';

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
