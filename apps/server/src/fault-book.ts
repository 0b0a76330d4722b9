// Everything that is said about the faults, put together from the catalogue and its texts.
import {
  type Contact,
  type Role,
  type Rule,
  catalogue,
  counterpartsOf,
  faultFamilies,
  ROLE_WORDS,
} from '@delegraph/diagnosis';
import type { Severity } from '@delegraph/model';

export interface Fault {
  code: string;
  title: string;
  severity: Severity;
  meaning: string;
  test: string;
  /** Who does what, the one who can do most first. */
  todo: readonly { who: string; what: string }[];
  /** Who puts it right in the first place; null where nobody has to. */
  contact: string | null;
  reference: readonly string[];
  /** What other programs call it; empty where none has a name for it. */
  elsewhere: readonly { name: string; tags: readonly string[] }[];
}

export interface FaultFamily {
  title: string;
  faults: readonly Fault[];
}

const CONTACTS: Readonly<Record<Exclude<Contact, 'us'>, string>> = {
  registry: 'the registry',
  registrar: 'the registrar',
  'parent-operator': 'who runs the zone above',
  'zone-operator': 'who runs the zone',
  'server-operator': 'who runs the name server',
  'resolver-operator': 'who runs the resolver',
};

/** The families with their faults. A code without a text is left out; a test of the diagnosis package finds it. */
export function faultBook(): FaultFamily[] {
  const rules = new Map(catalogue.map((rule) => [rule.code, rule]));
  return faultFamilies.map(({ title, texts }) => ({
    title,
    faults: Object.entries(texts).flatMap(([code, { meaning, test, todo }]): Fault[] => {
      const rule = rules.get(code);
      if (!rule) return [];
      const roles = Object.entries(todo) as [Role, string][];
      return [
        {
          code,
          title: rule.title,
          severity: rule.severity,
          meaning,
          test,
          todo: roles.map(([role, what]) => ({ who: ROLE_WORDS[role], what })),
          contact: firstToAct(rule),
          reference: rule.reference,
          elsewhere: counterpartsOf(code),
        },
      ];
    }),
  }));
}

function firstToAct({ contact, severity }: Rule): string | null {
  return contact === 'us' || severity === 'info' ? null : CONTACTS[contact];
}
