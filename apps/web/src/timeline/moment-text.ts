// A time of the trace as a time of the world.
import { instantText } from '../units.ts';

/** `1 Jan 2026 00:00:00.060 UTC`: `ms` after the start of the trace, which is ISO 8601 text. */
export function momentText(startedAt: string, ms: number): string {
  const start = Date.parse(startedAt);
  if (Number.isNaN(start)) return startedAt;
  const iso = new Date(start + Math.round(ms)).toISOString();
  return instantText(iso).replace(' UTC', `${iso.slice(-5, -1)} UTC`);
}
