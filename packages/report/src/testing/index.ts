// What tests of other packages take from here: traces that try to do harm.
export { type HostileTrace, hostileTrace, payloads } from './hostile.ts';
