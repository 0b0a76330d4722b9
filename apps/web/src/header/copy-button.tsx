// A button that puts a text on the clipboard and says so.
import { Check, Copy } from 'lucide-react';
import { type ReactNode, useState } from 'react';

const CONFIRM_MS = 1600;

/** `text` is asked for when the button is pressed, so that it may depend on the address of the page, or have its script
 *  fetched. Null, or a failure to fetch it: nothing is copied, and the button says so. */
export function CopyButton({
  text,
  children,
}: {
  text: () => string | Promise<string | null>;
  children: ReactNode;
}) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');

  async function copy() {
    const wanted = await Promise.resolve(text()).catch(() => null);
    const done = wanted !== null && (await putOnClipboard(wanted));
    setState(done ? 'copied' : 'failed');
    setTimeout(() => setState('idle'), CONFIRM_MS);
  }

  return (
    <button type="button" className="button is-quiet" onClick={() => void copy()}>
      {state === 'copied' ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
      <span aria-live="polite">
        {state === 'idle' ? children : state === 'copied' ? 'Copied' : 'Not copied'}
      </span>
    </button>
  );
}

/** Whether the text is there now. */
export async function putOnClipboard(text: string): Promise<boolean> {
  // Absent where the page came over plain HTTP from another machine: there the old way still works.
  if (window.isSecureContext) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => copyBySelection(text),
    );
  }
  return copyBySelection(text);
}

function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  // An open dialog lets the focus go to nothing outside of it.
  (focused?.closest('[role="dialog"]') ?? document.body).append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return done;
}
