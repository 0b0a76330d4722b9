// Numbers with their unit, as the picture shows them.

/** `<1 ms`, `42 ms`, `1.84 s`. */
export function durationText(ms: number): string {
  if (ms < 1) return '<1 ms';
  return ms < 999.5 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

/** `1 address`, `26 addresses`. */
export function countText(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
