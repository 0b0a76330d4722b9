// A button that puts the picture itself on the clipboard, to paste it where addresses of pictures are not looked at.
import { Check, Image } from 'lucide-react';
import { useState } from 'react';

const CONFIRM_MS = 1600;
const WORDS = { idle: 'Copy picture', busy: 'Drawing…', copied: 'Copied', failed: 'Not copied' } as const;

/** `address`: of a PNG, on this server. */
export function CopyPicture({ address }: { address: string }) {
  const [state, setState] = useState<keyof typeof WORDS>('idle');
  if (!window.isSecureContext || !('ClipboardItem' in window))
    return (
      <p className="hint">Pictures can be copied only where the page came over HTTPS; a file can be saved.</p>
    );

  async function copy() {
    setState('busy');
    try {
      // The promise and not the picture: some browsers forget that a button was pressed while it is fetched.
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': fetchPicture(address) })]);
      setState('copied');
    } catch {
      setState('failed');
    }
    setTimeout(() => setState('idle'), CONFIRM_MS);
  }

  return (
    <button type="button" className="button" aria-disabled={state === 'busy'} onClick={() => void copy()}>
      {state === 'copied' ? <Check size={14} aria-hidden /> : <Image size={14} aria-hidden />}
      <span aria-live="polite">{WORDS[state]}</span>
    </button>
  );
}

async function fetchPicture(address: string): Promise<Blob> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return response.blob();
}
