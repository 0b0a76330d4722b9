// Light, dark, or as the system says: the choice, kept in this browser. public/first.js sets it before the first paint.
import { useState } from 'react';

export type ThemeChoice = 'system' | 'light' | 'dark';

const STORAGE_KEY = 'delegraph.theme';
const NEXT: Record<ThemeChoice, ThemeChoice> = { system: 'light', light: 'dark', dark: 'system' };

/** The theme chosen, and what goes on to the next of the three. */
export function useThemeChoice(): [ThemeChoice, () => void] {
  const [choice, setChoice] = useState<ThemeChoice>(currentChoice);
  const choose = () => {
    const next = NEXT[choice];
    apply(next);
    setChoice(next);
  };
  return [choice, choose];
}

function currentChoice(): ThemeChoice {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

function apply(choice: ThemeChoice) {
  if (choice === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
  try {
    if (choice === 'system') localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, choice);
  } catch {
    // Storage is forbidden here: the choice lasts as long as the page.
  }
}
