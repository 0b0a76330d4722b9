// The ways in which a comparison can be looked at; the choice is part of the address of the page.

export const COMPARE_VIEWS = ['graph', 'table', 'text'] as const;

export type CompareView = (typeof COMPARE_VIEWS)[number];
