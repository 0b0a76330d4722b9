// The line above the verdict of a trace that was not made for whoever looks at it: where it comes from, and what can be done.
import { Link } from '@tanstack/react-router';
import { later } from '../later.tsx';
import { savedTrace } from '../saved-trace.ts';
import { type TraceRequest, searchOf } from '../trace-request.ts';
import type { Origin } from './origin.ts';

const UploadOffer = later(() => import('./upload-offer.tsx'));

/** Nothing for a trace of this server, and for one in the page's own file. */
export function OriginLine({
  origin,
  request,
  isLog,
}: {
  origin: Origin;
  request: TraceRequest;
  /** Whether its events are here. */
  isLog: boolean;
}) {
  if (origin.kind === 'stored') return null;
  if (origin.kind === 'file') {
    const { file } = origin;
    if (file.name === savedTrace?.file.name) return null;
    return (
      <p className="opened-file">
        Opened from the file “{file.name}”, not stored here.
        <UploadOffer file={file} isLog={isLog} />
      </p>
    );
  }
  return (
    <p className="opened-file">
      <span>
        A recording from the lab<span className="unless-narrow">, opened without asking anybody</span>.
      </span>
      <Link to="/" search={searchOf(request)} className="button is-quiet">
        Trace it live in the lab
      </Link>
    </p>
  );
}
