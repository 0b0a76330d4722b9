// Sets the theme before the first paint: the stored one, or in a frame of another page the one that page asks for.
// The page itself changes it later: src/theme-choice.ts.
{
  const { classList, dataset } = document.documentElement;
  const isEmbedded = location.pathname.startsWith('/embed/');
  classList.toggle('is-embedded', isEmbedded);
  let theme = new URLSearchParams(location.search).get('theme');
  if (!isEmbedded) {
    try {
      theme = localStorage.getItem('delegraph.theme');
    } catch {
      // Storage is forbidden here: the system's theme it is.
      theme = null;
    }
  }
  if (theme === 'light' || theme === 'dark') dataset.theme = theme;
}
