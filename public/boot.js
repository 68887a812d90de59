// Starts the app over the page, and keeps the page when that fails.
//
// The page is complete without this script, which crates/site/src/start.js loads. What can go wrong on the way to the app (a
// file that is missing, blocked, damaged or sent as the wrong type, a browser without WebAssembly, an error or a panic at any
// time) ends in `fail`, which says so in a small notice and turns every link back into a plain one.

const root = document.documentElement;
const { content: base, dataset: app } = document.querySelector('meta[name="app"]');
// Where the program is in parts, they and its loader have a folder of their own.
const files = [app.boot, app.js, app.wasm, app.loader?.replace(/[^/]*$/, '')].filter(Boolean).map((file) => new URL(file, location.href).href);
const notice = document.createElement('aside');
let failed = false;
// Once the app runs, an error stops it. What goes wrong before that, `start` finds out.
let isRunning = false;

// Files of the program's parts, by URL, and the last one that could not be loaded. Those that the page has requested are compiled
// as they come: the program asks for them when it has read the ladder.
const compiled = {};
let lost;

// A file that the server no longer has as this page names it: the page is older than the site.
class OldPage extends Error {}

addEventListener('rungs:failed', (event) => fail(`The app stopped: ${event.detail}`));
addEventListener('rungs:part-lost', async () => stop(await inspectPart()));
addEventListener('error', (event) => isRunning && isOurs(event.error, event.filename) && fail(`The app stopped: ${event.error ?? event.message}`));
addEventListener('unhandledrejection', (event) => isOurs(event.reason) && fail(`The app stopped: ${event.reason}`));

// What a link shares leaves the address bar at once: what stands there is kept in histories that other people and other devices see,
// and is copied and filmed with the page. It waits in the state of the history entry, which no history lists and which is gone with
// the tab, so that Reload and Back find it; its form is that of src/browser/place.rs.
rungs.shared = takeShared();
rungs.part = takePart;
for (const [url, requested] of Object.entries(rungs.early)) {
  compiled[url] = compile(requested);
  // It is told when the program asks for it.
  compiled[url].catch(() => {});
}
addEventListener('hashchange', () => isShared() && location.reload());

try {
  await start();
} catch (error) {
  await stop(error);
}

async function stop(error) {
  if (error instanceof OldPage) {
    returnShared();
    if (rungs.renew()) await new Promise(() => {});
  }
  fail(String(error?.message ?? error));
}

function isShared() {
  return /^#share(=|%3d)/i.test(location.hash);
}

function takeShared() {
  if (!isShared()) return typeof history.state === 'string' ? history.state.split(' ')[2] : undefined;
  const { hash, pathname, search } = location;
  history.replaceState(`0  ${hash}`, '', pathname + search);
  return hash;
}

// Without the app, which takes it, a shared link stays what it was.
function returnShared() {
  if (rungs.shared) history.replaceState(null, '', location.pathname + location.search + rungs.shared);
}

// Browser extensions, in-app browsers and translators run scripts in this page, too. An error is ours if the place where it
// was thrown, the first that its stack names, is in one of our files. WebKit names no file for WebAssembly.
function isOurs(error, file = '') {
  const stack = typeof error?.stack === 'string' ? error.stack.replace(String(error), '') : '';
  const [place] = /wasm-function|<anonymous>:\d|user-script:|\b[a-z][a-z-]*:\/\/\S+/i.exec(stack) ?? [file];
  return place === 'wasm-function' || files.some((ours) => place.startsWith(ours));
}

// A policy may also block what others put into the page.
function isAboutUs({ blockedURI }) {
  return blockedURI === 'wasm-eval' || files.some((ours) => blockedURI.startsWith(ours));
}

async function start() {
  if (typeof WebAssembly !== 'object') throw new Error('This browser has no WebAssembly, or it is switched off.');
  const [program, module] = await Promise.all([takeProgram(), importModule(), parsed()]);
  try {
    isRunning = true;
    await module.default({ module_or_path: program });
  } catch (error) {
    throw (await blocked()) ?? new Error(`The app’s program could not be run: ${error}`);
  }
}

// The app needs the whole page; this script may come before its end.
function parsed() {
  return document.readyState === 'loading' && new Promise((done) => addEventListener('DOMContentLoaded', done));
}

async function importModule() {
  try {
    // The browser has checked their integrity by then; `import` alone would not.
    await rungs.script;
    await rungs.loader;
    return await import(app.js);
  } catch (error) {
    // They import each other, so either may be what is wrong.
    throw (await blocked())
      ?? (await inspect(app.js, app.jsIntegrity, /javascript/, 'script'))
      ?? (app.loader && (await inspect(app.loader, app.loaderIntegrity, /javascript/, 'script')))
      ?? new OldPage(`The app’s script could not be run: ${error}`);
  }
}

async function takeProgram() {
  let response;
  try {
    response = await rungs.program;
  } catch {
    throw (await blocked()) ?? (await inspect(app.wasm, app.wasmIntegrity, /wasm/, 'program')) ?? new OldPage('The app’s program could not be loaded.');
  }
  const problem = judge(response, /^application\/wasm/, 'program');
  if (problem) throw problem;
  return response;
}

// A piece of the program, for the loader of the parts: a whole file, or one piece by its name where a file holds several.
async function takePart(url, integrity, name) {
  compiled[url] ??= compile(fetch(url, { integrity }));
  try {
    const file = await compiled[url];
    if (!name) return file;
    const [piece] = WebAssembly.Module.customSections(file, name);
    return await WebAssembly.compile(piece);
  } catch (error) {
    delete compiled[url];
    lost = { url, integrity };
    throw error;
  }
}

async function compile(requested) {
  const response = await requested;
  const problem = judge(response, /^application\/wasm/, 'program');
  if (problem) throw problem;
  return WebAssembly.compileStreaming(response);
}

async function inspectPart() {
  const problem = lost && (await inspect(lost.url, lost.integrity, /wasm/, 'program'));
  return problem ?? new OldPage('A part of the app’s program could not be loaded.');
}

// What is wrong with a file that the browser did not take, or null. It is requested again: first without a check of its hash, then
// with it.
async function inspect(url, integrity, type, name) {
  try {
    const problem = judge(await fetch(url, { cache: 'no-store' }), type, name);
    if (problem) return problem;
  } catch {
    return (await blocked()) ?? new Error(`The app’s ${name} could not be loaded. The connection may be down.`);
  }
  try {
    await fetch(url, { cache: 'no-store', integrity });
    return null;
  } catch {
    return new OldPage(`The app’s ${name} is damaged or was changed on its way (integrity check failed).`);
  }
}

function judge(response, type, name) {
  const sent = response.headers.get('content-type') ?? 'no type';
  if (!response.ok) return new OldPage(`The app’s ${name} was not found (HTTP status ${response.status}).`);
  if (!type.test(sent)) return new OldPage(`The server sends the app’s ${name} as ${sent}; its MIME type must be set.`);
  return null;
}

// The browser tells of a violation in a task of its own, after the failure that it causes.
async function blocked() {
  await new Promise((later) => setTimeout(later));
  const violation = rungs.violations.find(isAboutUs);
  return violation && new Error(`A content security policy blocks the app (${violation.effectiveDirective}: ${violation.blockedURI}).`);
}

function fail(cause) {
  if (failed) return;
  failed = true;
  // The app saves what is being typed, as when the page is left, before it is kept from doing anything more.
  dispatchEvent(new Event('pagehide'));
  root.dataset.app = 'failed';
  returnShared();
  // The app's own handlers must not run any more: a click reaches the link below it and nothing else, and Back
  // loads the page that it names.
  const { pathname } = location;
  for (const type of ['click', 'scroll', 'popstate', 'input', 'change', 'submit', 'keydown', 'storage', 'pagehide', 'visibilitychange']) {
    addEventListener(type, (event) => {
      if (event.target instanceof Node && notice.contains(event.target)) return;
      event.stopImmediatePropagation();
      // Nobody would take what a form sends.
      if (type === 'submit') event.preventDefault();
      if (location.pathname !== pathname) location.reload();
    }, true);
  }
  console.warn(cause);
  show(cause);
}

function show(cause) {
  notice.className = 'notice';
  notice.lang = 'en';
  notice.setAttribute('aria-label', 'Notice');
  const words = document.createElement('div');
  words.setAttribute('role', 'status');
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = 'Close';
  close.addEventListener('click', () => notice.remove());
  notice.append(words, ...rescue(), close);
  document.body.append(notice);
  // Written after it stands in the page, so that screen readers speak it.
  words.append(Object.assign(document.createElement('strong'), { textContent: 'You can read everything; the extras are off. ' }), cause);
}

// A button that downloads all that this site keeps in this browser, as it is; none where there is nothing.
function rescue() {
  const records = stored();
  if (Object.keys(records).length === 0) return [];
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Download what is stored here';
  button.addEventListener('click', () => {
    const file = new Blob([JSON.stringify({ 'rungs-records': 1, records: stored() })], { type: 'application/json' });
    const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(file), download: 'rungs-records.json' });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  });
  return [button];
}

// The records of this site, whose keys begin as crates/assessment/src/store/key.rs has it.
function stored() {
  const site = base.split('/').filter(Boolean).map((part) => part.replaceAll('~', '%7E')).join('~');
  try {
    return Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith(`rungs/1/~${site}/`)));
  } catch {
    return {};
  }
}
