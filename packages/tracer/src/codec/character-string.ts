// Character-strings as master files write them.

/** A character-string in quotes. RFC 1035 5.1. */
export function quoted(octets: Uint8Array): string {
  return `"${escaped(octets)}"`;
}

/** The octets with RFC 1035 escapes, without quotes. */
export function escaped(octets: Uint8Array): string {
  let text = '';
  for (const octet of octets) {
    if (octet < 0x20 || octet > 0x7e) text += `\\${String(octet).padStart(3, '0')}`;
    else if (octet === 0x22 || octet === 0x5c) text += `\\${String.fromCharCode(octet)}`;
    else text += String.fromCharCode(octet);
  }
  return text;
}
