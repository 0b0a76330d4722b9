// Opens the share dialog, by a button, by its key and from the palette. The dialog itself comes when it is wanted.
import { Share2 } from 'lucide-react';
import { useState } from 'react';
import { useCommands } from '../keys/commands.tsx';
import { later } from '../later.tsx';
import type { ShareDialogProps } from './share-dialog.tsx';

const ShareDialog = later(() => import('./share-dialog.tsx'));

/** The button of the verdict bar. */
export function ShareButton(shared: Omit<ShareDialogProps, 'onClose'>) {
  const [isOpen, setIsOpen] = useState(false);
  useCommands([{ keys: ['s'], words: 'Share this trace', run: () => setIsOpen(true) }]);
  return (
    <>
      <button type="button" className="button" onClick={() => setIsOpen(true)}>
        <Share2 size={14} aria-hidden /> Share
      </button>
      {isOpen && <ShareDialog {...shared} onClose={() => setIsOpen(false)} />}
    </>
  );
}
