// A memory for what is costly to make, bounded by its weight.

/** Keeps values until they weigh more than `maxOctets` together; those asked for longest ago go first. */
export function keepOctets<Value>(maxOctets: number) {
  const entries = new Map<string, { value: Value; octets: number }>();
  let total = 0;

  function drop(key: string): void {
    total -= entries.get(key)?.octets ?? 0;
    entries.delete(key);
  }

  return {
    drop,
    get(key: string): Value | undefined {
      const entry = entries.get(key);
      if (!entry) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    add: (key: string, value: Value) => void entries.set(key, { value, octets: 0 }),
    weigh(key: string, octets: number): void {
      const entry = entries.get(key);
      if (!entry) return;
      entry.octets = octets;
      total += octets;
      for (const oldest of entries.keys()) {
        if (total <= maxOctets || oldest === key) break;
        drop(oldest);
      }
    },
  };
}
