// The report of a trace that failed on the server.
import type { TraceState } from '@delegraph/model';
import ReportButton from './report-button.tsx';
import { reportOfTrace } from './report-text.ts';

export default function TraceReport({ id, state }: { id: string; state: TraceState }) {
  return <ReportButton report={() => reportOfTrace(id, state, `${location.origin}/t/${id}`)} />;
}
