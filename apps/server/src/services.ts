// What the routes are given to work with, and what does the work: one description for both sides.
import type { TraceState } from '@delegraph/model';
import type { FaultFamily } from './fault-book.ts';
import type { TraceStore } from './store.ts';
import type { Words } from './stored-trace.ts';
import type { TransferProofs } from './transfer-proof.ts';
import type { StartTrace, TraceRunner } from './trace-runner.ts';

/** A scenario of the lab, as the page offers it. */
export interface Scenario {
  id: string;
  name: string;
  type: string;
  title: string;
  sentence: string;
  kind: string;
}

/** What asks, judges and draws: tracer, diagnosis, lab and diagram behind one door. */
export interface Engine {
  startTrace: StartTrace;
  words: Words;
  gallery: readonly Scenario[];
  /** The names of the root profiles, in the order they are offered. */
  profiles: readonly string[];
  /** What is said about each fault, for its page. */
  faults: readonly FaultFamily[];
  /** The graph of a trace as an SVG file. Without it, there is no such address. */
  svg?: ((state: TraceState, theme: 'light' | 'dark') => string) | undefined;
  /** Whether the lab answers. */
  isUp?: (() => boolean) | undefined;
}

/** What the routes work with. */
export interface Services extends Omit<Engine, 'startTrace' | 'isUp'> {
  store: TraceStore;
  runner: TraceRunner;
  transferProofOf: TransferProofs;
  pageDirectory: string;
  publicUrl: string | null;
  isEngineUp: () => boolean;
}
