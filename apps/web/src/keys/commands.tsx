// What can be done on the page now, each with its key: for the keys themselves, the palette and the help.
import { Keyboard } from 'lucide-react';
import { type ReactNode, createContext, use, useEffect, useMemo, useRef, useState } from 'react';
import { later } from '../later.tsx';
import type { Command } from './command.ts';
import { useShortcuts } from './shortcuts.ts';

interface Registry {
  all: () => Command[];
  register: (commands: () => readonly Command[]) => () => void;
  show: (dialog: 'palette' | 'help') => void;
}

const CommandsContext = createContext<Registry>({
  all: () => [],
  register: () => () => {},
  show: () => {},
});
const CommandPalette = later(() => import('./command-palette.tsx'));
const KeyboardHelp = later(() => import('./keyboard-help.tsx'));

/** Every page is inside it. Opens the palette and the help. */
export function CommandLayer({ children }: { children: ReactNode }) {
  const [sources] = useState(() => new Set<() => readonly Command[]>());
  const [open, setOpen] = useState<'palette' | 'help' | null>(null);
  const registry = useMemo(
    (): Registry => ({
      all: () => [...sources].flatMap((source) => source()),
      register(source) {
        sources.add(source);
        return () => sources.delete(source);
      },
      show: setOpen,
    }),
    [sources],
  );
  useShortcuts({ '?': () => setOpen('help') });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen('palette');
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <CommandsContext value={registry}>
      {children}
      {open === 'palette' && <CommandPalette commands={registry.all()} onClose={() => setOpen(null)} />}
      {open === 'help' && <KeyboardHelp commands={registry.all()} onClose={() => setOpen(null)} />}
    </CommandsContext>
  );
}

/** Makes the commands work by their keys, and offers them, for as long as the component is there. */
export function useCommands(commands: readonly Command[]): void {
  const { register } = use(CommandsContext);
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => register(() => latest.current), [register]);
  useShortcuts(Object.fromEntries(commands.flatMap(({ keys, run }) => keys.map((key) => [key, run]))));
}

/** The button of the header that opens the table of keys. */
export function HelpButton() {
  const { show } = use(CommandsContext);
  return (
    <button
      type="button"
      className="icon-button"
      title="Keys (?)"
      aria-label="Keys"
      onClick={() => show('help')}
    >
      <Keyboard size={16} aria-hidden />
    </button>
  );
}
