// Where the trace on a page was had from.
import type { TraceFile } from '../trace-file.ts';

/** The store of the server, a file that was dropped, or the gallery. */
export type Origin = { kind: 'stored' } | { kind: 'file'; file: TraceFile } | { kind: 'recording' };
