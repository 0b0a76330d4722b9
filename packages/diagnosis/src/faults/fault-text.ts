// What people are told about a code as such, without a finding at hand: the words of its page.

/** Who can do something about it. `registrar` includes the registry behind it; `parent` runs the zone above;
 *  `tracer` made the trace, and may have nothing to do with the domain. */
export type Role = 'owner' | 'operator' | 'registrar' | 'parent' | 'tracer';

/** Who that is, for people. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  owner: 'The owner of the domain',
  operator: 'Who runs the name servers',
  registrar: 'The registrar',
  parent: 'Who runs the zone above',
  tracer: 'Who made the trace',
};

export interface FaultText {
  /** What it is, and what comes of it for those who look the name up. */
  meaning: string;
  /** When exactly it is reported, and when not. */
  test: string;
  /** What each can do, the one who can do most first. */
  todo: Readonly<Partial<Record<Role, string>>>;
}

/** Texts by code. */
export type FaultTexts = Readonly<Record<string, FaultText>>;
