// What the routes are given to work with, and what does the work: one description for both sides.
import type { Configuration } from './configuration.ts';
import type { FaultFamily } from './fault-book.ts';
import type { ResolverDesk } from './resolver-desk.ts';
import type { TraceStore } from './store.ts';
import type { Words } from './stored-trace.ts';
import type { TracePictures } from './trace-pictures.ts';
import type { ClientLimits } from './client-limits.ts';
import type { TransferProofs } from './transfer-proof.ts';
import type { StartTrace, TraceRunner } from './trace-runner.ts';
import type { Uploads } from './uploads/uploads.ts';

/** A scenario of the lab, as the page offers it. */
export interface Scenario {
  id: string;
  name: string;
  type: string;
  title: string;
  sentence: string;
  kind: string;
}

/** What asks and judges: tracer, diagnosis and lab behind one door. */
export interface Engine {
  startTrace: StartTrace;
  words: Words;
  gallery: readonly Scenario[];
  /** The names of the root profiles, in the order they are offered. */
  profiles: readonly string[];
  /** What resolvers say now, where the operator lets them be asked. */
  resolvers: ResolverDesk;
  /** What is said about each fault, for its page. */
  faults: readonly FaultFamily[];
  /** Whether the lab answers. */
  isUp?: (() => boolean) | undefined;
}

/** What the routes work with. */
export interface Services extends Omit<Engine, 'startTrace' | 'isUp'> {
  store: TraceStore;
  runner: TraceRunner;
  uploads: Uploads;
  /** Of what a client may start, or upload in its place. */
  startLimits: ClientLimits;
  transferProofOf: TransferProofs;
  pictures: TracePictures;
  sharing: Sharing;
  pageDirectory: string;
  publicUrl: string | null;
  isEngineUp: () => boolean;
  /** Monotonic. */
  nowMs: () => number;
}

/** What the operator allows of sharing. */
export type Sharing = Pick<
  Configuration,
  'retentionDays' | 'history' | 'embedAncestors' | 'uploads' | 'reportTo'
>;
