// The parts of dns-packet 5.6.1 that @types/dns-packet leaves out.
declare module 'dns-packet/rcodes.js' {
  const rcodes: { toString(rcode: number): string };
  export default rcodes;
}
