// One thing that can be done on the page.

export interface Command {
  /** As in `KeyboardEvent.key`; the first is the one that is shown. None: only the palette has it. */
  keys: readonly string[];
  words: string;
  run: () => void;
}

/** How a key is written for people. */
export function keyText(key: string): string {
  return { ' ': 'Space', Escape: 'Esc', '-': '−' }[key] ?? key;
}
