// Which way the tree runs: to the right, or down where the page is too narrow for that.
import type { Orientation } from '@delegraph/diagram';
import { NARROW, useMediaQuery } from '../media-query.ts';

export function useOrientation(): Orientation {
  return useMediaQuery(NARROW) ? 'down' : 'across';
}
