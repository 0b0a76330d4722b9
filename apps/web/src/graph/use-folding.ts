// Which zones of the picture are unfolded: their cards name every server.
import type { PlacedGraph, Subject } from '@delegraph/diagram';
import type { DomainName } from '@delegraph/model';
import { useCallback, useState } from 'react';

export interface Folding {
  unfolded: ReadonlySet<DomainName>;
  /** Unfolds the zone, or folds it again. */
  toggle: (zone: DomainName) => void;
  /** Unfolds them all, or folds them if any is unfolded. */
  toggleAll: (zones: readonly DomainName[]) => void;
}

const NONE: ReadonlySet<DomainName> = new Set();

export function useFolding(): Folding {
  const [unfolded, setUnfolded] = useState(NONE);
  const toggle = useCallback((zone: DomainName) => {
    setUnfolded((before) => {
      const after = new Set(before);
      if (!after.delete(zone)) after.add(zone);
      return after;
    });
  }, []);
  const toggleAll = useCallback((zones: readonly DomainName[]) => {
    setUnfolded((before) => (before.size > 0 ? NONE : new Set(zones)));
  }, []);
  return { unfolded, toggle, toggleAll };
}

/** The zones whose cards do not name all servers, and those that do because they are unfolded. */
export function foldableZones(
  { zones }: Pick<PlacedGraph, 'zones'>,
  unfolded: ReadonlySet<DomainName>,
): DomainName[] {
  return zones.filter(({ zone, foldedRows }) => foldedRows > 0 || unfolded.has(zone)).map(({ zone }) => zone);
}

/** The zone that a part of the picture belongs to; null for an answer. */
export function zoneOf(subject: Subject): DomainName | null {
  return subject.kind === 'lookup' ? null : subject.zone;
}
