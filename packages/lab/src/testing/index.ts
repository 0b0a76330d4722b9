// What tests of other packages take from the lab, besides the lab itself.
export * from '../virtual-clock.ts';
export * from './trace-in.ts';
export * from './lab-resolver.ts';
export * from './serve-resolver.ts';
