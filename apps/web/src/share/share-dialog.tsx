// The share dialog: everything with which a trace is shown somewhere else. ux.md section 11.
import { useParams } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import type { Origin } from '../pages/origin.ts';
import type { TraceRequest } from '../trace-request.ts';
import type { TraceStore } from '../trace-store.ts';
import { LooseShare } from './loose-share.tsx';
import { StoredShare } from './stored-share.tsx';
import { DialogFrame } from '../dialog-frame.tsx';

export interface ShareDialogProps {
  store: TraceStore;
  origin: Origin;
  /** What to ask to have this trace made again. */
  request: TraceRequest;
  onClose: () => void;
}

/** Shares the whole trace, whatever moment of it is replayed on the page. */
export default function ShareDialog({ store, origin, request, onClose }: ShareDialogProps) {
  const snapshot = useSyncExternalStore(store.subscribe, store.snapshot);
  const { id } = useParams({ strict: false });
  return (
    <DialogFrame title="Share this trace" onClose={onClose} className="share">
      {origin.kind === 'stored' && id !== undefined ? (
        <StoredShare
          id={id}
          state={snapshot.state}
          hasEnded={snapshot.connection === 'ended'}
          request={request}
          onClose={onClose}
        />
      ) : (
        <LooseShare origin={origin} snapshot={snapshot} />
      )}
    </DialogFrame>
  );
}
