// Makes a trace again, with the same options, whoever else has just made it.
import { useNavigate, useParams } from '@tanstack/react-router';
import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import { problemOf, startTrace } from '../api.ts';
import { pageOf } from '../started-trace.ts';
import type { TraceRequest } from '../trace-request.ts';

/** A button; what hinders it is said beside it. */
export function RunAgain({ request, hasFailed }: { request: TraceRequest; hasFailed: boolean }) {
  const navigate = useNavigate();
  const { id: previous } = useParams({ strict: false });
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  const words = hasFailed ? 'Retry' : 'Run again';

  async function run() {
    setIsBusy(true);
    try {
      const page = pageOf(await startTrace(request, { fresh: true }));
      await navigate({ ...page, state: { ...page.state, ...(previous !== undefined && { previous }) } });
    } catch (error) {
      const { title, detail } = problemOf(error);
      setTrouble(`${title}. ${detail}`);
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <>
      <button
        type="button"
        className={hasFailed ? 'button is-primary' : 'button'}
        aria-label={words}
        title="Make the same trace anew"
        disabled={isBusy}
        onClick={() => void run()}
      >
        <RotateCw size={14} aria-hidden />{' '}
        {hasFailed ? words : <span className="unless-narrow">{words}</span>}
      </button>
      {trouble !== null && (
        <span className="verdict-trouble" role="alert">
          {trouble}
        </span>
      )}
    </>
  );
}
