// How long the server wants to be left alone, counted down.
import { useEffect, useState } from 'react';

/** Remount it, by its key, for every new refusal. Calls `onOver` once. */
export function RetryCountdown({ seconds, onOver }: { seconds: number; onOver: () => void }) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    if (left <= 0) return undefined;
    const second = setTimeout(() => {
      setLeft(left - 1);
      if (left === 1) onOver();
    }, 1000);
    return () => clearTimeout(second);
  }, [left, onOver]);
  return (
    <span role="timer" className="retry-countdown">
      {left > 0 ? `Try again in ${left} s.` : 'You can try again now.'}
    </span>
  );
}
