// Hands the selection and the way to change it to every part of a trace's page.
import { createContext, use } from 'react';
import type { Selection } from './selection.ts';

export interface SelectionControl {
  selection: Selection | null;
  select: (selection: Selection | null) => void;
}

export const SelectionContext = createContext<SelectionControl>({ selection: null, select: () => {} });

/** The selection of the page around this component. */
export function useSelection(): SelectionControl {
  return use(SelectionContext);
}
