// A queue in which nobody is kept waiting by one who asks for much: groups take turns, and within a turn the first comes first.

/** What waits, in the order in which it is let in as things are now. */
export interface FairQueue<Item> {
  readonly size: number;
  push(item: Item, group: string): void;
  /** Takes out whose turn it is; undefined when nobody waits. */
  shift(): Item | undefined;
  /** Takes `item` out, if it waits. */
  remove(item: Item): void;
  /** 1 for the next; null for what does not wait. A group that has had less than others may still come in before. */
  placeOf(item: Item): number | null;
  /** How many of a group wait. */
  waitingOf(group: string): number;
}

/** A queue that serves in rounds: the present round has one place for each group, and what a group wants beyond that
 *  belongs to the rounds after it. A group that comes new waits for one of each other group at most. This is start-time
 *  fair queueing with items of equal weight (Goyal, Vin, Cheng 1996). */
export function createFairQueue<Item>(): FairQueue<Item> {
  const waiting: { item: Item; group: string; round: number }[] = [];
  /** The last round that a group has a place in, as far as it is not over. */
  const lastRounds = new Map<string, number>();
  let present = 0;

  const indexOf = (item: Item) => waiting.findIndex((entry) => entry.item === item);

  return {
    get size() {
      return waiting.length;
    },
    push(item, group) {
      const round = Math.max(present, (lastRounds.get(group) ?? -1) + 1);
      lastRounds.set(group, round);
      const after = waiting.findLastIndex((entry) => entry.round <= round);
      waiting.splice(after + 1, 0, { item, group, round });
    },
    shift() {
      const next = waiting.shift();
      if (!next) return undefined;
      present = next.round;
      for (const [group, round] of lastRounds) if (round < present) lastRounds.delete(group);
      return next.item;
    },
    remove(item) {
      const index = indexOf(item);
      if (index < 0) return;
      const [{ group, round }] = waiting.splice(index, 1) as [(typeof waiting)[number]];
      // A place that was given back was not had.
      if (lastRounds.get(group) === round) lastRounds.set(group, round - 1);
    },
    placeOf(item) {
      const index = indexOf(item);
      return index < 0 ? null : index + 1;
    },
    waitingOf: (group) => waiting.filter((entry) => entry.group === group).length,
  };
}
