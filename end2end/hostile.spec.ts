// What extensions, translators and in-app browsers do to a page while somebody uses it: scripts that throw, nodes and styles of theirs, words
// wrapped into elements, keys that repeat, presses that come twice, pages that are frozen. No journey ends by it, and nothing is lost.

import type { Page } from '@playwright/test';
import { areRated, begin, enter, heading, isRated, questions, rate, target, way } from './assessing.ts';
import { expect, open, test } from './fixtures.ts';
import { root, statements, words } from './site.ts';

const [area, next] = root.ladder.areas;

/** Beside the page, at every turn: what is not of the site throws, rejects, and adds nodes and styles. */
const harass = (page: Page) =>
  page.addInitScript(() => {
    let turn = 0;
    const extension = () => {
      turn++;
      setTimeout(() => {
        throw new Error('of an extension');
      });
      void Promise.reject(turn % 2 ? new Error('of an extension') : undefined);
      const styles = new CSSStyleSheet();
      styles.replaceSync(`.extension-${turn} { color: red }`);
      document.adoptedStyleSheets.push(styles);
      const node = document.createElement('extension-bar');
      document.body[turn % 2 ? 'append' : 'prepend'](node);
      document.documentElement.setAttribute('data-extension', `${turn}`);
      dispatchEvent(new KeyboardEvent('keydown', { key: `${turn % 5}`, repeat: true, bubbles: true }));
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: `${turn % 5}`, repeat: true, bubbles: true }));
    };
    addEventListener('DOMContentLoaded', () => setInterval(extension, 100));
  });

/** Puts the text that stands in the page into elements of its own, as translators do, now and whenever text comes. */
const translate = (page: Page) =>
  page.evaluate(() => {
    const wrap = (root: Node) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      for (const text of texts) {
        if (!text.data.trim() || text.parentElement?.closest('font, script, style, textarea, option')) continue;
        const outer = document.createElement('font');
        const inner = outer.appendChild(document.createElement('font'));
        inner.textContent = text.data;
        text.replaceWith(outer);
      }
    };
    wrap(document.body);
    new MutationObserver((changes) => changes.flatMap(({ addedNodes }) => [...addedNodes]).forEach((node) => node.isConnected && wrap(node))).observe(document.body, { childList: true, subtree: true });
  });

/** The page as it is after the browser has put it to sleep and woken it. */
async function freeze(page: Page) {
  const tools = await page.context().newCDPSession(page);
  for (const state of ['frozen', 'active'] as const) await tools.send('Page.setWebLifecycleState', { state });
  await tools.detach();
}

test('the second press of a double click follows no link that has come meanwhile, and the next press does', async ({ page }) => {
  const [{ id, title }] = root.ladder.levels;
  await open(page, '');
  await page.getByRole('main').locator(`a[href$="/${id}/"]`).first().click();
  await expect(heading(page)).toHaveText(title);
  const box = (await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'About' }).boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const press = async (clickCount: number) => {
    await page.mouse.down({ clickCount });
    await page.mouse.up({ clickCount });
  };
  const address = page.url();
  await press(2);
  await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => setTimeout(next))));
  expect(page.url()).toBe(address);
  await press(1);
  await expect(heading(page)).toHaveText(/^About/);
});

test('a key that is held does not answer the question that its first press has brought', async ({ page }) => {
  await begin(page, 'Stays');
  await way(page, 'All assessments').click();
  await page.getByRole('button', { name: 'Delete Stays' }).focus();
  const deletes = page.getByRole('button', { name: 'Delete permanently Stays' });
  await page.keyboard.down('Enter');
  await deletes.focus();
  for (let repeat = 0; repeat < 5; repeat++) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await expect(deletes).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Stays', exact: true })).toHaveCount(0);
});

test.describe('disturbed', () => {
  test.beforeEach(async ({ page, problems }) => {
    problems.allow(/of an extension|^uncaught: undefined|undefined/);
    await harass(page);
  });

  for (const [name, disturb] of [['left in its language', async () => {}], ['translated', translate]] as const) {
    test(`a page that is disturbed and ${name} leads through the ladder`, async ({ page }) => {
      const level = root.middle();
      await open(page, `levels/${level.id}/`);
      await disturb(page);
      const site = page.getByRole('navigation', { name: 'Site' });
      await site.getByRole('link', { name: 'Compare' }).dblclick();
      await expect(heading(page)).toHaveText(/Compare/);
      await freeze(page);
      await page.goBack();
      await expect(heading(page)).toHaveText(level.title);
      await site.getByRole('link', { name: 'Find' }).click();
      const [sentence] = words(statements(level)[0]);
      const field = page.getByRole('searchbox');
      await field.fill('xyzzy');
      await expect(page.getByRole('status').first()).toHaveText(/^No statement/);
      await field.fill(sentence.split(' ').slice(0, 4).join(' '));
      await expect(page.getByRole('status').first()).toHaveText(/^\d+ statements? in \d+ levels?$/);
      await expect(page.getByRole('main')).toContainText(sentence);
      await field.fill('');
      await expect(page.getByRole('status').first()).toHaveText('');
      await site.getByRole('link', { name: 'Map' }).click();
      await expect(heading(page)).toHaveText(root.ladder.title);
    });

    test(`an assessment in a page that is disturbed and ${name} keeps all that it called saved`, async ({ page }) => {
      await open(page, `assess/?target=${target.id}`);
      await disturb(page);
      await page.getByLabel('Name').fill('Disturbed');
      await page.getByRole('button', { name: 'Begin' }).dblclick();
      await expect(heading(page)).toHaveText('Disturbed');
      await enter(page, area.title);
      const count = await questions(page).count();
      for (let at = 0; at < count; at++) {
        await rate(questions(page).nth(at), at % 2 ? 'Sometimes' : 'Consistently');
        if (at === 1) await freeze(page);
      }
      await rate(questions(page).nth(0), 'Not yet');
      const note = questions(page).nth(0).getByLabel('Note');
      await questions(page).nth(0).getByText('Note and evidence').dblclick();
      // It is open or closed again, as where the second press has met.
      if (!(await note.isVisible())) await questions(page).nth(0).getByText('Note and evidence').click();
      await note.fill('kept all the same');
      await expect(questions(page).nth(0).getByRole('status').filter({ hasText: 'aved' })).toHaveText('Saved');
      await way(page, 'Result').click();
      await expect(heading(page)).toHaveText('Where you stand');
      await expect(page.getByRole('main')).toContainText(`the target, ${count} ratings`);
      await way(page, 'Rate').click();
      await enter(page, next.title);
      await page.reload();
      await expect(questions(page).first()).toBeVisible();
      await way(page, 'Rate').click();
      await enter(page, area.title);
      await areRated(page, count);
      await isRated(questions(page).nth(0), 'Not yet');
      for (let at = 1; at < count; at++) await isRated(questions(page).nth(at), at % 2 ? 'Sometimes' : 'Consistently');
      await way(page, 'All assessments').click();
      await expect(page.getByRole('heading', { name: 'Disturbed', exact: true })).toHaveCount(1);
    });
  }
});
