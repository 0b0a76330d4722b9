// Recorded traces for journeys: taken from the server, changed where the journey needs it, dropped on the page.
import { type APIRequestContext, type Page, expect } from '@playwright/test';

export type Event = Record<string, unknown> & { type: string };

/** The event log of a finished lab trace of `name`. */
export async function recordedEvents(request: APIRequestContext, name: string): Promise<Event[]> {
  // What another test has asked before is asked again, so that every event is there.
  const data = { name, type: 'A', profile: 'lab', options: { fresh: true } };
  const started = await request.post('/api/traces', { data });
  const { id } = (await started.json()) as { id: string };
  // The stream ends with the trace.
  const stream = await (await request.get(`/api/traces/${id}/events`)).text();
  const events = Array.from(
    stream.matchAll(/^data: (\{"type".*|\{.*"seq".*)$/gm),
    ([, data]) => JSON.parse(data!) as Event,
  );
  expect(events.at(-1)?.type).toBe('trace-ended');
  return events;
}

/** The log as a file holds it, with `added` before the end, numbered anew. */
export function eventLogText(events: readonly Event[], added: readonly Event[] = []): string {
  const all = [...events.slice(0, -1), ...added, ...events.slice(-1)];
  const { atMs } = events.at(-1)!;
  return all.map((event, seq) => JSON.stringify({ atMs, ...event, seq })).join('\n');
}

/** Drops a file with this text, or these octets, on the page. */
export async function dropFile(page: Page, name: string, content: string | Buffer): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    (file) => {
      const transfer = new DataTransfer();
      const octets = Uint8Array.from(atob(file.base64), (char) => char.charCodeAt(0));
      transfer.items.add(new File([octets], file.name));
      return transfer;
    },
    { name, base64: Buffer.from(content).toString('base64') },
  );
  await page.dispatchEvent('body', 'drop', { dataTransfer });
}
