// The palette: type a few letters of what is wanted, Enter does it.
import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { useRef } from 'react';
import { type Command, keyText } from './command.ts';

/** A dialog over the page. Closes itself before it runs a command, so that the focus is where it was. */
export default function CommandPalette({
  commands,
  onClose,
}: {
  commands: readonly Command[];
  onClose: () => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  const run = (command: Command) => {
    onClose();
    // After the dialog has given back the focus.
    setTimeout(() => command.run());
  };
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-ground" />
        <Dialog.Popup className="dialog palette" initialFocus={field} aria-label="Commands">
          <Autocomplete.Root
            open
            inline
            autoHighlight="always"
            items={commands}
            itemToStringValue={({ words }: Command) => words}
          >
            <Autocomplete.Input ref={field} placeholder="What do you want to do?" aria-label="Command" />
            <Autocomplete.Empty className="hint">
              <p>Nothing here is called so.</p>
            </Autocomplete.Empty>
            <Autocomplete.List className="palette-list">
              {(command: Command) => (
                <Autocomplete.Item key={command.words} value={command} onClick={() => run(command)}>
                  <span>{command.words}</span>
                  {command.keys[0] !== undefined && <kbd>{keyText(command.keys[0])}</kbd>}
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
