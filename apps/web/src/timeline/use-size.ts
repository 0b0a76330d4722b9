// How large an element is, kept current.
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** The size of the element of the returned ref, in pixels; 0 × 0 until it is measured. */
export function useSize<Part extends Element>(): [RefObject<Part | null>, { width: number; height: number }] {
  const ref = useRef<Part | null>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    if (!ref.current) return undefined;
    const resized = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      setSize({ width, height });
    });
    resized.observe(ref.current);
    return () => resized.disconnect();
  }, []);
  return [ref, size];
}
