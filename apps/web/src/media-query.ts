// Whether a media query holds, kept current.
import { useCallback, useSyncExternalStore } from 'react';

/** Below this width the outline is the first view, and the tree of the picture runs down. */
export const NARROW = '(max-width: 599px)';

/** Asked for by people whom moving things make ill. */
export const LITTLE_MOTION = '(prefers-reduced-motion: reduce)';

/** True while `query` holds. */
export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
