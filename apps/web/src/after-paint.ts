// Holds back what is less urgent than the picture until that is painted.
import { startTransition, useEffect, useRef, useState } from 'react';

/** `value` as it was when the page was last painted; `before` until then. A deferred value would often be drawn before the
 *  frame, and delay it. */
export function useAfterPaint<Value>(value: Value, before: Value): Value {
  const [painted, setPainted] = useState(before);
  const latest = useRef(value);
  const isPlanned = useRef(false);
  useEffect(() => {
    latest.current = value;
    if (isPlanned.current) return;
    isPlanned.current = true;
    const take = () => {
      isPlanned.current = false;
      const taken = latest.current;
      startTransition(() => setPainted(() => taken));
    };
    // What is called in a frame comes before its paint; a task that is planned there comes after.
    requestAnimationFrame(() => setTimeout(take));
  }, [value]);
  return painted;
}
