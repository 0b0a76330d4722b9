export { type TraceSetup, trace } from './trace.ts';
export { TraceInputError, parseQuestion } from './question-input.ts';
export { type RootHint, internetRootHints, parseRootHints } from './root-hints.ts';
export { type Limits, defaultLimits } from './limits.ts';
export { systemClock } from './clock.ts';
export { type AddressMap, type SocketAddress, socketExchange } from './exchange/sockets.ts';
export { hasRoute } from './exchange/route.ts';
export { addressRule } from './exchange/address-rule.ts';
export { decodeMessage, encodeQuery, objectionTo } from './codec/message.ts';
