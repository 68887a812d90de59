{
  const { content: base, dataset: app } = document.querySelector('meta[name="app"]');
  const parts = [...(app.parts ?? '').matchAll(/(\S+) (\S+)/g)].map(([, url, integrity]) => [new URL(url, location).href, integrity]);
  const isTool = ({ pathname }) => app.tools.split(' ').some((tool) => pathname.startsWith(base + tool));
  const add = (src, integrity) => new Promise((onload, onerror) => document.head.append(Object.assign(document.createElement('script'), { type: 'module', src, integrity, onload, onerror })));
  const renew = () => {
    try {
      const files = [app.boot, app.js, app.wasm].join();
      if (sessionStorage['rungs/renewed'] === files) return false;
      sessionStorage['rungs/renewed'] = files;
    } catch {
      return false;
    }
    location.reload();
    return true;
  };
  const lost = async () => {
    const answer = await fetch(app.boot, { cache: 'no-store' }).catch(() => null);
    if (!answer || !renew()) document.documentElement.dataset.app = 'failed';
  };
  // A frame without an origin, or a file: the browser keeps nothing there, and loads neither the app nor boot.js, which says this elsewhere.
  const explain = () => {
    if (document.readyState === 'loading') return addEventListener('DOMContentLoaded', explain);
    document.documentElement.dataset.app = 'failed';
    const place = Object.assign(document.createElement('div'), { className: 'keeping screen-only', lang: 'en', role: 'status' });
    document.querySelector('main').prepend(place);
    // Written after it stands in the page, so that screen readers speak it.
    const textContent = 'You can read everything; the extras are off. The frame or the file that shows this page does not allow them.';
    place.append(Object.assign(document.createElement('p'), { className: 'warning', textContent }));
  };
  const begin = () => {
    if (window.rungs) return;
    const violations = [];
    addEventListener('securitypolicyviolation', (event) => violations.push(event));
    window.rungs = {
      renew,
      violations,
      early: {},
      program: window.WebAssembly && fetch(app.wasm, { integrity: app.wasmIntegrity }),
      script: add(app.js, app.jsIntegrity),
      loader: app.loader && add(app.loader, app.loaderIntegrity),
    };
    if (window.WebAssembly) for (const [url, integrity] of parts) rungs.early[url] = fetch(url, { integrity });
    Promise.allSettled([rungs.program, rungs.script, rungs.loader, ...Object.values(rungs.early)]);
    add(app.boot, app.bootIntegrity).catch(lost);
  };
  const whenIdle = () => {
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', whenIdle);
    else (window.requestIdleCallback ?? setTimeout)(begin);
  };
  const intend = ({ target, key }) => {
    const link = target.closest?.('a');
    if (key === '/' || (link && isTool(link))) begin();
  };
  if (origin === 'null') explain();
  else if (isTool(location)) begin();
  else {
    for (const type of ['pointerover', 'touchstart', 'focusin', 'keydown']) addEventListener(type, intend, { passive: true });
    if (!navigator.connection?.saveData) {
      // Firefox does not tell of every first paint, such as that of a page that Back leads to. A hidden or prerendered page waits.
      const soon = () => setTimeout(() => (document.hidden ? document.addEventListener('visibilitychange', soon, { once: true }) : whenIdle()), 1000);
      addEventListener('load', soon);
      if (window.PerformanceObserver) new PerformanceObserver((list) => list.getEntriesByName('first-contentful-paint')[0] && whenIdle()).observe({ type: 'paint', buffered: true });
    }
  }
}
