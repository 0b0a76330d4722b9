// Who asked what a trace tells: the server that shows it, or somebody else, whose file it was given.
import type { TraceState } from './state.ts';

/** What a server says of a trace beside which it stands; null for one that it asked itself. */
export function provenanceText({ uploadedAt }: Pick<TraceState, 'uploadedAt'>): string | null {
  return uploadedAt === null ? null : 'Uploaded from a file: this server did not ask these questions.';
}

/** The same for what leaves the server as a file or a picture. */
export function carriedProvenanceText({ uploadedAt }: Pick<TraceState, 'uploadedAt'>): string | null {
  if (uploadedAt === null) return null;
  const day = uploadedAt.slice(0, 10);
  return `Uploaded from a file on ${day}: the server that keeps this trace did not ask these questions.`;
}
