// Runs before the first paint, so that no page flashes in the other theme. See theme.ts.
(() => {
  let choice = null;
  try {
    choice = localStorage.getItem('pixferry.theme');
  } catch {
    // Storage is shut off: the system's theme it is.
  }
  const dark =
    choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
