// The size of reply a query may offer to take over UDP.

/** Below 512 octets an offer counts as 512; above 65535 it cannot be written. RFC 6891 6.2.3. */
export function isUdpPayload(octets: number): boolean {
  return Number.isInteger(octets) && octets >= 512 && octets <= 0xffff;
}
