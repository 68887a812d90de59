// WebKit, driven by its own WebDriver: the few commands that a journey needs, over HTTP, with Node alone.

import { execFile, spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { arrival, type Driver, type Find, found, type Manner } from './driver.ts';
import { folder, kill, remove } from './programs.ts';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** What MiniBrowser or its engine are told. Each session is a private one. */
const STARTED: Record<Manner, { args?: string[]; env?: Record<string, string> }> = {
  storage: { args: ['--enable-html5-local-storage=FALSE'] },
  javascript: { args: ['--enable-javascript=FALSE'] },
  webassembly: { env: { JSC_useWasm: '0' } },
  private: {},
};

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Starts WebKit on a screen of its own; `site` is what paths are below. */
export async function webkit(driver: string, browser: string, site: string, manner?: Manner): Promise<Driver> {
  const home = folder('webkit');
  const port = await freePort();
  const { args = [], env = {} } = manner ? STARTED[manner] : {};
  const screen = 100 + 10 * Number(process.env.TEST_PARALLEL_INDEX ?? 0);
  // What is downloaded comes to the folder that the browser was started in.
  const program = spawn('xvfb-run', ['-a', `--server-num=${screen}`, driver, `--port=${port}`], {
    cwd: home,
    env: { ...process.env, ...env, HOME: home },
    detached: true,
    stdio: 'ignore',
  });
  let failed: Error | undefined;
  program.once('error', (error) => (failed = error));
  const end = async () => {
    await kill(program);
    await remove(home);
  };

  const call = async (method: string, path: string, body?: unknown): Promise<any> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body), headers: { 'content-type': 'application/json' } });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  };

  for (let tries = 0; ; tries++) {
    try {
      if (failed) throw failed;
      await call('GET', '/status');
      break;
    } catch (error) {
      if (!failed && tries < 200) {
        await later(50);
        continue;
      }
      await end();
      throw error;
    }
  }
  try {
    const options = { binary: browser, args: ['--automation', ...args] };
    const { sessionId, capabilities } = await call('POST', '/session', { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } } });
    return new WebDriver((method, path, body) => call(method, `/session/${sessionId}${path}`, body), `${capabilities.browserName} ${capabilities.browserVersion}`, site, home, end);
  } catch (error) {
    await end();
    throw error;
  }
}

type Call = (method: string, path: string, body?: unknown) => Promise<any>;

class WebDriver implements Driver {
  constructor(
    private readonly call: Call,
    readonly name: string,
    private readonly site: string,
    private readonly downloads: string,
    private readonly stop: () => Promise<void>,
  ) {}

  async go(path: string) {
    await this.call('POST', '/url', { url: /^[a-z]+:/.test(path) ? path : this.site + path });
  }
  async reload() {
    await this.call('POST', '/refresh', {});
  }
  async back() {
    await this.call('POST', '/back', {});
  }
  async forward() {
    await this.call('POST', '/forward', {});
  }
  async run<T>(script: (...args: any[]) => T, ...args: unknown[]): Promise<T> {
    return this.call('POST', '/execute/sync', { script: `return (${script}).apply(null, arguments)`, args });
  }
  private async find(find: Find, args: unknown[]): Promise<string> {
    return found(`${find} ${JSON.stringify(args)}`, async () => {
      const element = (await this.run(find, ...args)) as unknown as Record<string, string> | null;
      return element?.[ELEMENT];
    });
  }
  async click(find: Find, ...args: unknown[]) {
    const id = await this.find(find, args);
    await this.run((element: Element) => element.scrollIntoView({ block: 'center' }), { [ELEMENT]: id });
    await this.call('POST', `/element/${id}/click`, {});
  }
  async type(text: string, find: Find, ...args: unknown[]) {
    await this.call('POST', `/element/${await this.find(find, args)}/value`, { text });
  }
  async choose(file: string, find: Find, ...args: unknown[]) {
    await this.type(file, find, ...args);
  }
  async download(find: Find, ...args: unknown[]) {
    return arrival(this.downloads, () => this.click(find, ...args));
  }
  async press(key: string) {
    const keys: Record<string, string> = { Tab: '\uE004', Enter: '\uE007' };
    const value = keys[key] ?? key;
    const actions = [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ];
    await this.call('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }
  async open(path: string): Promise<string> {
    const { handle } = await this.call('POST', '/window/new', { type: 'window' });
    await this.show(handle);
    await this.go(path);
    return handle;
  }
  async shown(): Promise<string> {
    return this.call('GET', '/window');
  }
  async show(handle: string) {
    await this.call('POST', '/window', { handle });
  }
  async enterFrame() {
    const id = await this.find(() => document.querySelector('iframe'), []);
    await this.call('POST', '/frame', { id: { [ELEMENT]: id } });
  }
  async paper(): Promise<Uint8Array> {
    const file = join(this.downloads, 'paper.pdf');
    await rm(file, { force: true });
    const script = fileURLToPath(new URL('webkit-paper.py', import.meta.url));
    await promisify(execFile)('xvfb-run', ['-a', '/usr/bin/python3', script, await this.run(() => location.href), file], { timeout: 60_000 });
    return new Uint8Array(await readFile(file));
  }
  async end() {
    await this.call('DELETE', '').catch(() => {});
    await this.stop();
  }
}
