// The keys there are, and the switch for those that are single letters.
import { type Command, keyText } from './command.ts';
import { useSingleKeys } from './single-keys.ts';
import { DialogFrame } from '../dialog-frame.tsx';

const IN_THE_PICTURE: readonly [keys: string, words: string][] = [
  ['← → ↑ ↓', 'to the next card in that direction'],
  ['[ ]', 'to the part or the edge before, after'],
  ['Home End', 'to the root, to the last answer'],
  ['Enter', 'select'],
  ['Space', 'on a card: all its name servers by name, or as before'],
];

const ON_THE_TIMELINE: readonly [keys: string, words: string][] = [
  ['↑ ↓', 'to the line before, after'],
  ['← →', 'earlier, later, where a part of the time is shown'],
  ['Ctrl wheel', 'closer or wider in time, about the pointer'],
  ['Enter', 'select a query, fold or unfold a zone or a server'],
];

/** A dialog with the table of keys. */
export default function KeyboardHelp({
  commands,
  onClose,
}: {
  commands: readonly Command[];
  onClose: () => void;
}) {
  const [isOn, setOn] = useSingleKeys();
  return (
    <DialogFrame title="Keys" onClose={onClose}>
      <dl className="keys">
        <KeyRow keys="⌘ K or Ctrl K" words="every command, by its words" />
        <KeyRow keys="?" words="this table" />
        {commands
          .filter(({ keys }) => keys.length > 0)
          .map(({ keys, words }) => (
            <KeyRow key={words} keys={keys.slice(0, 2).map(keyText).join(' or ')} words={words} />
          ))}
      </dl>
      <h3>In the picture</h3>
      <dl className="keys">
        {IN_THE_PICTURE.map(([keys, words]) => (
          <KeyRow key={keys} keys={keys} words={words} />
        ))}
      </dl>
      <h3>On the timeline</h3>
      <dl className="keys">
        {ON_THE_TIMELINE.map(([keys, words]) => (
          <KeyRow key={keys} keys={keys} words={words} />
        ))}
      </dl>
      <label className="keys-switch">
        <input type="checkbox" checked={isOn} onChange={({ target }) => setOn(target.checked)} />
        Single letters are commands
      </label>
    </DialogFrame>
  );
}

function KeyRow({ keys, words }: { keys: string; words: string }) {
  return (
    <div>
      <dt>
        <kbd>{keys}</kbd>
      </dt>
      <dd>{words}</dd>
    </div>
  );
}
