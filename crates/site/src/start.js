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
  // The files that have been requested and that nobody has taken, and those that are programs in one.
  const early = {};
  const several = {};
  const take = async (url, integrity) => {
    const begun = early[url];
    delete early[url];
    try {
      const response = await (begun ?? fetch(url, { integrity }));
      if (response.ok) return response;
      throw new Error(`${url}: HTTP status ${response.status}`);
    } catch (error) {
      rungs.lost = url;
      throw error;
    }
  };
  const open = (url, integrity) => {
    several[url] ??= WebAssembly.compileStreaming(take(url, integrity)).catch((error) => {
      delete several[url];
      throw error;
    });
    return several[url];
  };
  // A piece of the program: a file, or one that is in a file with others.
  const part = async (url, integrity, name) => {
    if (!name) return take(url, integrity);
    const [piece] = WebAssembly.Module.customSections(await open(url, integrity), name);
    return new Response(piece, { headers: { 'content-type': 'application/wasm' } });
  };
  const begin = () => {
    if (window.rungs) return;
    const violations = [];
    addEventListener('securitypolicyviolation', (event) => violations.push(event));
    window.rungs = {
      renew,
      violations,
      part,
      program: window.WebAssembly && fetch(app.wasm, { integrity: app.wasmIntegrity }),
      script: add(app.js, app.jsIntegrity),
    };
    for (const [url, integrity] of parts) early[url] = fetch(url, { integrity });
    const loader = app.loader && add(app.loader, app.loaderIntegrity);
    Promise.allSettled([rungs.program, rungs.script, loader, ...Object.values(early)]);
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
  if (isTool(location)) begin();
  else {
    for (const type of ['pointerover', 'touchstart', 'focusin', 'keydown']) addEventListener(type, intend, { passive: true });
    if (!navigator.connection?.saveData) new PerformanceObserver((list) => list.getEntriesByName('first-contentful-paint')[0] && whenIdle()).observe({ type: 'paint', buffered: true });
  }
}
