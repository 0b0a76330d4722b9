// The tokens of the traces that this browser started: who has the token may delete the trace, or keep it for longer. Kept here
// only, and sent to nobody but the server they came from.

const STORAGE_KEY = 'delegraph.delete-tokens';
const MOST = 200;

/** The token of the trace, or null where another browser started it. */
export function deleteTokenOf(id: string): string | null {
  return storedTokens().find(([known]) => known === id)?.[1] ?? null;
}

export function rememberDeleteToken(id: string, token: string): void {
  store([[id, token], ...otherTokens(id)].slice(0, MOST));
}

export function forgetDeleteToken(id: string): void {
  store(otherTokens(id));
}

function otherTokens(id: string): string[][] {
  return storedTokens().filter(([known]) => known !== id);
}

/** Pairs of id and token, the latest first. */
function storedTokens(): string[][] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter((pair) => Array.isArray(pair)) : [];
  } catch {
    // Storage is forbidden here, or holds what somebody else put there.
    return [];
  }
}

function store(tokens: readonly string[][]): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(tokens));
  } catch {
    // Nothing is kept then.
  }
}
