// Which parts of the picture a selected finding is about; the others step back.
import type { Subject } from '@delegraph/diagram';
import type { Finding, TraceState } from '@delegraph/model';
import type { Selection } from '../selection.ts';

/** Tells whether a part of the picture is concerned by the selected finding; null when none is selected. */
export function concernOf(
  state: TraceState,
  selection: Selection | null,
): ((subject: Subject) => boolean) | null {
  const finding = selection?.kind === 'finding' ? state.findings[selection.index] : undefined;
  // What is said of the trace as a whole points nowhere.
  if (!finding || finding.scope === 'trace') return null;
  const lookups = new Set(finding.evidence.map((hopId) => state.hops[hopId]?.lookupId));
  return (subject) => isConcerned(subject, finding, state, lookups);
}

function isConcerned(
  subject: Subject,
  finding: Finding,
  state: TraceState,
  lookups: ReadonlySet<number | undefined>,
): boolean {
  switch (subject.kind) {
    case 'zone':
    case 'delegation':
      return subject.zone === finding.zone;
    case 'name-server':
      return (
        subject.zone === finding.zone && (finding.nameServer ?? subject.nameServer) === subject.nameServer
      );
    case 'address':
      return subject.zone === finding.zone && (finding.address ?? subject.address) === subject.address;
    case 'lookup': {
      const name = state.lookups[subject.lookupId]?.question.name;
      if (finding.name !== undefined) return name === finding.name;
      return finding.scope === 'name' && lookups.has(subject.lookupId);
    }
  }
}
