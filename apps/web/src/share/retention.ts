// The calls of the server's HTTP API that only the share dialog makes: how a trace is kept, and its end.
import { ProblemError, reach, readProblem } from '../api.ts';

export interface Retention {
  /** Whether it stays when its time is over. */
  keep: boolean;
  /** ISO 8601; null for never. */
  expiresAt: string | null;
  /** Whether the server lets it be found by its name. */
  listed: boolean;
  /** The permalink of the trace. */
  url: string;
}

/** How the trace is kept. Throws `ProblemError`. */
export async function fetchRetention(id: string): Promise<Retention> {
  const response = await asked(`${addressOf(id)}/retention`);
  return (await response.json()) as Retention;
}

/** Keeps the trace for ever, or no longer than all others. Throws `ProblemError`. */
export async function keepTrace(id: string, token: string, keep: boolean): Promise<Retention> {
  const response = await asked(`${addressOf(id)}/retention`, {
    method: 'PUT',
    headers: { ...bearer(token), 'content-type': 'application/json' },
    body: JSON.stringify({ keep }),
  });
  return (await response.json()) as Retention;
}

/** Throws `ProblemError`. */
export async function deleteTrace(id: string, token: string): Promise<void> {
  await asked(addressOf(id), { method: 'DELETE', headers: bearer(token) });
}

/** The SHA-256 of the log of an ended trace, hexadecimal; null while there is none. Throws `ProblemError`. */
export async function fetchLogDigest(id: string): Promise<string | null> {
  const response = await asked(addressOf(id), { method: 'HEAD' });
  return response.headers.get('x-log-sha256');
}

async function asked(address: string, init?: RequestInit): Promise<Response> {
  const response = await reach(address, init);
  if (!response.ok) throw new ProblemError(await readProblem(response));
  return response;
}

function addressOf(id: string): string {
  return `/api/traces/${encodeURIComponent(id)}`;
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}
