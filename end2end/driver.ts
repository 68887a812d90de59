// What a journey needs of a browser, the same for every engine: Chromium and Firefox by Playwright, WebKit by its own WebDriver.

import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { type Browser, type BrowserContext, firefox as firefoxBrowser, type Frame, type Page } from '@playwright/test';
import { downloads, firefox } from './engines.ts';
import { print } from './paper.ts';
import { webkit } from './webdriver.ts';

/** What a browser is started without. */
export type Off = 'storage' | 'javascript' | 'webassembly';

/** How a browser is started: without something, or with a private window. */
export type Manner = Off | 'private';

/** Finds an element, in the page. */
export type Find = (...args: any[]) => Element | null | undefined;

/** A browser with one window shown. Functions that are passed run in the page. */
export interface Driver {
  readonly name: string;
  go(path: string): Promise<void>;
  reload(): Promise<void>;
  back(): Promise<void>;
  forward(): Promise<void>;
  run<T>(script: (...args: any[]) => T, ...args: unknown[]): Promise<T>;
  /** A click of the mouse on what `find` gives. */
  click(find: Find, ...args: unknown[]): Promise<void>;
  type(text: string, find: Find, ...args: unknown[]): Promise<void>;
  /** Chooses a file for an input. */
  choose(file: string, find: Find, ...args: unknown[]): Promise<void>;
  /** Clicks, and gives the file that is downloaded. */
  download(find: Find, ...args: unknown[]): Promise<string>;
  press(key: string): Promise<void>;
  /** Opens a path in another window, shows that, and gives its handle. */
  open(path: string): Promise<string>;
  shown(): Promise<string>;
  show(handle: string): Promise<void>;
  /** From now on commands go to the first frame of the page. */
  enterFrame(): Promise<void>;
  /** The page that is shown, printed on A4, as a PDF. */
  paper(): Promise<Uint8Array>;
  end(): Promise<void>;
}

/** What `look` finds, as soon as it is there. */
export async function found<T>(what: string, look: () => Promise<T | null | undefined>): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const element = await look();
    if (element) return element;
    await later(50);
  }
  throw new Error(`nothing is found by ${what}`);
}

/** The file that comes to a folder by what `act` does. */
export async function arrival(folder: string, act: () => Promise<void>): Promise<string> {
  const files = async () => (await readdir(folder)).filter((name) => name.endsWith('.json'));
  for (const old of await files()) await rm(join(folder, old));
  await act();
  const file = join(folder, await found(`a file in ${folder}`, async () => (await files())[0]));
  await found(`the content of ${file}`, async () => (await stat(file)).size);
  return file;
}

/** Starts the engine of a project on a site. */
export async function start(project: string, browser: () => Promise<Browser>, site: string, manner?: Manner): Promise<Driver> {
  if (project === 'webkit') return webkit(process.env.WEBKIT_DRIVER!, process.env.WEBKIT!, site, manner);
  if (project === 'firefox' && manner) return startOwnFirefox(site, manner);
  // In Chromium each context is a private one.
  const context = await (await browser()).newContext({ javaScriptEnabled: manner !== 'javascript' });
  if (manner === 'storage') {
    await context.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
        Object.defineProperty(window, name, { get: () => { throw new DOMException('denied', 'SecurityError'); } });
      }
    });
  }
  if (manner === 'webassembly') await context.addInitScript(() => Reflect.deleteProperty(window, 'WebAssembly'));
  return new Playwright(await context.newPage(), site, () => context.close());
}

/** Preferences of Firefox that have it start in such a manner. */
const PREFERENCES: Record<Manner, Record<string, string | number | boolean>> = {
  storage: { 'network.cookie.cookieBehavior': 2 },
  javascript: { 'javascript.enabled': false },
  webassembly: { 'javascript.options.wasm': false },
  private: { 'browser.privatebrowsing.autostart': true },
};

/** Starts a Firefox for one journey: what it keeps from pages it can only be told before it starts. */
async function startOwnFirefox(site: string, manner: Manner): Promise<Driver> {
  const options = firefox(process.env.FIREFOX!);
  const browser = await firefoxBrowser.launch({ ...options, firefoxUserPrefs: { ...options.firefoxUserPrefs, ...PREFERENCES[manner] } });
  return new Playwright(await browser.newPage(), site, () => browser.close());
}

/** The call of a function that the page does not know. */
const call = (script: (...args: any[]) => unknown, args: unknown[]) => `(${script})(...${JSON.stringify(args)})`;

class Playwright implements Driver {
  private frame: Frame;
  private readonly context: BrowserContext;

  constructor(
    private page: Page,
    private readonly site: string,
    readonly end: () => Promise<void>,
  ) {
    this.frame = page.mainFrame();
    this.context = page.context();
  }

  get name() {
    return this.context.browser()!.browserType().name();
  }
  async go(path: string) {
    await this.page.goto(/^[a-z]+:/.test(path) ? path : this.site + path);
    this.frame = this.page.mainFrame();
  }
  async reload() {
    await this.page.reload();
  }
  async back() {
    await this.page.goBack();
  }
  async forward() {
    await this.page.goForward();
  }
  async run<T>(script: (...args: any[]) => T, ...args: unknown[]): Promise<T> {
    return this.frame.evaluate(call(script, args));
  }
  private async find(find: Find, args: unknown[]) {
    return found(`${find} ${JSON.stringify(args)}`, async () => (await this.frame.evaluateHandle(call(find, args))).asElement());
  }
  async click(find: Find, ...args: unknown[]) {
    await (await this.find(find, args)).click();
  }
  async type(text: string, find: Find, ...args: unknown[]) {
    await (await this.find(find, args)).type(text);
  }
  async choose(file: string, find: Find, ...args: unknown[]) {
    await (await this.find(find, args)).setInputFiles({ name: 'rungs.json', mimeType: 'application/json', buffer: await readFile(file) });
  }
  async download(find: Find, ...args: unknown[]) {
    if (this.name === 'firefox') return arrival(downloads(), () => this.click(find, ...args));
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.click(find, ...args)]);
    return download.path();
  }
  async paper() {
    return print(this.page);
  }
  async press(key: string) {
    await this.page.keyboard.press(key);
  }
  async open(path: string) {
    this.page = await this.context.newPage();
    await this.go(path);
    return this.shown();
  }
  async shown() {
    return `${this.context.pages().indexOf(this.page)}`;
  }
  async show(handle: string) {
    this.page = this.context.pages()[Number(handle)];
    this.frame = this.page.mainFrame();
  }
  async enterFrame() {
    this.frame = this.page.frames()[1];
  }
}
