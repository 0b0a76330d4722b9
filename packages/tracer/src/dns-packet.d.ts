// The parts of dns-packet 5.6.1 that @types/dns-packet leaves out.
declare module 'dns-packet/types.js' {
  const types: { toString(type: number): string; toType(name: string): number };
  export default types;
}
declare module 'dns-packet/rcodes.js' {
  const rcodes: { toString(rcode: number): string };
  export default rcodes;
}
