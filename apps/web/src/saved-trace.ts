// A trace saved together with this page into one file, which then works from disk and asks no server.
import type { TraceFile } from './trace-file.ts';

export interface SavedTrace {
  file: TraceFile;
  /** Where the trace was saved from. */
  address: string;
}

/** The trace inside this file, or null where the page comes from a server. The report package writes the element. */
export const savedTrace: SavedTrace | null = readSavedTrace();

function readSavedTrace(): SavedTrace | null {
  const element = document.querySelector<HTMLElement>('#saved-trace');
  if (!element) return null;
  const address = element.dataset['address'] ?? '';
  const uploadedAt = element.dataset['uploadedAt'] ?? null;
  return { file: { name: address, text: element.textContent, uploadedAt }, address };
}
