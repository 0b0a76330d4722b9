// Starts the page.
import '@fontsource/jetbrains-mono/latin-400.css';
import '@fontsource/jetbrains-mono/latin-700.css';
import './styles/index.css';
import { detailCss, diagramCss, themeCss } from '@delegraph/diagram';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { preloadTracePage, router } from './router.tsx';

// The colours and the look of the picture come from where the exported pictures get them.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`${themeCss}.diagram{${diagramCss}${detailCss}}`);
document.adoptedStyleSheets = [sheet];

// At an address of a trace nobody waits for the rest of the empty page.
if (/^\/(?:t|gallery)\//.test(location.pathname)) void preloadTracePage().catch(() => {});

createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
);

// Safari has no idle callbacks.
const whenIdle = globalThis.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 200));
window.addEventListener('load', () =>
  whenIdle(() => {
    void preloadTracePage().catch(() => {});
    // Only where the connection is secure; without it the page works as well, but not without the network.
    if (import.meta.env.PROD) void navigator.serviceWorker?.register('/service-worker.js').catch(() => {});
  }),
);
