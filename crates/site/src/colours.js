{
  const key = 'rungs/colours';
  const root = document.documentElement;
  const bars = [...document.querySelectorAll('meta[name="theme-color"]')].map((bar) => [bar, bar.media]);
  const use = (chosen) => {
    root.dataset.colours = chosen;
    for (const [bar, media] of bars) bar.media = !chosen ? media : media.includes(chosen) ? 'all' : 'not all';
    for (const choice of document.querySelectorAll('select[name="colours"]')) choice.value = chosen;
  };
  const useKept = () => {
    try {
      const kept = localStorage[key];
      use(['light', 'dark'].includes(kept) ? kept : '');
    } catch {
      use(root.dataset.colours ?? '');
    }
  };
  useKept();
  for (const type of ['DOMContentLoaded', 'storage', 'pageshow']) addEventListener(type, useKept);
  addEventListener('change', ({ target }) => {
    if (target.name !== 'colours') return;
    use(target.value);
    try {
      if (target.value) localStorage[key] = target.value;
      else delete localStorage[key];
    } catch {
      // It holds for as long as the page does.
    }
  });
}
