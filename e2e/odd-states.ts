// States of a trace that a lab does not bring about by itself.
import { type APIRequestContext, type Page, expect } from '@playwright/test';
import { type Event, eventLogText } from './trace-file.ts';

/** Opens a stored trace that ended in the middle, by a fault of ours. */
export async function failedTrace(page: Page, events: readonly Event[]): Promise<void> {
  const end = { type: 'trace-ended', status: 'failed', reason: 'The engine stopped.' };
  const begun = events.slice(0, Math.floor(events.length / 2));
  await page.route('**/api/traces/*/log', (route) =>
    route.fulfill({
      contentType: 'application/x-ndjson',
      body: eventLogText([...begun, { ...begun.at(-1), ...end }]),
    }),
  );
  await page.goto('/t/aaaaaaaaaaaaaaaaaaaaaaaaaa');
}

/** From now on, the server never answers who wants to start a trace. */
export async function heldStart(page: Page): Promise<void> {
  await page.route('**/api/traces', () => new Promise(() => {}));
}

/** Fills all places of the server with traces that take more than five seconds, and the first `waiting` of its queue. */
export async function crowdedServer(request: APIRequestContext, waiting: number): Promise<void> {
  const data = { name: 'www.lame-timeout.test', profile: 'lab', options: { fresh: true, health: false } };
  const running = 32;
  const started = Array.from({ length: running + waiting }, () => request.post('/api/traces', { data }));
  for (const response of await Promise.all(started)) expect(response.status()).toBe(201);
}

/** The address of a trace that came to the server as a file. */
export async function uploadedTrace(request: APIRequestContext): Promise<string> {
  const log = await (await request.get('/recordings/lame-refused.ndjson')).text();
  const headers = { 'content-type': 'application/x-ndjson' };
  const { id, name } = (await (await request.post('/api/traces', { headers, data: log })).json()) as {
    id: string;
    name: string;
  };
  return `/t/${id}/${name}`;
}

/** The address of a trace that is gone. */
export async function deletedTrace(request: APIRequestContext): Promise<string> {
  const options = { fresh: true };
  const data = { name: 'www.healthy.test', type: 'A', profile: 'lab', options };
  const { id, deleteToken } = (await (await request.post('/api/traces', { data })).json()) as {
    id: string;
    deleteToken: string;
  };
  await request.delete(`/api/traces/${id}`, { headers: { authorization: `Bearer ${deleteToken}` } });
  return `/t/${id}`;
}

/** The same trace as a machine without IPv6 would have made it. */
export function withoutIpv6(events: readonly Event[]): Event[] {
  const gone = new Set(events.filter(isSixth).map(({ hopId }) => hopId));
  return events.flatMap((event): Event[] => {
    if (event.type === 'trace-started')
      return [{ ...event, vantage: { name: 'here', ipv4: true, ipv6: false } }];
    if (['query-sent', 'query-remembered'].includes(event.type) && isSixth(event))
      return [{ ...event, type: 'query-skipped', reason: 'no-ipv6' }];
    return gone.has(event['hopId']) && event.type !== 'delegation-learned' ? [] : [event];
  });
}

function isSixth(event: Record<string, unknown>): boolean {
  return String(event['address']).includes(':');
}
