// Whether single letters are commands. People who speak to their machine switch that off (WCAG 2.1.4).
import { useSyncExternalStore } from 'react';

const STORAGE_KEY = 'delegraph.single-keys';
const CHANGED = 'delegraph:single-keys';

/** True unless it was switched off in this browser. */
export function areSingleKeysOn(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== 'off';
  } catch {
    // Storage is forbidden here.
    return true;
  }
}

/** The switch: how it stands, and what changes it. */
export function useSingleKeys(): [isOn: boolean, setOn: (isOn: boolean) => void] {
  return [useSyncExternalStore(subscribe, areSingleKeysOn), setSingleKeys];
}

function setSingleKeys(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, 'off');
  } catch {
    // It stays as it is.
  }
  window.dispatchEvent(new Event(CHANGED));
}

function subscribe(listener: () => void): () => void {
  window.addEventListener(CHANGED, listener);
  return () => window.removeEventListener(CHANGED, listener);
}
