// What is selected, and its text in the address of the page: `zone:example.test`, `finding:3`.
import type { Subject } from '@delegraph/diagram';
import { type DomainName, parseDomainName } from '@delegraph/model';

/** A part of the picture, a finding (its index in the state), or one query. */
export type Selection = Subject | { kind: 'finding'; index: number } | { kind: 'hop'; hopId: number };

/** The text that `parseSelection` reads back. */
export function selectionText(selection: Selection): string {
  switch (selection.kind) {
    case 'zone':
      return join('zone', selection.zone);
    case 'address':
      return `${join('address', selection.zone)}:${selection.address}`;
    case 'name-server':
      return join('name-server', selection.zone, selection.nameServer);
    case 'delegation':
      return join('delegation', selection.parent, selection.zone);
    case 'lookup':
      return `lookup:${selection.lookupId}`;
    case 'finding':
      return `finding:${selection.index}`;
    case 'hop':
      return `hop:${selection.hopId}`;
  }
}

/** Reads what a person may have pasted: null for anything that is no selection. Whether the trace has it is not known here. */
export function parseSelection(text: string | undefined): Selection | null {
  const [kind, first, ...others] = (text ?? '').split(':');
  const rest = others.join(':');
  if (first === undefined) return null;
  try {
    switch (kind) {
      case 'zone':
        return { kind, zone: readName(first) };
      case 'address':
        return rest === '' ? null : { kind, zone: readName(first), address: rest };
      case 'name-server':
        return { kind, zone: readName(first), nameServer: readName(rest) };
      case 'delegation':
        return { kind, parent: readName(first), zone: readName(rest) };
      case 'lookup':
        return isIndex(first) ? { kind, lookupId: Number(first) } : null;
      case 'finding':
        return isIndex(first) ? { kind, index: Number(first) } : null;
      case 'hop':
        return isIndex(first) ? { kind, hopId: Number(first) } : null;
      default:
        return null;
    }
  } catch {
    return null;
  }
}

/** Whether both mean the same part of a trace. */
export function isSameSelection(one: Selection | null, other: Selection | null): boolean {
  if (!one || !other) return one === other;
  return selectionText(one) === selectionText(other);
}

// A label may hold a colon; the parts of the text are divided by them.
function join(kind: string, ...names: DomainName[]): string {
  return [kind, ...names.map((name) => name.replaceAll('%', '%25').replaceAll(':', '%3A'))].join(':');
}

function readName(text: string): DomainName {
  return parseDomainName(decodeURIComponent(text));
}

function isIndex(text: string): boolean {
  return /^\d{1,6}$/.test(text);
}
