// Pieces of sentences that several rules need.
import type { Finding } from '@delegraph/model';

/** A parameter of a finding as text. Throws `TypeError` for one the rule did not set: the rule is wrong. */
export function textParam(finding: Finding, name: string): string {
  const value = finding.params[name];
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new TypeError(`the finding ${finding.code} has no parameter ${name}`);
}

/** A parameter of a finding that is a list of texts. Throws as `textParam` does. */
export function listParam(finding: Finding, name: string): readonly string[] {
  const value = finding.params[name];
  if (typeof value === 'object') return value;
  throw new TypeError(`the finding ${finding.code} has no list ${name}`);
}

/** As `listParam`, but empty for one that is not there. */
export function optionalList(finding: Finding, name: string): readonly string[] {
  return name in finding.params ? listParam(finding, name) : [];
}

/** `1 server`, `2 servers`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

/** `a`, `a and b`, `a, b and c`; past `limit` items `a, b and 3 more`. */
export function listed(items: readonly string[], limit = 3): string {
  if (items.length > limit)
    return `${items.slice(0, limit - 1).join(', ')} and ${items.length - limit + 1} more`;
  if (items.length <= 1) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** A zone as people call it: the root has a name, too. */
export function zoneText(zone: string): string {
  return zone === '.' ? 'the root zone' : zone;
}

/** A moment to the minute, as people read it: `2026-11-21 07:12 UTC`. From milliseconds since 1970. */
export function minuteText(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
