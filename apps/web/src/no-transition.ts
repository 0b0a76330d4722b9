// Stands for d3-transition where the page is built: d3-zoom wants it for flights, which nothing here makes, and with its
// colours and easings it weighs as much as all the rest of pan and zoom.
import { selection } from 'd3-selection';

/** There is never anything to interrupt. */
export function interrupt(): void {}

Object.assign(selection.prototype, {
  interrupt(this: unknown) {
    return this;
  },
});
