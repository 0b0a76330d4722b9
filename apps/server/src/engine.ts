// What asks and judges, put together: the tracer with its root profiles, the diagnosis, and the lab that lives beside it.
import { readFile } from 'node:fs/promises';
import { diagnose } from '@delegraph/diagnosis';
import { type LabServer, labHints, labScenarios, serveLabInThread } from '@delegraph/lab';
import { type TraceEvent, recordTrace } from '@delegraph/model';
import {
  type AddressMap,
  type OriginMap,
  type RootHint,
  TraceMemory,
  type SocketThread,
  TracePool,
  addressRule,
  defaultPoolLimits,
  hasRoute,
  internetRootHints,
  openLastingThread,
  parseRootHints,
  systemClock,
  trace,
} from '@delegraph/tracer';
import type { Engine } from './services.ts';
import { diagnosisWords } from './diagnosis-words.ts';
import { faultBook } from './fault-book.ts';
import { type Configuration, ConfigurationError } from './configuration.ts';
import type { WantedTrace } from './trace-runner.ts';
import { readOriginMap } from './origin-map.ts';
import { createResolverDesk } from './resolver-desk.ts';
import { programVersion } from './version.ts';

/** What makes one root profile differ from another. */
interface Profile extends AddressMap {
  rootHints: readonly RootHint[];
  /** What its traces have heard of the root. */
  memory: TraceMemory;
  /** The manners its servers are asked with, across all traces. */
  pool: TracePool;
  /** The networks of its addresses, where there is a map of them. */
  originOf: OriginMap | null;
  /** Which address families can be asked, looked at for every trace anew: networks come and go. */
  families: () => Promise<{ ipv4: boolean; ipv6: boolean }>;
}

/** Starts the lab and reads the root hints and the map of autonomous systems. Throws `ConfigurationError` when a file of them
 *  cannot be read. */
export async function startEngine(
  configuration: Configuration,
): Promise<Engine & { close(): Promise<void> }> {
  const { rootHintsFile, rootProfiles, asMapFile } = configuration;
  const originOf = asMapFile === null ? null : await readOriginMap(asMapFile);
  const real = (rootHints: readonly RootHint[]) => realProfile(rootHints, { ...configuration, originOf });
  const internet =
    rootHintsFile === null ? internetRootHints : await rootHintsOf('ROOT_HINTS', rootHintsFile);
  const profiles = new Map<string, Profile>([['internet', real(internet)]]);
  for (const [name, file] of rootProfiles) profiles.set(name, real(await rootHintsOf('ROOT_PROFILES', file)));
  const lab = await serveLabInThread();
  profiles.set('lab', labProfile(lab));
  const sockets = await openLastingThread();
  const { vantage } = configuration;
  let isUp = true;
  return {
    startTrace: (wanted, signal) =>
      traceEvents(wanted, profiles.get(wanted.profile)!, { vantage, sockets, signal }),
    words: diagnosisWords,
    gallery: labScenarios,
    faults: faultBook(),
    profiles: [...profiles.keys()],
    resolvers: createResolverDesk({
      configured: configuration.resolvers,
      exchangeOver: (map) => sockets.exchange(map),
    }),
    isUp: () => isUp && sockets.isUp(),
    close: async () => {
      isUp = false;
      await Promise.all([sockets.close(), lab.close()]);
    },
  };
}

async function* traceEvents(
  wanted: WantedTrace,
  profile: Profile,
  { vantage, sockets, signal }: { vantage: string; sockets: SocketThread; signal: AbortSignal },
): AsyncGenerator<TraceEvent, void, void> {
  const facts = trace(wanted.question, {
    exchange: sockets.exchange(profile),
    pool: profile.pool,
    ...(wanted.fresh ? {} : { memory: profile.memory }),
    options: wanted.options,
    rootHints: profile.rootHints,
    ...(profile.originOf ? { originOf: profile.originOf } : {}),
    profile: wanted.profile,
    vantage: { name: vantage, ...(await profile.families()) },
    allowTarget: profile.allowTarget,
    engine: `delegraph ${programVersion}`,
    signal,
  });
  yield* recordTrace(facts, diagnose);
}

/** A profile whose servers are asked where they say they are. */
function realProfile(
  rootHints: readonly RootHint[],
  { dnsPort, allowTargets, originOf }: Configuration & Pick<Profile, 'originOf'>,
): Profile {
  return {
    rootHints,
    originOf,
    memory: new TraceMemory(),
    endpointOf: (address) => ({ host: address, port: dnsPort }),
    allowTarget: addressRule(allowTargets),
    pool: new TracePool(),
    families: async () => ({ ipv4: true, ipv6: await hasRoute('udp6') }),
  };
}

function labProfile(lab: LabServer): Profile {
  return {
    rootHints: labHints,
    originOf: null,
    memory: new TraceMemory(),
    // Every address the lab declares has its socket; the rule below lets no other through.
    endpointOf: (address) => lab.endpointOf(address)!,
    allowTarget: (address) => lab.endpointOf(address) !== undefined,
    // Nobody is bothered by questions to servers of our own.
    pool: new TracePool(systemClock, {
      ...defaultPoolLimits,
      perSecond: 1000,
      topPerSecond: 1000,
      outstandingPerAddress: 64,
    }),
    families: () => Promise.resolve({ ipv4: true, ipv6: true }),
  };
}

async function rootHintsOf(variable: string, file: string): Promise<RootHint[]> {
  try {
    return parseRootHints(await readFile(file, 'utf8'));
  } catch (error) {
    throw new ConfigurationError(
      `${variable} names “${file}”, which cannot be used: ${(error as Error).message}.`,
    );
  }
}
