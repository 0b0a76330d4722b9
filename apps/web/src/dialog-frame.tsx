// What every dialog of the page stands in: the dimmed page behind it, its title, and the way out.
import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';

export interface DialogFrameProps {
  title: string;
  onClose: () => void;
  /** Beside `dialog`, for the style sheets. */
  className?: string;
  /** What has the focus first; the first that can have it unless said. */
  initialFocus?: RefObject<HTMLElement | null>;
  children: ReactNode;
}

/** Open for as long as it is there. */
export function DialogFrame({ title, onClose, className = '', initialFocus, children }: DialogFrameProps) {
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-ground" />
        <Dialog.Popup
          className={`dialog ${className}`.trim()}
          {...(initialFocus !== undefined && { initialFocus })}
        >
          <div className="dialog-head">
            <Dialog.Title>{title}</Dialog.Title>
            <Dialog.Close className="icon-button" aria-label="Close">
              <X size={16} aria-hidden />
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
