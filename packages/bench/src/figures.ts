// How figures are written, and judged by their bounds.
import type { Row } from './table.ts';

/** Milliseconds that pass when they are at most `factor` times the bound and `extraMs`. */
export function within(
  measure: string,
  {
    value,
    bound,
    factor = 1,
    extraMs = 0,
  }: { value: number; bound: number; factor?: number; extraMs?: number },
): Row {
  return {
    measure,
    figure: ms(value),
    bound: ms(bound),
    ratio: value / bound,
    passes: value <= bound * factor + extraMs,
  };
}

/** A count that passes when it is at most `most`. */
export function atMost(measure: string, value: number, most: number): Row {
  return {
    measure,
    figure: value.toFixed(1),
    bound: most.toFixed(1),
    ratio: value / most,
    passes: value <= most,
  };
}

export function reported(measure: string, figure: string): Row {
  return { measure, figure };
}

export function ms(value: number): string {
  return value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`;
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

export function count(value: number): string {
  return value.toFixed(0);
}
