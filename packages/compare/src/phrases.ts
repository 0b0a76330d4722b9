// Pieces of the sentences of a comparison.

/** `a`, `a and b`, `a, b and 3 more`. */
export function listed(items: readonly string[], limit = 3): string {
  if (items.length > limit)
    return `${items.slice(0, limit - 1).join(', ')} and ${items.length - limit + 1} more`;
  if (items.length <= 1) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** What became of a set, to follow its name: `changed from a to b`, `is new: b`, `is gone: it was a`. */
export function movedWords(before: readonly string[], after: readonly string[]): string {
  if (before.length === 0) return `is new: ${listed(after)}`;
  if (after.length === 0) return `is gone: it was ${listed(before)}`;
  return `changed from ${listed(before)} to ${listed(after)}`;
}

/** A zone as people call it. */
export function zoneText(zone: string): string {
  return zone === '.' ? 'the root zone' : zone;
}
