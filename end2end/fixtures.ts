// The test function of every spec: a site on a server of its own, and a watch that fails a test on any warning or
// error in the console, failed or foreign request, or breach of the content security policy that it did not allow.

import { test as base, expect, type BrowserContext, type Page, type Request } from '@playwright/test';
import { whyNot } from './engines.ts';
import { type Server, serve } from './server.ts';
import { Build, type Dist, MISSING, root } from './site.ts';

export { expect };

/** What went wrong in the browser, whether or not a test looked. */
export class Problems {
  private readonly seen: string[] = [];
  private readonly allowed: RegExp[] = [];

  note(problem: string) {
    this.seen.push(problem);
  }

  /** This test brings such problems about. */
  allow(...problems: RegExp[]) {
    this.allowed.push(...problems);
  }

  /** The problems that the test did not allow. */
  left(): string[] {
    return this.seen.filter((problem) => !this.allowed.some((allowed) => allowed.test(problem)));
  }

  watch(context: BrowserContext, origin: string) {
    context.on('console', (message) => {
      const { url } = message.location();
      const quiet = !['error', 'warning', 'assert'].includes(message.type());
      // The browser reports the status of every page that is not found.
      if (!quiet && !(url.endsWith(`/${MISSING}`) && message.text().includes('status of 404'))) this.note(`console ${message.type()}: ${message.text()} (${url})`);
    });
    context.on('weberror', (error) => this.note(`uncaught: ${error.error()}`));
    // The browser drops what a page still waits for when the page is left, however soon that is.
    const left = new WeakSet<Request>();
    const underWay = new Set<Request>();
    context.on('requestfinished', (request) => underWay.delete(request));
    context.on('requestfailed', (request) => {
      underWay.delete(request);
      const error = request.failure()?.errorText;
      // The icon it drops when the address changes, too.
      const isDropped = error === 'net::ERR_ABORTED' && (left.has(request) || request.url().endsWith('/icon.svg'));
      if (!isDropped) this.note(`failed: ${request.url()} ${error}`);
    });
    context.on('request', (request) => {
      const others = [...underWay].filter((other) => other.frame() === request.frame());
      if (request.isNavigationRequest()) others.forEach((other) => left.add(other));
      // What a page asks for while it is being left.
      else if (others.some((other) => other.isNavigationRequest())) left.add(request);
      underWay.add(request);
      const local = new URL(request.url()).origin === origin || /^(data|blob|about):/.test(request.url());
      if (!local) this.note(`foreign: ${request.url()}`);
    });
  }
}

interface Fixtures {
  /** Skips what the driver of the engine cannot do, with the reason. */
  possible: void;
  /** Which build the test visits. */
  dist: Dist;
  build: Build;
  server: Server;
  problems: Problems;
}

export const test = base.extend<Fixtures>({
  possible: [
    async ({}, use, info) => {
      const reason = whyNot(info);
      info.skip(reason !== undefined, reason);
      await use();
    },
    { auto: true },
  ],
  dist: ['root', { option: true }],
  build: async ({ dist }, use) => use(dist === 'root' ? root : new Build(dist)),
  server: async ({ build }, use) => {
    const server = await serve(build.folder, build.base);
    await use(server);
    await server.close();
  },
  // Paths in tests are relative: `page.goto('about/')`.
  baseURL: async ({ server, build }, use) => use(server.origin + build.base),
  problems: async ({ context, server, browserName }, use) => {
    const problems = new Problems();
    // The style by which Playwright hides carets in screenshots: Firefox holds it to the policy.
    if (browserName === 'firefox') problems.allow(/style-src-elem blocks inline/, /blocked an inline style/);
    problems.watch(context, server.origin);
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy: ${event.effectiveDirective} blocks ${event.blockedURI || event.sample}`);
      });
    });
    await use(problems);
    expect(problems.left(), 'problems in the browser').toEqual([]);
  },
  // Every test with a page is watched; one without starts no browser.
  page: async ({ page, problems: _ }, use) => use(page),
});

/** Waits until the app has taken the page over. */
export async function takenOver(page: Page) {
  await expect(page.locator('html')).toHaveAttribute('data-app', 'ready');
}

/** Opens a page and waits for the app. */
export async function open(page: Page, path: string) {
  await page.goto(path || './');
  await takenOver(page);
}

/** Keeps the app's program back until `release` is called; `asked` tells when the browser wants it. */
export function hold(server: Server) {
  let release = () => {};
  let tell = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const asked = new Promise<void>((resolve) => (tell = resolve));
  server.alter = async (path, answer) => {
    if (path.endsWith('.wasm')) {
      tell();
      await released;
    }
    return answer;
  };
  return { release, asked };
}

/** Adds up every layout shift from the start of the page on, in the page's `shifts()`. */
export async function watchShifts(page: Page) {
  await page.addInitScript(() => {
    const entries: string[] = [];
    const place = ({ x, y, width, height }: DOMRectReadOnly) => [x, y, width, height].join(' ');
    const take = (list: PerformanceEntry[]) => {
      for (const entry of list as (PerformanceEntry & { value: number; sources?: { node?: Node; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[] })[]) {
        const moved = entry.sources?.map(({ node, previousRect, currentRect }) => {
          const name = (node as Element)?.className || node?.nodeName;
          return `${name} “${node?.textContent?.slice(0, 40)}” from ${place(previousRect)} to ${place(currentRect)}`;
        });
        entries.push(`${entry.value} at ${Math.round(entry.startTime)} ms by ${moved?.join(', ')}`);
      }
    };
    const observer = new PerformanceObserver((list) => take(list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    Object.assign(window, { shifts: () => (take(observer.takeRecords()), entries) });
  });
}

/** Every layout shift so far, two frames from now. */
export async function shifts(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise((next) => requestAnimationFrame(next));
    return (window as unknown as { shifts(): string[] }).shifts();
  });
}
