// Findings that somebody knows and does not want to be told again: a code in a zone. Kept in this browser only; the verdict, the
// counts and the picture stay as they are.
import type { Finding } from '@delegraph/model';
import { useMemo, useSyncExternalStore } from 'react';
import type { FindingGroup, ListedFinding } from './finding-groups.ts';

type Known = Pick<Finding, 'code' | 'zone'>;

export interface MutedFindings {
  isMuted: (finding: Known) => boolean;
  /** Mutes it, or tells of it again. */
  toggle: (finding: Known) => void;
}

const STORAGE_KEY = 'delegraph.muted';
const CHANGED = 'delegraph:muted';
/** The oldest are forgotten first. */
const MOST = 500;

/** What is muted, and what changes it. */
export function useMutedFindings(): MutedFindings {
  const stored = useSyncExternalStore(subscribe, storedText);
  return useMemo(() => {
    const keys = keysIn(stored);
    return {
      isMuted: (finding) => keys.includes(keyOf(finding)),
      toggle: (finding) => store(toggledKey(keys, keyOf(finding))),
    };
  }, [stored]);
}

/** Whether it is muted at this moment. */
export function isMutedNow(finding: Known): boolean {
  return keysIn(storedText()).includes(keyOf(finding));
}

/** The groups without what is muted, and that by itself. */
export function withoutMuted(
  groups: readonly FindingGroup[],
  isMuted: MutedFindings['isMuted'],
): { groups: FindingGroup[]; muted: ListedFinding[] } {
  const told = ({ finding }: ListedFinding) => !isMuted(finding);
  return {
    groups: groups
      .map((group) => ({
        ...group,
        findings: group.findings.filter(told),
        folded: group.folded.filter(told),
      }))
      .filter(({ findings, folded }) => findings.length + folded.length > 0),
    muted: groups.flatMap(({ findings }) => findings.filter(({ finding }) => isMuted(finding))),
  };
}

function keyOf({ code, zone }: Known): string {
  return `${code} ${zone.toLowerCase()}`;
}

function toggledKey(keys: readonly string[], key: string): string[] {
  return keys.includes(key) ? keys.filter((each) => each !== key) : [...keys, key].slice(-MOST);
}

function keysIn(text: string): string[] {
  try {
    const stored: unknown = JSON.parse(text);
    return Array.isArray(stored) ? stored.filter((key) => typeof key === 'string') : [];
  } catch {
    // Somebody else put something there.
    return [];
  }
}

function storedText(): string {
  try {
    return localStorage.getItem(STORAGE_KEY) ?? '[]';
  } catch {
    // Storage is forbidden here.
    return '[]';
  }
}

function store(keys: readonly string[]): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(keys));
  } catch {
    // They are told of again.
  }
  window.dispatchEvent(new Event(CHANGED));
}

function subscribe(listener: () => void): () => void {
  window.addEventListener(CHANGED, listener);
  return () => window.removeEventListener(CHANGED, listener);
}
