// The application over an empty store in memory and a scripted engine, and what a client does with it.
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { type AppSetup, buildApp } from '../build-app.ts';
import type { Sharing } from '../services.ts';
import { type TraceStore, openStore } from '../store.ts';
import { type ScriptedEngine, scriptedEngine } from './scripted-engine.ts';

export interface TestApp {
  app: FastifyInstance;
  store: TraceStore;
  engine: ScriptedEngine;
  /** What a client gets for starting a trace of `name`. */
  start: (name: string, more?: object) => Promise<{ id: string; deleteToken?: string }>;
  /** Listens on a free port and returns the origin. */
  listen: () => Promise<string>;
}

/** What is allowed unless a test allows more. */
export const SHARING: Sharing = {
  retentionDays: 90,
  history: false,
  embedAncestors: '*',
  uploads: false,
  reportTo: null,
};

/** Closed when the test ends. */
export async function testApp(
  context: TestContext,
  setup: Partial<Omit<AppSetup, 'engine'>> & { engine?: ScriptedEngine } = {},
): Promise<TestApp> {
  const { store = openStore(':memory:'), engine = scriptedEngine(), ...others } = setup;
  const app = await buildApp({
    store,
    engine,
    pageDirectory: '/nowhere',
    publicUrl: null,
    sharing: SHARING,
    logTo: null,
    ...others,
  });
  context.after(async () => {
    await app.close();
    store.close();
  });
  return {
    app,
    store,
    engine,
    async start(name, more = {}) {
      const response = await app.inject({ method: 'POST', url: '/api/traces', payload: { name, ...more } });
      return response.json();
    },
    async listen() {
      await app.listen({ host: '127.0.0.1', port: 0 });
      return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
    },
  };
}

export interface ReceivedMessage {
  id: string;
  event: string;
  data: string;
}

/** The messages of an event stream as an EventSource would see them; comments and `retry` are left out. */
export async function* messagesOf(response: Response): AsyncGenerator<ReceivedMessage, void, void> {
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    const blocks = (text + chunk).split('\n\n');
    text = blocks.pop()!;
    for (const block of blocks) {
      const field = (name: string) =>
        block
          .split('\n')
          .find((line) => line.startsWith(`${name}: `))
          ?.slice(name.length + 2);
      if (field('data') !== undefined)
        yield { id: field('id') ?? '', event: field('event') ?? 'message', data: field('data')! };
    }
  }
}

export async function allMessages(response: Response): Promise<ReceivedMessage[]> {
  return Array.fromAsync(messagesOf(response));
}
