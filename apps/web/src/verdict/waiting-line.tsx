// What a trace that waits in the server's queue shows beside its place: what happens next, and the way out.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState } from 'react';
import { deleteTokenOf, forgetDeleteToken } from '../delete-tokens.ts';
import { forgetTrace } from '../recent-traces.ts';
import { deleteTrace } from '../share/retention.ts';
import { type TraceRequest, searchOf } from '../trace-request.ts';
import { waitingSentence } from './queue-place.ts';

/** How often those who listen are told of a new place. */
const TELL_EVERY_MS = 20_000;

export default function WaitingLine({
  id,
  place,
  request,
}: {
  id: string;
  place: number;
  request: TraceRequest;
}) {
  const navigate = useNavigate();
  const { with: pairId } = useSearch({ strict: false });
  const told = useSeldom(waitingSentence(place));

  /** Gives the place back where this browser has taken it; who has joined another's trace only leaves. */
  async function cancel() {
    for (const each of [id, ...(pairId === undefined ? [] : [pairId])]) {
      const token = deleteTokenOf(each);
      if (token === null) continue;
      // What cannot be deleted now ends by itself.
      await deleteTrace(each, token).catch(() => {});
      forgetDeleteToken(each);
      forgetTrace(each);
    }
    await navigate({ to: '/', search: { ...searchOf(request), autostart: '0' } });
  }

  return (
    <p className="verdict-waiting">
      <span>The server is busy with other traces. This one begins by itself when its turn comes.</span>
      <button type="button" className="button" onClick={() => void cancel()}>
        Cancel
      </button>
      <output className="visually-hidden">{told}</output>
    </p>
  );
}

/** `text` as it was when it was last told: soon after the beginning, and then now and again. */
function useSeldom(text: string): string {
  const [told, setTold] = useState('');
  const tell = useEffectEvent(() => setTold(text));
  useEffect(() => {
    // A region that is there before its words is read out.
    const first = setTimeout(() => tell(), 500);
    const timer = setInterval(() => tell(), TELL_EVERY_MS);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, []);
  return told;
}
