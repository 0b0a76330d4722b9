// Runs inside the network namespace of no-resolver.test.ts: sets the trap, springs it once to see that it works, then
// traces a name with aliases, glueless name servers and a dead server, and prints what the trap saw.
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { diagnose } from '@delegraph/diagnosis';
import { labHints, labTree, serveLab } from '@delegraph/lab';
import { initialTraceState, recordTrace, reduceTrace, traceTotals } from '@delegraph/model';
import { parseQuestion, socketExchange, trace } from '@delegraph/tracer';

const NAMES = ['www.shop.test', 'www.glueless.test', 'www.lame-timeout.test', 'www.truncated.test'];

let packets = 0;
const firstPacket = Promise.withResolvers<void>();
const spring = () => {
  packets += 1;
  firstPacket.resolve();
};
const udp = createSocket('udp4');
udp.on('message', spring);
udp.bind(53, '0.0.0.0');
await once(udp, 'listening');
const tcp = createServer((connection) => {
  spring();
  connection.destroy();
});
tcp.listen(53, '0.0.0.0');
await once(tcp, 'listening');

// It will fail; that it asked is all that matters.
const springing = lookup('control.delegraph.test').catch(() => null);
await firstPacket.promise;
const control = packets;
await springing;
packets = 0;

const lab = await serveLab(labTree);
const allowTarget = (address: string) => lab.endpointOf(address) !== undefined;
let hops = 0;
let resolverQueries = 0;
for (const name of NAMES) {
  const facts = trace(parseQuestion(name).question, {
    exchange: socketExchange({ endpointOf: (address) => lab.endpointOf(address)!, allowTarget }),
    allowTarget,
    rootHints: labHints,
    profile: 'lab',
    vantage: { name: 'test', ipv4: true, ipv6: true },
    engine: 'test',
  });
  const events = await Array.fromAsync(recordTrace(facts, diagnose));
  const state = events.reduce(reduceTrace, initialTraceState);
  hops += state.hops.length;
  resolverQueries += traceTotals(state).resolverQueries;
}
await lab.close();
udp.close();
tcp.close();
console.log(JSON.stringify({ control, traced: packets, hops, resolverQueries }));
process.exit(0);
