// The embedded Internet: zone trees and faults as data, answered in memory or over UDP and TCP on loopback.
export * from './zone-tree.ts';
export { LabError } from './lab-error.ts';
export type { LabRecord, LabType, RdataPart } from './lab-record.ts';
export * from './faults.ts';
export * from './respond.ts';
export * from './memory-network.ts';
export { type VirtualClock, virtualClock } from './virtual-clock.ts';
export * from './serve.ts';
export { serveLabInThread } from './lab-thread.ts';
export { distanceMs } from './distance.ts';
export * from './gallery.ts';
