// Keeps the page, its gallery and the traces that were opened, so that they open without the network. Asks nobody for
// anything the page did not ask for. The build writes SHELL, the files to keep, above this line.
const SHELL_CACHE = `shell-${SHELL.version}`;
const TRACES_CACHE = 'traces';
const MOST_TRACES = 50;

self.addEventListener('install', (event) => event.waitUntil(keepShell()));
self.addEventListener('activate', (event) => event.waitUntil(forgetOldShells()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (/^\/api\/traces\/[^/]+\/log$/.test(url.pathname)) event.respondWith(logOf(request));
  else if (request.mode === 'navigate') event.respondWith(pageOf(request));
  else if (SHELL.files.includes(url.pathname)) event.respondWith(fileOf(request));
});

async function keepShell() {
  const cache = await caches.open(SHELL_CACHE);
  await cache.addAll(SHELL.files);
  await self.skipWaiting();
}

async function forgetOldShells() {
  for (const name of await caches.keys()) {
    if (name !== SHELL_CACHE && name !== TRACES_CACHE) await caches.delete(name);
  }
  await self.clients.claim();
}

/** A file of the shell is what it was when the shell was kept: page and script belong together. */
async function fileOf(request) {
  return (await caches.match(request, { cacheName: SHELL_CACHE, ignoreSearch: true })) ?? fetch(request);
}

/** Every address of the page starts from the same file. Its status is the server's to say while there is one. */
async function pageOf(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const shell = /^\/(?:t\/|gallery\/|$)/.test(new URL(request.url).pathname)
      ? await caches.match('/', { cacheName: SHELL_CACHE })
      : undefined;
    if (shell) return shell;
    throw error;
  }
}

/** A finished trace never changes; one that still runs is not kept. A trace that was deleted is forgotten here too. */
async function logOf(request) {
  const cache = await caches.open(TRACES_CACHE);
  try {
    const response = await fetch(request);
    if (response.ok && (await response.clone().text()).includes('"type":"trace-ended"')) {
      await cache.put(request, response.clone());
      const kept = await cache.keys();
      for (const old of kept.slice(0, Math.max(0, kept.length - MOST_TRACES))) await cache.delete(old);
    } else if (response.status === 404 || response.status === 410) await cache.delete(request);
    return response;
  } catch (error) {
    const kept = await cache.match(request);
    if (kept) return kept;
    throw error;
  }
}
