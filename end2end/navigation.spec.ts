// Links inside the app, Back and Forward, fragments, copying, and what a reader did before the app came.

import type { Page } from '@playwright/test';
import { expect, hold, open, takenOver, test } from './fixtures.ts';
import { fold, plain, root, statements } from './site.ts';

const level = root.middle();
const below = root.level(level.inherits);
const path = `levels/${level.id}/`;
const title = (name: string) => root.pages().find((page) => page.name === name)!.title;
const steps = (page: Page) => page.getByRole('navigation', { name: 'Levels above and below' });
const site = (page: Page) => page.getByRole('navigation', { name: 'Site' });
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
/** To the pixel: Firefox puts the page on a fraction of one. */
const scrolled = (page: Page) => page.evaluate(() => Math.round(scrollY));

/** Sets a mark that only a load of the page removes. */
const mark = (page: Page) => page.evaluate(() => void Object.assign(window, { marked: true }));
const marked = (page: Page) => page.evaluate(() => 'marked' in window);

/** Scrolls, and waits until the app has kept the position, which it does when scrolling has ended. */
async function scrollDown(page: Page, top: number) {
  await page.evaluate((top) => scrollTo(0, top), top);
  await expect.poll(() => page.evaluate(() => parseInt(history.state))).toBe(top);
}

test('a link opens a page without loading it, at its top, with focus on its heading', async ({ page, baseURL }) => {
  await open(page, path);
  await mark(page);
  await scrollDown(page, 500);
  await steps(page).getByRole('link', { name: below.title }).click();
  await expect(heading(page)).toHaveText(below.title);
  await expect(heading(page)).toBeFocused();
  await expect(page).toHaveTitle(title(below.id));
  await expect(page).toHaveURL(`${baseURL}levels/${below.id}/`);
  await expect.poll(() => scrolled(page)).toBe(0);
  expect(await marked(page)).toBe(true);
});

test('every page of the app says what its file says', async ({ page }) => {
  await open(page, '');
  await mark(page);
  for (const { name, title, level, pair, isPersonal } of root.pages()) {
    // How the app opens a pair is a matter of compare.spec.ts.
    if (name === '404' || isPersonal || pair) continue;
    // Levels, and the whole ladder, are reached from the map.
    const beyond = level ? new RegExp(`^${level.title}`) : name === 'whole' ? 'Read the whole ladder on one page' : undefined;
    await site(page).getByRole('link', { name: beyond ? 'map' : name }).click();
    if (beyond) await page.getByRole('main').getByRole('link', { name: beyond }).first().click();
    await expect(page).toHaveTitle(title);
    await expect(heading(page)).toBeFocused();
  }
  expect(await marked(page)).toBe(true);
});

test('the present page is marked in the navigation', async ({ page }) => {
  await open(page, 'about/');
  await expect(site(page).getByRole('link', { name: 'About' })).toHaveAttribute('aria-current', 'page');
  await site(page).getByRole('link', { name: 'Map' }).click();
  await expect(site(page).getByRole('link', { name: 'Map' })).toHaveAttribute('aria-current', 'page');
  await expect(site(page).getByRole('link', { name: 'About' })).not.toHaveAttribute('aria-current');
});

test('Back and Forward restore page, title and scroll position', async ({ page }) => {
  await open(page, path);
  await mark(page);
  await scrollDown(page, 700);
  await steps(page).getByRole('link', { name: below.title }).click();
  await expect(heading(page)).toHaveText(below.title);
  await scrollDown(page, 300);
  await page.goBack();
  await expect(heading(page)).toHaveText(level.title);
  await expect(page).toHaveTitle(title(level.id));
  // The click scrolled its link into view first, so this is where the reader was, not 700.
  await expect.poll(() => scrolled(page)).toBeGreaterThan(300);
  await page.goForward();
  await expect(heading(page)).toHaveText(below.title);
  await expect(page).toHaveTitle(title(below.id));
  await expect.poll(() => scrolled(page)).toBe(300);
  expect(await marked(page)).toBe(true);
});

test('Back returns to the exact position that a link was followed from', async ({ page }) => {
  await open(page, path);
  await scrollDown(page, 640);
  // As by keyboard: nothing scrolls before the page changes.
  await steps(page).getByRole('link', { name: below.title }).evaluate((link: HTMLElement) => link.click());
  await expect(heading(page)).toHaveText(below.title);
  await page.goBack();
  await expect(heading(page)).toHaveText(level.title);
  await expect.poll(() => scrolled(page)).toBe(640);
});

test('a reload, and Back to another site, keep the scroll position', async ({ page }) => {
  await open(page, path);
  await scrollDown(page, 640);
  await page.reload();
  await takenOver(page);
  await expect.poll(() => scrolled(page)).toBe(640);
  await page.goto('about:blank');
  await page.goBack();
  await takenOver(page);
  await expect.poll(() => scrolled(page)).toBe(640);
});

for (const { name, path, title } of root.pages()) {
  test(`${name} opens by its address and survives a reload`, async ({ page, baseURL }) => {
    for (const load of [() => page.goto(path || './'), () => page.reload()]) {
      const response = await load();
      expect(response?.status()).toBe(name === '404' ? 404 : 200);
      await takenOver(page);
      await expect(page).toHaveTitle(title);
      await expect(page).toHaveURL(baseURL + path);
      await expect(heading(page)).toBeVisible();
    }
  });
}

test('a page that the server has sent stays, however its address is written', async ({ page, server, build }) => {
  // A server that takes no notice of case, of slashes that follow each other, and of letters that are encoded.
  server.alter = (path, answer) => {
    const file = decodeURIComponent(path).toLowerCase().replace(/\/+/g, '/').replace(/^\/|\/?(index\.html)?$/g, '');
    if (answer.status !== 404 || !build.files().includes(`${file}/index.html`)) return answer;
    return { ...answer, status: 200, body: build.bytes(`${file}/index.html`) };
  };
  const encoded = `levels/%${level.id.charCodeAt(0).toString(16)}${level.id.slice(1)}/`;
  const ways = [path.toUpperCase(), `LEVELS/${level.id}`, `levels//${level.id}/`, encoded, `${path}INDEX.HTML`];
  for (const way of ways) {
    await page.goto(way);
    await takenOver(page);
    await expect(page.getByRole('heading', { level: 1 }), way).toHaveText(level.title);
    await expect(page, way).toHaveURL(path);
  }
  // Whatever the address, if the server knows it.
  server.alter = (path, answer) => (path === 'engineering/career' ? { ...answer, status: 200, body: build.bytes('about/index.html') } : answer);
  await page.goto('engineering/career');
  await takenOver(page);
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('There is no page here');
  await expect(page).toHaveURL('about/');
});

test('an address without its closing slash, or with index.html or a query, opens the page', async ({ page }) => {
  for (const way of [`levels/${level.id}`, `${path}index.html`, `${path}?from=mail`]) {
    await open(page, way);
    await expect(heading(page)).toHaveText(level.title);
    await expect(page).toHaveTitle(title(level.id));
  }
});

const statement = statements(level).at(-1)!;
const there = (page: Page) => page.locator(`[id="${statement.id}"]`);

async function isTarget(page: Page) {
  await expect(there(page)).toBeInViewport();
  await expect.poll(() => there(page).evaluate((element) => element.matches(':target'))).toBe(true);
  // Not under the heading that sticks (WCAG 2.4.11).
  const isSeen = () =>
    there(page).evaluate((element) => {
      const { left, top } = element.getBoundingClientRect();
      return element.contains(document.elementFromPoint(left + 8, top + 8));
    });
  await expect.poll(isSeen).toBe(true);
}

test('a link to a statement opens its page there', async ({ page }) => {
  await page.goto(`${path}#${statement.id}`);
  await takenOver(page);
  await isTarget(page);
});

test('a link to a statement is followed before the app comes, and holds when it does', async ({ page, server }) => {
  const program = hold(server);
  await page.goto(`${path}#${statement.id}`, { waitUntil: 'domcontentloaded' });
  await program.asked;
  await isTarget(page);
  program.release();
  await takenOver(page);
  await isTarget(page);
});

test('a link from another page of the app leads to a statement', async ({ page }) => {
  await open(page, 'about/');
  await mark(page);
  await page.getByRole('link', { name: 'Map' }).evaluate((link: HTMLAnchorElement, to) => (link.href = to), `/${path}#${statement.id}`);
  await site(page).getByRole('link', { name: 'Map' }).click();
  await expect(heading(page)).toHaveText(level.title);
  await isTarget(page);
  expect(await marked(page)).toBe(true);
  await page.goBack();
  await expect(page).toHaveTitle(title('about'));
});

test('a link within a page leads to its target, and Back returns', async ({ page, baseURL }) => {
  await open(page, path);
  const areas = page.getByRole('navigation', { name: 'Areas' });
  const last = areas.getByRole('link').last();
  const name = await last.innerText();
  await last.click();
  await expect(page.getByRole('heading', { name, level: 2 })).toBeInViewport();
  await page.goBack();
  await expect(page).toHaveURL(baseURL + path);
  await expect.poll(() => scrolled(page)).toBe(0);
});

test('a click with Ctrl opens a page of its own', async ({ page, context }) => {
  await open(page, path);
  const opened = context.waitForEvent('page');
  await steps(page).getByRole('link', { name: below.title }).click({ modifiers: ['Control'] });
  await expect(heading(await opened)).toHaveText(below.title);
  await expect(heading(page)).toHaveText(level.title);
});

const CLICKS: [string, Record<string, boolean | number>, boolean][] = [
  ['with Ctrl', { ctrlKey: true }, false],
  ['with Meta', { metaKey: true }, false],
  ['with Shift', { shiftKey: true }, false],
  ['with Alt', { altKey: true }, false],
  ['of another button', { button: 1 }, false],
  ['plain', {}, true],
];

test('only plain clicks are the app’s', async ({ page }) => {
  await open(page, path);
  const link = steps(page).getByRole('link', { name: below.title });
  for (const [how, init, taken] of CLICKS) {
    const prevented = await link.evaluate((link, init) => {
      let prevented = false;
      const last = (event: Event) => {
        prevented = event.defaultPrevented;
        event.preventDefault();
      };
      addEventListener('click', last, { once: true });
      link.dispatchEvent(new MouseEvent('click', { ...init, bubbles: true, cancelable: true }));
      return prevented;
    }, init);
    expect(prevented, how).toBe(taken);
  }
});

test('a link with a target of its own is left to the browser', async ({ page, context }) => {
  await open(page, path);
  const link = steps(page).getByRole('link', { name: below.title });
  await link.evaluate((link: HTMLAnchorElement) => (link.target = '_blank'));
  const opened = context.waitForEvent('page');
  await link.click();
  await expect(heading(await opened)).toHaveText(below.title);
  await expect(heading(page)).toHaveText(level.title);
});

test.describe('copying', () => {
  const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
  const says = (page: Page) => page.getByRole('status');

  test('a statement’s link', async ({ page, context, baseURL }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'share'));
    await open(page, path);
    await there(page).getByRole('button', { name: /^Share/ }).click();
    await expect(says(page)).toHaveText('Link copied.');
    expect(await clipboard(page)).toBe(`${baseURL}${path}#${statement.id}`);
  });

  test('the level as Markdown', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await open(page, path);
    await page.getByText('More', { exact: true }).click();
    await page.getByRole('button', { name: 'Copy as Markdown' }).click();
    await expect(says(page)).toHaveText('Copied as Markdown.');
    const markdown = await clipboard(page);
    expect(markdown.split('\n')[0]).toBe(`# ${level.title}`);
    const bare = (text: string) => fold(text).replace(/[\\*_`[\]]/g, '');
    for (const { text } of statements(level)) expect(bare(markdown)).toContain(bare(plain(text)));
  });

  test('is refused in words', async ({ page, context }) => {
    await context.clearPermissions();
    await open(page, path);
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('denied', 'NotAllowedError'));
    });
    await page.getByText('More', { exact: true }).click();
    await page.getByRole('button', { name: 'Copy as Markdown' }).click();
    await expect(says(page)).toHaveText(/does not allow copying/);
  });
});

test.describe('what a reader did before the app came', () => {
  test('stays: opened parts, focus, scroll position', async ({ page, server }) => {
    const program = hold(server);
    await page.goto(path, { waitUntil: 'domcontentloaded' });
    await program.asked;
    const summary = page.locator('.below summary').first();
    await summary.click();
    await expect(summary).toBeFocused();
    const top = await scrolled(page);
    expect(top).toBeGreaterThan(0);
    program.release();
    await takenOver(page);
    await expect(summary).toBeFocused();
    await expect(page.locator('.below details').first()).toHaveAttribute('open');
    expect(await scrolled(page)).toBe(top);
  });

  test('leads on: a link followed while the program loads', async ({ page, server, problems }) => {
    problems.allow(/_ABORTED/); // The program that is no longer wanted.
    const program = hold(server);
    await page.goto(path, { waitUntil: 'domcontentloaded' });
    await program.asked;
    await steps(page).getByRole('link', { name: below.title }).click();
    await expect(heading(page)).toHaveText(below.title);
    program.release();
    await takenOver(page);
  });
});
