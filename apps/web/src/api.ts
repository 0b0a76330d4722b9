// The calls of the server's HTTP API that the page makes. The event stream is in trace-store.ts.
import { rememberDeleteToken } from './delete-tokens.ts';
import { BOTH_ADDRESS_TYPES, type TraceRequest, optionsOf } from './trace-request.ts';

export interface StartedTrace {
  id: string;
  name: string;
  type: string;
  profile: string;
  /** What was made of the text, one sentence each: `www.bücher.test → www.xn--bcher-kva.test`. */
  notes: string[];
  /** The trace of the other type of addresses, where both were wanted. */
  pairId?: string;
}

/** Why the server refused, in words for people (RFC 9457). */
export interface Problem {
  title: string;
  detail: string;
  /** Where it is explained; absent for what this page found out by itself. */
  type?: string;
  /** What would be accepted in place of what was asked. */
  suggestion?: Pick<TraceRequest, 'name' | 'type'>;
  /** Seconds until the server wants to be asked again (RFC 9110 10.2.3). */
  retryAfterSeconds?: number;
  /** Of a fault that is ours: what the log of the server calls it. */
  requestId?: string;
  isOurFault?: boolean;
}

export interface Scenario {
  id: string;
  name: string;
  type: string;
  title: string;
  sentence: string;
  kind: 'incident' | 'curiosity' | 'lesson';
  /** What the trace of it comes to. */
  verdict: string;
  /** Of its picture, in pixels. */
  width: number;
  height: number;
}

/** A request that the server, or the way to it, refused. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail || problem.title);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** Starts a trace, and remembers that this browser did. `fresh`: not to be shown one that somebody else has just started.
 *  Where both types of addresses are wanted it is the trace of A; that of AAAA leaves the servers unexamined, which would
 *  only be found in the same state. Throws `ProblemError` when it is refused. */
export async function startTrace(request: TraceRequest, { fresh = false } = {}): Promise<StartedTrace> {
  if (request.type !== BOTH_ADDRESS_TYPES) return startOne(request, fresh);
  const { wishes } = request;
  const first = await startOne({ ...request, type: 'A' }, fresh);
  // A line of dig has a type of its own.
  if (first.type !== 'A') return first;
  const second = { ...request, type: 'AAAA', wishes: { ...wishes, health: false as const } };
  try {
    return { ...first, pairId: (await startOne(second, fresh)).id };
  } catch (error) {
    const { title, detail } = problemOf(error);
    return { ...first, notes: [...first.notes, `AAAA is not traced: ${title}. ${detail}`] };
  }
}

async function startOne(request: TraceRequest, fresh: boolean): Promise<StartedTrace> {
  const { wishes = {}, ...question } = request;
  const response = await reach('/api/traces', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...question, options: { ...wanted(wishes), ...(fresh && { fresh }) } }),
  });
  if (!response.ok) throw new ProblemError(await readProblem(response));
  const { deleteToken, ...started } = (await response.json()) as StartedTrace & { deleteToken?: string };
  if (deleteToken !== undefined) rememberDeleteToken(started.id, deleteToken);
  return started;
}

/** The scenarios of the lab, for the empty page. Throws `ProblemError` when they cannot be had. */
export async function fetchGallery(): Promise<Scenario[]> {
  const response = await reach('/recordings/gallery.json');
  if (!response.ok) throw new ProblemError(await readProblem(response));
  const { scenarios } = (await response.json()) as { scenarios: Scenario[] };
  return scenarios;
}

/** The event log of a recorded scenario, one event a line. Throws `ProblemError` when it cannot be had. */
export async function fetchRecording(scenarioId: string): Promise<string> {
  const response = await reach(`/recordings/${encodeURIComponent(scenarioId)}.ndjson`);
  if (!response.ok) throw new ProblemError(await readProblem(response));
  return response.text();
}

/** The record a zone must hold before its transfer is asked for from here. Rejects with a `ProblemError`. */
export async function readTransferProof(): Promise<{ owner: string; text: string }> {
  return (await callApi('/api/transfer-proof')) as { owner: string; text: string };
}

/** The stored traces of a name, the newest first; none where the server does not list names, or cannot be reached. */
export async function fetchTracesOf(
  name: string,
): Promise<{ id: string; name: string; type: string; startedAt: string; verdict: string }[]> {
  try {
    const sharing = (await (await reach('/api/sharing')).json()) as { listsNames?: boolean };
    if (sharing.listsNames !== true) return [];
    const response = await reach(`/api/names/${encodeURIComponent(name)}/traces?limit=20`);
    if (!response.ok) return [];
    const { traces } = (await response.json()) as {
      traces: { id: string; type: string; createdAt: string; verdict: string }[];
    };
    return traces.map(({ id, type, createdAt, verdict }) => ({
      id,
      name,
      type,
      startedAt: createdAt,
      verdict,
    }));
  } catch {
    return [];
  }
}

/** What the server answers to a call of its API. Throws `ProblemError` when it refuses, or cannot be reached. */
export async function callApi(path: string, init?: RequestInit): Promise<unknown> {
  const response = await reach(path, init);
  if (!response.ok) throw new ProblemError(await readProblem(response));
  return response.json();
}

/** The words for whatever went wrong, for showing. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return {
    title: 'Something broke in this page',
    detail: error instanceof Error ? error.message : String(error),
  };
}

function wanted(wishes: NonNullable<TraceRequest['wishes']>) {
  try {
    return optionsOf(wishes);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new ProblemError({ title: 'The delegation to check cannot be read', detail });
  }
}

/** The answer, whatever its status. Throws `ProblemError` when there is none. */
export async function reach(path: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch {
    throw new ProblemError(
      navigator.onLine
        ? {
            title: 'The server did not answer',
            detail: 'This page cannot reach its server. Check the connection, then try again.',
          }
        : {
            title: 'You are offline',
            detail: 'Tracing needs the connection; a trace that was saved as a file opens without.',
          },
    );
  }
}

/** Why the server refused. */
export async function readProblem(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => null)) as Partial<Problem> | null;
  const waitSeconds = Number(response.headers.get('retry-after'));
  return {
    title: body?.title ?? `The server answered ${response.status}`,
    detail: body?.detail ?? '',
    ...(body?.type?.startsWith('/problems/') ? { type: body.type } : {}),
    ...(response.status >= 500 && waitSeconds === 0 ? { isOurFault: true } : {}),
    ...(body?.requestId ? { requestId: body.requestId } : {}),
    ...(waitSeconds > 0 ? { retryAfterSeconds: waitSeconds } : {}),
    ...(body?.suggestion ? { suggestion: body.suggestion } : {}),
  };
}
