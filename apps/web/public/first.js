// What does not wait for the page's own scripts.

// Sets the theme before the first paint: that of the address, by which a link shows a page as somebody saw it, or a page asks
// for it in its frame; else the stored one, which frames do not follow.
// The page itself changes it later: src/theme-choice.ts.
{
  const { classList, dataset } = document.documentElement;
  const isEmbedded = location.pathname.startsWith('/embed/');
  classList.toggle('is-embedded', isEmbedded);
  let theme = new URLSearchParams(location.search).get('theme');
  if (theme === null && !isEmbedded) {
    try {
      theme = localStorage.getItem('delegraph.theme');
    } catch {
      // Storage is forbidden here: the system's theme it is.
      theme = null;
    }
  }
  if (theme === 'light' || theme === 'dark') dataset.theme = theme;
}

// Asks for the log of the trace in the address, which the page would only do when all of it is here: src/early-log.ts.
{
  const [, id] = /^\/(?:t|embed)\/([a-z2-7]{26})(?:\/|$)/.exec(location.pathname) ?? [];
  if (id) {
    const address = `/api/traces/${id}/log`;
    const reply = fetch(address);
    // Who takes it sees the failure.
    reply.catch(() => {});
    globalThis.earlyLog = { address, reply };
  }
}
