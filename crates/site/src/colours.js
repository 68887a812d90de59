{
  const key = 'rungs/colours';
  const root = document.documentElement;
  const bars = [...document.querySelectorAll('meta[name="theme-color"]')].map((bar) => [bar, bar.media]);
  // What the browser did not keep holds for as long as the page does.
  let held;
  const kept = () => {
    try {
      return localStorage[key];
    } catch {
      return '';
    }
  };
  const use = () => {
    const said = held ?? kept();
    const chosen = ['light', 'dark'].includes(said) ? said : '';
    root.dataset.colours = chosen;
    for (const [bar, media] of bars) bar.media = !chosen ? media : media.includes(chosen) ? 'all' : 'not all';
    for (const choice of document.querySelectorAll('select[name="colours"]')) choice.value = chosen;
  };
  const choose = (chosen) => {
    held = undefined;
    try {
      if (chosen) localStorage[key] = chosen;
      else delete localStorage[key];
    } catch {
      held = chosen;
    }
    use();
  };
  use();
  // Before all others: a page whose app has failed lets no event through to what comes later.
  const listen = (type, handler) => addEventListener(type, handler, true);
  listen('DOMContentLoaded', use);
  listen('pageshow', use);
  listen('storage', (event) => [key, null].includes(event.key) && use());
  listen('change', ({ target }) => target.name === 'colours' && choose(target.value));
}
