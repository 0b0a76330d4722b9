// SvcParams of SVCB and HTTPS records in presentation format. RFC 9460 2.1 and 14.3.2.
import { ipv4Text, ipv6Text } from './address-text.ts';
import { quoted } from './character-string.ts';
import { WireError, viewOf } from './wire.ts';

const KEYS = [
  'mandatory',
  'alpn',
  'no-default-alpn',
  'port',
  'ipv4hint',
  'ech',
  'ipv6hint',
  'dohpath',
  'ohttp',
];

/** The parameters as `key=value` pairs in wire order. Throws `WireError` when a length in them is a lie. */
export function serviceBindingText(octets: Uint8Array): string {
  const view = viewOf(octets);
  const parameters: string[] = [];
  for (let at = 0; at < octets.length;) {
    if (at + 4 > octets.length) throw new WireError('its last parameter is cut off');
    const key = view.getUint16(at);
    const end = at + 4 + view.getUint16(at + 2);
    if (end > octets.length) throw new WireError(`the value of parameter ${keyName(key)} runs past the end`);
    parameters.push(parameterText(keyName(key), octets.subarray(at + 4, end)));
    at = end;
  }
  return parameters.join(' ');
}

function parameterText(key: string, value: Uint8Array): string {
  if (value.length === 0) return key;
  switch (key) {
    case 'mandatory':
      return `${key}=${pieces(value, 2)
        .map((two) => keyName(viewOf(two).getUint16(0)))
        .join(',')}`;
    case 'alpn':
      return `${key}=${quoted(valueList(protocolIds(value)))}`;
    case 'port':
      if (value.length !== 2) throw new WireError('its port is not two octets');
      return `${key}=${viewOf(value).getUint16(0)}`;
    case 'ipv4hint':
      return `${key}=${pieces(value, 4).map(ipv4Text).join(',')}`;
    case 'ipv6hint':
      return `${key}=${pieces(value, 16).map(ipv6Text).join(',')}`;
    case 'ech':
      return `${key}=${Buffer.from(value).toString('base64')}`;
    default:
      return `${key}=${quoted(value)}`;
  }
}

function keyName(key: number): string {
  return KEYS[key] ?? `key${key}`;
}

function protocolIds(value: Uint8Array): Uint8Array[] {
  const ids: Uint8Array[] = [];
  for (let at = 0; at < value.length; at += value[at]! + 1) {
    if (at + 1 + value[at]! > value.length) throw new WireError('its alpn list is cut off');
    ids.push(value.subarray(at + 1, at + 1 + value[at]!));
  }
  return ids;
}

/** The items with commas between them; a comma or backslash inside an item gets a backslash. RFC 9460 A.1. */
function valueList(items: readonly Uint8Array[]): Uint8Array {
  const texts = items.map((item) =>
    Buffer.from(item)
      .toString('latin1')
      .replace(/[,\\]/g, String.raw`\$&`),
  );
  return Buffer.from(texts.join(','), 'latin1');
}

function pieces(value: Uint8Array, size: number): Uint8Array[] {
  if (value.length % size !== 0) throw new WireError(`a list in it is not a multiple of ${size} octets`);
  return Array.from({ length: value.length / size }, (_, i) => value.subarray(i * size, (i + 1) * size));
}
