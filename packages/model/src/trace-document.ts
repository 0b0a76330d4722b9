// The trace document: what GET /api/traces/{id} returns. Other programs rely on its names.
import type { Dependencies } from './dependencies.ts';
import type { Experience } from './experience.ts';
import type { Finding } from './finding.ts';
import type { DomainName } from './names.ts';
import { nameServerTable } from './name-server-table.ts';
import { isOfTraceTier } from './probe.ts';
import { hopsOfZone, traceOutcome, traceTierEndedAtMs, traceTotals } from './select.ts';
import type { TraceState } from './state.ts';

/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
export const SCHEMA_VERSION = 1;

/** The words of a finding for people, made by the diagnosis package. */
export interface FindingText {
  title: string;
  sentence: string;
  fix: string;
  contact: string;
  reference: string[];
  /** The path of the page that explains the code. */
  page: string;
}

/** The words and figures of the diagnosis package for one trace. */
export interface DocumentWords {
  verdict: string;
  /** Null while the trace runs, and where it cannot tell. */
  experience: Experience | null;
  dependencies: Dependencies | null;
  describe: (finding: Finding) => FindingText;
}

/** The document of a trace at any moment of its life. */
export function traceDocument(id: string, state: TraceState, words: DocumentWords) {
  const outcome = traceOutcome(state);
  const ended = state.status !== 'running' && state.status !== 'starting';
  return {
    schemaVersion: SCHEMA_VERSION,
    id,
    question: state.question,
    profile: state.profile,
    vantage: state.vantage,
    engine: state.engine,
    status: state.status === 'starting' ? 'running' : state.status,
    startedAt: state.startedAt,
    options: state.options,
    answeredAfterMs: outcome?.answeredAfterMs ?? null,
    /** When the trace tier was over, so that only the examination of servers was left. */
    pictureAfterMs: traceTierEndedAtMs(state),
    completedAfterMs: ended ? state.atMs : null,
    endReason: state.endReason,
    /** When it was uploaded as a file; null for what this server asked itself. */
    uploadedAt: state.uploadedAt,
    verdict: words.verdict,
    outcome: outcome && {
      kind: outcome.kind,
      rcode: outcome.rcode,
      records: outcome.records,
      chain: outcome.chain.map(({ name, type, target, ttl }) => ({ name, type, target, ttl })),
    },
    experience: words.experience,
    /** What the question and its aliases depend on; null while the trace runs. */
    dependencies: words.dependencies,
    zones: state.zones.map((zone) => ({
      name: zone.name,
      parent: zone.parent,
      signed: zone.signed,
      /** What parent, child and glue say of the name servers; null for the root. */
      nameServerTable: nameServerTable(state, zone),
      nameServers: zone.nameServers.map((server) => ({
        name: server.name,
        addresses: server.addresses.map(({ address, source, originAs }) => ({
          address,
          source,
          /** Who announces the route to it, where the instance knows. */
          ...(originAs ? { originAs } : {}),
          ...standing(state, zone.name, address),
        })),
      })),
    })),
    lookups: state.lookups,
    hops: state.hops,
    /** Where the trace tier ended: the hops from `firstHopId` on examine servers. */
    examination: state.examination,
    findings: state.findings.map((finding) => ({ ...finding, ...words.describe(finding) })),
    limitsReached: state.limitsReached,
    totals: traceTotals(state),
  };
}

export type TraceDocument = ReturnType<typeof traceDocument>;

/** How an address stands as a server of the zone: `lame` when a finding says so, else what its hops came to. */
function standing(state: TraceState, zone: DomainName, address: string) {
  const hops = hopsOfZone(state, zone).filter((hop) => hop.address === address);
  const lame = state.findings.some(
    (finding) => finding.code.startsWith('lame-') && finding.zone === zone && finding.address === address,
  );
  const statuses = hops.filter(({ probe }) => isOfTraceTier(probe)).map(({ result }) => result.status);
  const result = lame
    ? 'lame'
    : statuses.includes('asking')
      ? 'asking'
      : statuses.includes('answered')
        ? 'answered'
        : statuses.includes('failed')
          ? 'failed'
          : 'not-asked';
  return { state: result, hops: hops.map(({ id }) => id) };
}
