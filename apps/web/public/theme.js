// Sets the stored theme before the first paint. The page itself changes it later: src/theme-choice.ts.
{
  let stored = null;
  try {
    stored = localStorage.getItem('delegraph.theme');
  } catch {
    // Storage is forbidden here: the system's theme it is.
  }
  if (stored === 'light' || stored === 'dark') document.documentElement.dataset.theme = stored;
}
