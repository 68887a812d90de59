// Comparing levels: the journeys of a reader, by what they see, against what the ladder itself says.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { brokenInAnyLight } from './accessible.ts';
import { expect, open, takenOver, test } from './fixtures.ts';
import { CONTROLS, focused } from './focus.ts';
import { byTopic, type Level, plain, root, type Statement } from './site.ts';

const path = (...levels: Level[]) => `compare/?levels=${levels.map(({ id }) => id).join(',')}`;
const table = (page: Page) => page.getByRole('table');
const columns = (page: Page) => table(page).getByRole('columnheader');
const titles = async (page: Page) => (await columns(page).getByRole('link').allTextContents()).map((title) => title.trim());
const rows = (page: Page) => table(page).locator('th[scope="row"]');
const picker = (page: Page, number: number) => page.getByRole('combobox', { name: `Level ${number}` });
const sentences = (page: Page) => page.getByRole('main').getByRole('status');

/** What a level asks for in all: each topic with the statements that speak of it. */
function asked(level: Level): Map<string, Statement[]> {
  const all = level.inherits ? asked(root.level(level.inherits)) : new Map<string, Statement[]>();
  return new Map([...all, ...byTopic(level)]);
}

/** What a step from one level to another changes, counted within each topic. */
function step(from: Level, to: Level) {
  const [before, after] = [asked(from), asked(to)];
  const changes = { added: 0, raised: 0, carried: 0, gone: 0 };
  for (const topic of new Set([...before.keys(), ...after.keys()])) {
    const old = (before.get(topic) ?? []).map(({ text }) => plain(text));
    const now = (after.get(topic) ?? []).map(({ text }) => plain(text));
    const same = now.filter((text) => old.includes(text)).length;
    const raised = Math.min(old.length, now.length) - same;
    changes.carried += same;
    changes.raised += raised;
    changes.added += now.length - same - raised;
    changes.gone += old.length - same - raised;
  }
  return changes;
}

/** The first step up that adds, raises and carries over. */
const upper = root.ladder.levels.find((level) => {
  const { added, raised, carried } = level.inherits ? step(root.level(level.inherits), level) : { added: 0, raised: 0, carried: 0 };
  return added && raised && carried;
})!;
const lower = root.level(upper.inherits);
const others = root.ladder.levels.filter(({ id }) => id !== upper.id && id !== lower.id);
const four = [lower, upper, others.at(-2)!, others.at(-1)!];


test('a level’s page leads to the level beside the one below, and Back returns', async ({ page, baseURL }) => {
  await open(page, `levels/${upper.id}/`);
  await page.getByRole('link', { name: `Compare with ${lower.title}`, exact: true }).click();
  await expect(page).toHaveURL(`${baseURL}${path(lower, upper)}`);
  await expect(page).toHaveTitle(new RegExp(`${lower.title}.*${upper.title}`));
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect.poll(() => titles(page)).toEqual([lower.title, upper.title]);
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(upper.title);
  await expect(page.getByRole('link', { name: `Compare with ${lower.title}`, exact: true })).toBeFocused();
});

test('the step is said in a sentence, and every count in it can be found in the table', async ({ page }) => {
  for (const to of root.ladder.levels) {
    if (!to.inherits) continue;
    const from = root.level(to.inherits);
    await open(page, `${path(from, to)}&rows=all`);
    const { added, raised, carried, gone } = step(from, to);
    const parts = [`adds ${added || 'nothing'}`, ...(raised ? [`raises ${raised}`] : []), ...(gone ? [`drops ${gone}`] : [])];
    const listed = [parts.slice(0, -1).join(', '), parts.at(-1)].filter(Boolean).join(' and ');
    await expect(sentences(page)).toContainText(`${to.title} ${listed}.`);
    const counted = async () => {
      const marks = await table(page).locator('td p:first-child').allTextContents();
      const count = (word: string) => marks.filter((mark) => mark === word).length;
      return { added: count('new'), raised: count('raised'), carried: count('carried over'), gone: count('gone') };
    };
    await expect.poll(counted, to.title).toEqual({ added, raised, carried, gone });
  }
});

test('levels that do not build on each other say what they share and what each asks alone', async ({ page }) => {
  const { levels } = root.ladder;
  const apart = (left: Level, right: Level) => !lineage(left).includes(right.id) && !lineage(right).includes(left.id);
  const pairs = levels.flatMap((left, at) => levels.slice(at + 1).filter((right) => apart(left, right)).map((right) => [left, right]));
  expect(pairs.length).toBeGreaterThan(0);
  for (const [left, right] of pairs) {
    await open(page, path(left, right));
    const { added, gone, raised, carried } = step(left, right);
    const both = raised + carried;
    const same = carried === 0 || carried === both ? 'all' : `${carried}`;
    const words = carried === 0 ? 'with different words' : 'with the same words';
    const only = (level: Level, count: number) => (count ? ` Only ${level.title} has ${count} further topic${count === 1 ? '' : 's'}.` : '');
    await expect(sentences(page)).toContainText(`${left.title} and ${right.title} share ${both} topics, ${same} ${words}.${only(left, gone)}${only(right, added)}`);
  }
});

/** A level with all that it builds on. */
function lineage(level: Level): string[] {
  return [level.id, ...(level.inherits ? lineage(root.level(level.inherits)) : [])];
}

test('levels are chosen, swapped and taken out, each a step of the history', async ({ page, baseURL }) => {
  await open(page, 'compare/');
  await picker(page, 1).focus();
  await picker(page, 1).selectOption({ label: lower.title });
  await expect(picker(page, 1)).toBeFocused();
  await picker(page, 2).selectOption({ label: upper.title });
  await expect.poll(() => titles(page)).toEqual([lower.title, upper.title]);
  await picker(page, 3).selectOption({ label: four[2].title });
  await expect.poll(() => titles(page)).toEqual(four.slice(0, 3).map(({ title }) => title));
  await page.getByRole('button', { name: `Swap ${upper.title} and ${four[2].title}` }).click();
  await expect(page).toHaveURL(`${baseURL}${path(lower, four[2], upper)}`);
  await expect.poll(() => titles(page)).toEqual([lower.title, four[2].title, upper.title]);
  await page.getByRole('button', { name: `Take out ${lower.title}` }).click();
  await expect.poll(() => titles(page)).toEqual([four[2].title, upper.title]);
  for (const expected of [[lower, four[2], upper], [lower, upper, four[2]], [lower, upper]]) {
    await page.goBack();
    await expect.poll(() => titles(page)).toEqual(expected.map(({ title }) => title));
  }
  await expect(picker(page, 2)).toHaveValue(upper.id);
  await expect(picker(page, 4)).toBeHidden();
  await page.goForward();
  await expect.poll(() => titles(page)).toEqual([lower, upper, four[2]].map(({ title }) => title));
  await page.reload();
  await takenOver(page);
  await expect.poll(() => titles(page)).toEqual([lower, upper, four[2]].map(({ title }) => title));
});

test('what shows is chosen above the table and stands in the address', async ({ page }) => {
  await open(page, path(lower, upper));
  const { carried } = step(lower, upper);
  await expect(rows(page).first()).toBeVisible();
  const differing = await rows(page).count();
  const option = (name: string) => page.getByRole('checkbox', { name });

  await option('Only differences').uncheck();
  await expect(page).toHaveURL(/rows=all/);
  await expect(option('Only differences')).toBeFocused();
  await expect(rows(page)).toHaveCount(differing + carried);
  // An inherited statement says where it is from.
  await expect(table(page).getByText(/^from /).first()).toBeVisible();

  await option('Include inherited').uncheck();
  await expect(page).toHaveURL(/scope=own/);
  await expect(table(page).getByText(/^from /)).toHaveCount(0);

  await option('Include inherited').check();
  await option('Mark changed words').uncheck();
  await expect(page).toHaveURL(/words=plain/);

  const area = root.ladder.areas[1];
  await page.getByRole('combobox', { name: 'Area' }).selectOption({ label: area.title });
  await expect(page).toHaveURL(new RegExp(`area=${area.id}`));
  await expect(table(page).getByRole('rowgroup').filter({ has: page.getByRole('rowheader') })).toHaveCount(1);
  for (let back = 0; back < 4; back++) await page.goBack();
  await expect(option('Only differences')).not.toBeChecked();
  await expect(rows(page)).toHaveCount(differing + carried);
});

test('changed words are marked where enough stays the same', async ({ page, server }) => {
  // In a ladder of which two statements differ in little.
  const topic = [...byTopic(upper).keys()].find((topic) => asked(lower).has(topic))!;
  const [[before], [after]] = [asked(lower).get(topic)!, asked(upper).get(topic)!];
  const [first, ...rest] = plain(before.text).split(' ');
  const text = ['Always', ...rest, 'twice.'].join(' ');
  server.alter = (path, answer) => {
    if (path !== 'compare/') return answer;
    return { ...answer, body: Buffer.from(answer.body.toString().replace(JSON.stringify(after.text), JSON.stringify(text))) };
  };
  await open(page, path(lower, upper));
  const cell = table(page).getByRole('cell').filter({ has: page.locator('ins') });
  await expect(cell.locator('del')).toHaveText([first]);
  await expect(cell.locator('ins')).toHaveText(['Always', 'twice.']);
  const mark = page.getByRole('checkbox', { name: 'Mark changed words' });
  await mark.uncheck();
  await expect(table(page).locator('ins')).toHaveCount(0);
  await expect(table(page)).toContainText(text);
  await page.goBack();
  await expect(mark).toBeChecked();
  await expect(cell.locator('ins')).toHaveCount(2);
});

test('Back and Forward return to the place and the control', async ({ page }) => {
  await open(page, `${path(lower, upper)}&rows=all`);
  const link = table(page).getByRole('link', { name: lower.title }).last();
  await link.scrollIntoViewIfNeeded();
  const top = await page.evaluate(() => scrollY);
  expect(top).toBeGreaterThan(500);
  await link.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(lower.title);
  await page.goBack();
  await expect(link).toBeFocused();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(top);
  await page.goForward();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(lower.title);
});

test('a reload, and Back from another site, return to the place', async ({ page }) => {
  await page.setViewportSize({ width: 1000, height: 800 });
  await open(page, `${path(lower, upper)}&rows=all`);
  await page.evaluate(() => scrollTo(0, 1000));
  await expect.poll(() => page.evaluate(() => parseInt(history.state))).toBe(1000);
  await page.reload();
  await takenOver(page);
  expect(await page.evaluate(() => scrollY)).toBe(1000);
  await page.goto('about:blank');
  await page.goBack();
  await takenOver(page);
  expect(await page.evaluate(() => scrollY)).toBe(1000);
});

test('what the browser does not allow into its history is shown all the same, and written later', async ({ page }) => {
  await open(page, path(lower, upper));
  await page.clock.install();
  const differing = await rows(page).count();
  const { carried } = step(lower, upper);
  await page.evaluate(() => {
    const refuse = () => {
      throw new DOMException('Attempt to use history.pushState() more than 100 times per 30 seconds', 'SecurityError');
    };
    Object.assign(history, { pushState: refuse, replaceState: refuse });
  });
  await page.getByRole('checkbox', { name: 'Only differences' }).uncheck();
  await expect(rows(page)).toHaveCount(differing + carried);
  await expect(page).not.toHaveURL(/rows=all/);
  await page.evaluate(() => Reflect.deleteProperty(history, 'replaceState'));
  await page.clock.fastForward(11000);
  await expect(page).toHaveURL(/rows=all/);
  await expect(rows(page)).toHaveCount(differing + carried);
});

test('what has the focus keeps it while columns come and go', async ({ page }) => {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await open(page, path(...four));
  await button(`Swap ${four[1].title} and ${four[2].title}`).press('Enter');
  await expect(button(`Swap ${four[2].title} and ${four[1].title}`)).toBeFocused();
  // The next level comes to where the button is.
  await button(`Take out ${four[2].title}`).press('Enter');
  await expect(button(`Take out ${four[1].title}`)).toBeFocused();
  // There is no next level: what stands beside it has the focus.
  await button(`Take out ${four[3].title}`).press('Enter');
  await expect(button(`Take out ${four[1].title}`)).toBeFocused();
  // Without the table, what is to be chosen.
  await page.keyboard.press('Enter');
  await expect(picker(page, 2)).toBeFocused();
  await expect(table(page)).toHaveCount(0);
});

test('a level chosen twice stands where it stood', async ({ page }) => {
  await open(page, path(lower, upper));
  await picker(page, 3).selectOption({ label: lower.title });
  await expect(picker(page, 3)).toHaveValue('');
  expect(await titles(page)).toEqual([lower.title, upper.title]);
  await picker(page, 1).selectOption({ label: upper.title });
  await expect.poll(() => titles(page)).toEqual([upper.title, lower.title]);
});

test('an address that makes no sense shows what does', async ({ page }) => {
  for (const query of ['?levels=nobody', '?levels=,,,&rows=x&area=&from=9', '?%%%', `?levels=${lower.id},${lower.id}`]) {
    await open(page, `compare/${query}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(table(page)).toHaveCount(0);
    await expect(picker(page, 1)).toBeVisible();
  }
  await open(page, `compare/?levels=${upper.id},nobody,${lower.id}&area=nowhere&from=7&rows=most`);
  await expect.poll(() => titles(page)).toEqual([upper.title, lower.title]);
});

test('without a choice the page offers every step', async ({ page }) => {
  await open(page, 'compare/');
  const step = page.getByRole('main').getByRole('listitem').filter({ hasText: `${upper.title} and ${lower.title}` });
  await step.getByRole('link').click();
  await expect.poll(() => titles(page)).toEqual([lower.title, upper.title]);
});

test('levels are picked on the map', async ({ page }) => {
  await open(page, '');
  const pick = (level: Level) => page.getByRole('button', { name: `Compare ${level.title}`, exact: true });
  await pick(upper).click();
  await expect(pick(upper)).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByText('choose another level to compare')).toBeVisible();
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(pick(upper)).toHaveAttribute('aria-pressed', 'false');
  for (const level of four) await pick(level).click();
  await pick(four[2]).click();
  await page.getByRole('link', { name: /^Compare / }).click();
  await expect.poll(() => titles(page)).toEqual([four[0], four[1], four[3]].map(({ title }) => title));
});

test.describe('taken along', () => {
  const cells = (line: string) => line.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim());

  test('as a Markdown table', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await open(page, path(lower, upper));
    await page.getByRole('button', { name: 'Copy as Markdown' }).click();
    await expect(page.getByText('Copied as Markdown.')).toBeVisible();
    const lines = (await page.evaluate(() => navigator.clipboard.readText())).split('\n').filter((line) => line.startsWith('|'));
    expect(cells(lines[0]).slice(-2)).toEqual([lower.title, upper.title]);
    expect(new Set(lines.map((line) => cells(line).length)).size).toBe(1);
    await expect(rows(page)).toHaveCount(lines.length - 2);
  });

  test('as CSV', async ({ page }) => {
    await open(page, `${path(lower, upper)}&rows=all`);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download as CSV' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/\.csv$/);
    const csv = readFileSync(await file.path(), 'utf8');
    const lines = csv.trimEnd().split('\r\n');
    await expect(rows(page)).toHaveCount(lines.length - 1);
    for (const title of [lower.title, upper.title]) expect(lines[0]).toContain(title);
    for (const { text } of [...asked(upper).values()].flat()) expect(csv).toContain(plain(text).replaceAll('"', '""'));
  });

  test.describe('where a comma stands before the fraction of a number', () => {
    test.use({ locale: 'de-DE' });

    test('as CSV with semicolons, and the other kind', async ({ page }) => {
      await open(page, path(lower, upper));
      for (const [button, separator] of [['Download as CSV', ';'], ['Take the other kind of CSV', ',']]) {
        const download = page.waitForEvent('download');
        await page.getByRole('button', { name: button }).click();
        const csv = readFileSync(await (await download).path(), 'utf8');
        expect(csv).toContain(`"Area"${separator}"Topic"${separator}`);
      }
    });
  });

  test('on paper, on its side, with all columns', async ({ page }) => {
    await open(page, path(...four));
    const pdf = await page.pdf({ path: 'artifacts/compare.pdf', preferCSSPageSize: true });
    const boxes = [...pdf.toString('latin1').matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/g)];
    expect(boxes.length).toBeGreaterThan(0);
    for (const [, width, height] of boxes) expect(Number(width)).toBeGreaterThan(Number(height));
    await page.emulateMedia({ media: 'print' });
    for (const level of four) await expect(columns(page).getByRole('link', { name: level.title, exact: true })).toBeVisible();
    await expect(page.getByRole('button')).toHaveCount(0);
    await expect(page.getByRole('combobox')).toHaveCount(0);
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('two of four columns show, chosen above, and the address says which', async ({ page }) => {
    await open(page, path(...four));
    const shown = async () => (await columns(page).filter({ visible: true }).getByRole('link').allTextContents()).map((title) => title.trim());
    await expect.poll(shown).toEqual([lower.title, upper.title]);
    await page.getByRole('radio').nth(2).check();
    await expect(page).toHaveURL(/from=2/);
    await expect.poll(shown).toEqual([four[2].title, four[3].title]);
    await expect(page.getByRole('radio').nth(2)).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(shown).toEqual([upper.title, four[2].title]);
    await page.goBack();
    await expect.poll(shown).toEqual([four[2].title, four[3].title]);
    await page.screenshot({ path: 'artifacts/screens/compare-4-360.png', fullPage: true });
  });

  test('the heads stay in view while the table scrolls', async ({ page }) => {
    await open(page, path(lower, upper));
    await rows(page).last().scrollIntoViewIfNeeded();
    await expect(columns(page).getByRole('link', { name: upper.title, exact: true })).toBeInViewport({ ratio: 1 });
  });
});

test('four columns scroll in a region of their own only where they do not fit', async ({ page }) => {
  const region = page.getByRole('region', { name: /^Expectations of/ });
  await page.setViewportSize({ width: 1000, height: 800 });
  await open(page, path(...four));
  await expect(region).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1000);
  await region.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => region.evaluate((region) => region.scrollLeft)).toBeGreaterThan(0);
  await page.setViewportSize({ width: 1400, height: 900 });
  await expect(region).toHaveCount(0);
});

const STATES: [string, string][] = [
  ['nothing chosen', 'compare/'],
  ['one level', path(upper)],
  ['two levels', path(lower, upper)],
  ['all rows', `${path(lower, upper)}&rows=all`],
  ['four levels', path(...four)],
  ['nothing to show', `${path(lower, upper)}&area=${root.ladder.areas[0].id}&scope=own&words=plain`],
];

for (const [width, height] of [[360, 740], [1000, 800], [1280, 900]]) {
  for (const [state, path] of STATES) {
    test(`${state} at ${width} px is accessible and fits`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await open(page, path);
      expect(await brokenInAnyLight(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.emulateMedia({ colorScheme: 'light' });
      await page.screenshot({ path: `artifacts/screens/compare ${state}-${width}.png`, fullPage: true });
    });

    test(`Tab goes through ${state} at ${width} px without hiding what has focus`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await open(page, path);
      const { of } = await page.evaluate(focused, CONTROLS);
      for (const [key, presses] of [['Tab', of], ['Shift+Tab', of - 1]] as const) {
        for (let at = 0; at < presses; at++) {
          await page.keyboard.press(key);
          const focus = await page.evaluate(focused, CONTROLS);
          expect(focus, `${key} ${at}`).toMatchObject({ opacity: 1, uncovered: true });
          expect(focus.outline, focus.name).toBeGreaterThanOrEqual(2);
        }
      }
    });
  }
}

test('the whole journey by keyboard alone', async ({ page }) => {
  await open(page, `levels/${upper.id}/`);
  const press = async (key: string, until: () => Promise<boolean>) => {
    for (let presses = 0; !(await until()); presses++) {
      expect(presses, 'within reach').toBeLessThan(120);
      await page.keyboard.press(key);
    }
  };
  const has = (name: string) => async () => (await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '')) === name;
  await press('Tab', has(`Compare with ${lower.title}`));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await press('Tab', async () => page.evaluate(() => document.activeElement?.id === '_level-3'));
  // The list goes on finding while it is typed in, though each letter already shows another table.
  // All at once: after a second's pause a list begins to find anew.
  await Promise.all([...others[0].title.slice(0, 9)].map((letter) => page.keyboard.press(letter)));
  await expect(picker(page, 3)).toBeFocused();
  await expect.poll(() => titles(page)).toEqual([lower.title, upper.title, others[0].title]);
  await expect(columns(page)).toHaveCount(4); // The topic's, and three levels.
  await press('Tab', async () => page.evaluate(() => document.activeElement?.id === '_rows'));
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/rows=all/);
  await press('Tab', async () => page.evaluate(() => /^Swap/.test(document.activeElement?.getAttribute('aria-label') ?? '')));
  await page.keyboard.press('Enter');
  await expect.poll(() => titles(page)).toEqual([upper.title, lower.title, others[0].title]);
  await expect(page.locator('button:focus')).toHaveCount(1);
});
