// Where traffic is to go, as an address or a name: IPSECKEY (RFC 4025) and AMTRELAY (RFC 8777).
import { ipv4Text, ipv6Text } from './address-text.ts';
import { type RdataReader, UnknownForm } from './rdata-reader.ts';
import { WireError } from './wire.ts';

/** Gateway type, algorithm and gateway: `1 2 192.0.2.38`. */
export function ipsecGatewayText(reader: RdataReader): string {
  const [type, algorithm] = [reader.uint8(), reader.uint8()];
  return `${type} ${algorithm} ${gatewayText(type, reader)}`;
}

/** Discovery bit, relay type and relay: `0 1 203.0.113.15`. */
export function relayText(reader: RdataReader): string {
  const octet = reader.uint8();
  const type = octet & 0x7f;
  if (type > 3) throw new UnknownForm(`relay type ${type}`);
  return `${octet >> 7} ${type} ${gatewayText(type, reader)}`;
}

function gatewayText(type: number, reader: RdataReader): string {
  switch (type) {
    case 0:
      return '.';
    case 1:
      return ipv4Text(reader.octets(4));
    case 2:
      return ipv6Text(reader.octets(16));
    case 3:
      return reader.name();
    default:
      throw new WireError(`its gateway is of type ${type}`);
  }
}
