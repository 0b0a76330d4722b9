// Goes round system, light and dark.
import { Monitor, Moon, Sun } from 'lucide-react';
import { useCommands } from '../keys/commands.tsx';
import { useThemeChoice } from '../theme-choice.ts';

const ICONS = { system: Monitor, light: Sun, dark: Moon };
const WORDS = { system: 'as the system', light: 'light', dark: 'dark' };

/** The theme button of the header. */
export function ThemeToggle() {
  const [choice, chooseNext] = useThemeChoice();
  useCommands([{ keys: [], words: 'Change the theme', run: chooseNext }]);
  const Icon = ICONS[choice];
  const label = `Theme: ${WORDS[choice]}`;
  return (
    <button type="button" className="icon-button" onClick={chooseNext} title={label} aria-label={label}>
      <Icon size={16} aria-hidden />
    </button>
  );
}
