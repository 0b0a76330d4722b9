// A place on Earth as LOC records write it: `51 30 12.748 N 0 7 39.611 W 35.00m 0.00m 10000m 10m`. RFC 1876.
import { type RdataReader, UnknownForm } from './rdata-reader.ts';
import { WireError } from './wire.ts';

/** 2^31: the equator, and the prime meridian. */
const ORIGIN = 0x8000_0000;
/** Altitudes count centimetres from 100 km below the sea. */
const SEA_LEVEL_CM = 10_000_000;
const MAX_LATITUDE_MS = 90 * 3600 * 1000;
const MAX_LONGITUDE_MS = 180 * 3600 * 1000;

/** The place as dig prints it. Throws `UnknownForm` for another version than 0, `WireError` for a place
 *  that is nowhere. */
export function locationText(reader: RdataReader): string {
  if (reader.uint8() !== 0) throw new UnknownForm('a LOC record of another version');
  const [size, horizontal, vertical] = [
    precisionText(reader.uint8()),
    precisionText(reader.uint8()),
    precisionText(reader.uint8()),
  ];
  const latitude = angleText(reader.uint32() - ORIGIN, MAX_LATITUDE_MS, 'N', 'S');
  const longitude = angleText(reader.uint32() - ORIGIN, MAX_LONGITUDE_MS, 'E', 'W');
  const altitude = metres(reader.uint32() - SEA_LEVEL_CM);
  return `${latitude} ${longitude} ${altitude} ${size} ${horizontal} ${vertical}`;
}

/** Degrees, minutes and seconds of an angle in thousandths of a second of arc. */
function angleText(angleMs: number, largestMs: number, positive: string, negative: string): string {
  const value = Math.abs(angleMs);
  if (value > largestMs) throw new WireError('its latitude or longitude is not on Earth');
  const seconds = ((value % 60_000) / 1000).toFixed(3);
  const [degrees, minutes] = [Math.floor(value / 3_600_000), Math.floor(value / 60_000) % 60];
  return `${degrees} ${minutes} ${seconds} ${angleMs < 0 ? negative : positive}`;
}

/** A length as one digit and a power of ten of centimetres, four bits each; whole metres without decimals. */
function precisionText(octet: number): string {
  const [digit, exponent] = [octet >> 4, octet & 0xf];
  if (digit > 9 || exponent > 9) throw new WireError('a precision in it has a digit above 9');
  return exponent > 1 ? `${digit * 10 ** (exponent - 2)}m` : metres(digit * 10 ** exponent);
}

function metres(centimetres: number): string {
  return `${(centimetres / 100).toFixed(2)}m`;
}
