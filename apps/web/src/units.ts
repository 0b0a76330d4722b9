// Numbers as people read them: durations, times, counts, TTLs.

/** `42 ms`, `1.84 s`. */
export function durationText(ms: number): string {
  if (ms < 10 && ms > 0) return `${Math.max(0.1, Math.round(ms * 10) / 10)} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return ms < 10_000 ? `${(ms / 1000).toFixed(2)} s` : `${(ms / 1000).toFixed(1)} s`;
}

const INSTANT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
});

/** `22 Nov 2026 07:31:04 UTC`, from an ISO 8601 text. */
export function instantText(iso: string): string {
  const instant = new Date(iso);
  if (Number.isNaN(instant.getTime())) return iso;
  return `${INSTANT.format(instant).replace(',', '')} UTC`;
}

/** `1 query`, `94 queries`. */
export function countText(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `1 d (86400)`, `5 min (300)`, `20 s`. */
export function ttlText(seconds: number): string {
  const units = [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'min'],
  ] as const;
  for (const [size, unit] of units) {
    if (seconds >= size && seconds % size === 0) return `${seconds / size} ${unit} (${seconds})`;
  }
  return `${seconds} s`;
}
