// The report of a request that the server could not answer.
import type { Problem } from '../api.ts';
import type { TraceRequest } from '../trace-request.ts';
import ReportButton from './report-button.tsx';
import { reportOfRequest } from './report-text.ts';

export default function RequestReport({
  request: { name, type, profile },
  problem: { title, detail, requestId = 'not known' },
}: {
  request: TraceRequest;
  problem: Problem;
}) {
  const asked = `${name} ${type}, profile ${profile}`;
  return (
    <ReportButton report={() => reportOfRequest(asked, requestId, `${title}. ${detail}`, location.origin)} />
  );
}
