// What asks and judges, put together: the tracer with its root profiles, the diagnosis, and the lab that lives beside it.
import { readFile } from 'node:fs/promises';
import { diagnose, describeFinding, verdictOf } from '@delegraph/diagnosis';
import { type LabServer, distanceMs, labHints, labScenarios, labTree, serveLab } from '@delegraph/lab';
import { type TraceEvent, recordTrace } from '@delegraph/model';
import {
  type AddressMap,
  type RootHint,
  TracePool,
  addressRule,
  defaultPoolLimits,
  hasRoute,
  internetRootHints,
  parseRootHints,
  socketExchange,
  systemClock,
  trace,
} from '@delegraph/tracer';
import type { Engine } from './services.ts';
import { type Configuration, ConfigurationError } from './configuration.ts';
import type { WantedTrace } from './trace-runner.ts';
import { programVersion } from './version.ts';

/** What makes one root profile differ from another. */
interface Profile extends AddressMap {
  rootHints: readonly RootHint[];
  /** The manners its servers are asked with, across all traces. */
  pool: TracePool;
  /** Which address families can be asked, looked at for every trace anew: networks come and go. */
  families: () => Promise<{ ipv4: boolean; ipv6: boolean }>;
}

/** Starts the lab and reads the root hints. Throws `ConfigurationError` when ROOT_HINTS cannot be read. */
export async function startEngine(
  configuration: Configuration,
): Promise<Engine & { close(): Promise<void> }> {
  const lab = await serveLab(labTree, { latencyMs: distanceMs });
  const profiles: Readonly<Record<string, Profile>> = {
    internet: await internetProfile(configuration),
    lab: labProfile(lab),
  };
  let isUp = true;
  return {
    startTrace: (wanted, signal) =>
      traceEvents(wanted, profiles[wanted.profile]!, configuration.vantage, signal),
    words: {
      verdict: (state) => verdictOf(state).sentence,
      tone: (state) => verdictOf(state).tone,
      describe: describeFinding,
    },
    gallery: labScenarios,
    isUp: () => isUp,
    close: () => {
      isUp = false;
      return lab.close();
    },
  };
}

async function* traceEvents(
  wanted: WantedTrace,
  profile: Profile,
  vantage: string,
  signal: AbortSignal,
): AsyncGenerator<TraceEvent, void, void> {
  const facts = trace(wanted.question, {
    exchange: socketExchange(profile),
    pool: profile.pool,
    options: wanted.options,
    rootHints: profile.rootHints,
    profile: wanted.profile,
    vantage: { name: vantage, ...(await profile.families()) },
    allowTarget: profile.allowTarget,
    engine: `delegraph ${programVersion}`,
    signal,
  });
  yield* recordTrace(facts, diagnose);
}

async function internetProfile({ rootHintsFile, dnsPort, allowTargets }: Configuration): Promise<Profile> {
  return {
    rootHints: rootHintsFile === null ? internetRootHints : await rootHintsOf(rootHintsFile),
    endpointOf: (address) => ({ host: address, port: dnsPort }),
    allowTarget: addressRule(allowTargets),
    pool: new TracePool(),
    families: async () => ({ ipv4: true, ipv6: await hasRoute('udp6') }),
  };
}

function labProfile(lab: LabServer): Profile {
  return {
    rootHints: labHints,
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

async function rootHintsOf(file: string): Promise<RootHint[]> {
  try {
    return parseRootHints(await readFile(file, 'utf8'));
  } catch (error) {
    throw new ConfigurationError(
      `ROOT_HINTS is “${file}”, which cannot be used: ${(error as Error).message}.`,
    );
  }
}
