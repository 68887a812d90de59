// Comparing levels: the journeys of a reader, by what they see, against what the ladder itself says.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { brokenInAnyLight } from './accessible.ts';
import { expect, open, takenOver, test } from './fixtures.ts';
import { CONTROLS, focused } from './focus.ts';
import { byTopic, type Level, pairPath, plain, root, type Statement, unescape, words } from './site.ts';

const path = (...levels: Level[]) => `compare/?levels=${levels.map(({ id }) => id).join(',')}`;
const table = (page: Page) => page.getByRole('table');
const cards = (page: Page) => page.locator('.level-card');
const titles = async (page: Page) => (await cards(page).locator('.card-title').allTextContents()).map((title) => title.trim());
const rows = (page: Page) => table(page).locator('th[scope="row"]');
/** The list of what a level alone asks for. */
const only = (page: Page, level: Level) => page.getByRole('region', { name: `Only ${level.title} asks for`, exact: true }).locator('.asked > li');
const same = (page: Page) => page.locator('.same');
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
  await expect(page).toHaveURL(`${baseURL}${pairPath(lower, upper)}`);
  await expect(page).toHaveTitle(new RegExp(`${lower.title}.*${upper.title}`));
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect.poll(() => titles(page)).toEqual([lower.title, upper.title]);
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(upper.title);
  await expect(page.getByRole('link', { name: `Compare with ${lower.title}`, exact: true })).toBeFocused();
});

test('a level’s page offers its neighbours, and the same height on the other track', async ({ page }) => {
  const [left, right] = root.apart();
  for (const [level, other] of [[left, right], [right, left]]) {
    await open(page, `levels/${level.id}/`);
    await page.getByText('More', { exact: true }).click();
    const offered = page.getByRole('link', { name: /^Compare with / });
    const next = root.ladder.levels.filter(({ id, inherits }) => inherits === level.id || id === level.inherits);
    const expected = [...new Set([...next, other])].map(({ title }) => `Compare with ${title}`);
    expect((await offered.allTextContents()).sort()).toEqual(expected.sort());
  }
});

test('the header’s Compare begins with the level that is shown', async ({ page }) => {
  await open(page, `levels/${upper.id}/`);
  await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Compare' }).click();
  await expect(picker(page, 1)).toHaveValue(upper.id);
  const offered = page.getByRole('main').getByRole('listitem').filter({ visible: true });
  for (const text of await offered.allTextContents()) expect(text).toContain(upper.title);
  await picker(page, 2).selectOption({ label: lower.title });
  await expect.poll(() => titles(page)).toEqual([upper.title, lower.title]);
});

/** Names with their signs, as a sentence lists them. */
const listed = (parts: string[]) => [parts.slice(0, -1).join(', '), parts.at(-1)].filter(Boolean).join(' and ');

/** What `level` asks for and `other` does not, as a sentence names it: `count` statements in all. */
function named(level: Level, other: Level, count: number) {
  const known = root.ladder.areas.flatMap(({ topics = [] }) => topics);
  const alone = [...asked(level)].filter(([topic]) => !asked(other).has(topic));
  const topics = known.filter(({ id }) => alone.some(([topic]) => topic === id)).map(({ title }) => `“${title}”`);
  const further = count - alone.flatMap(([, statements]) => statements).length;
  const numbers = further ? [`${further} ${topics.length ? 'more ' : ''}expectation${further === 1 ? '' : 's'}`] : [];
  return listed([...(topics.length > 3 ? [`${topics.length} topics`] : topics), ...numbers]);
}

test('every pair says what it comes to, and every count in it can be found on the page', async ({ page }) => {
  test.setTimeout(120_000);
  for (const [from, to] of root.pairs()) {
    await open(page, pairPath(from, to));
    const { added, raised, carried, gone } = step(from, to);
    const [more, less] = [named(to, from, added), named(from, to, gone)];
    const said = sentences(page);
    if (lineage(to).includes(from.id)) {
      await expect(said).toContainText(`${to.title} adds ${more || 'nothing'}`);
      if (raised) await expect(said).toContainText(`raises ${raised} `);
    } else {
      if (less) await expect(said).toContainText(`Only ${from.title} asks for ${less}`);
      if (more) await expect(said).toContainText(new RegExp(`[Oo]nly ${to.title} (asks )?for ${more}`));
      await expect(said).toContainText(`ask for ${raised + carried} `);
    }
    await expect(only(page, to)).toHaveCount(added);
    await expect(only(page, from)).toHaveCount(gone);
    await expect(rows(page)).toHaveCount(raised);
    await expect(same(page).locator('.asked > li')).toHaveCount(carried);
    // Where all are of one kind, no sign says so again.
    await expect(table(page).locator('.mark')).toHaveCount(0);
  }
});

test('the words that a level says again and again are counted', async ({ page }) => {
  const [left, right] = root.apart();
  await open(page, pairPath(left, right));
  const said = await sentences(page).innerText();
  const found = [...said.matchAll(/of “([^”]+)” in (\d+)/g)];
  expect(found.length).toBeGreaterThan(0);
  for (const [, phrase, count] of found) {
    const level = said.indexOf(`${left.title} speaks of “${phrase}”`) >= 0 ? left : right;
    const texts = [...asked(level)].filter(([topic]) => asked(level === left ? right : left).has(topic)).flatMap(([, statements]) => statements);
    const has = new RegExp(`(^|[^\\p{L}])${phrase}([^\\p{L}]|$)`, 'iu');
    expect(texts.filter((statement) => words(statement).some((line) => has.test(line))).length, phrase).toBe(Number(count));
  }
});

test('each level is introduced: its track, its title, one line, and its years', async ({ page }) => {
  const [left, right] = root.apart();
  await open(page, pairPath(left, right));
  for (const [at, level] of [left, right].entries()) {
    const card = cards(page).nth(at);
    await expect(card.getByRole('link', { name: level.title, exact: true })).toHaveAttribute('href', new RegExp(`/levels/${level.id}/$`));
    await expect(card).toContainText(root.ladder.tracks.find(({ id }) => id === level.track)!.title);
    await expect(card).toContainText(level.summary!);
    await expect(card).toContainText(/\d+\S* years/);
  }
  // Only afterwards what one asks for, and then what both do.
  const order = await page.locator('.level-cards, .only section, .columns').evaluateAll((parts) => parts.map((part) => part.className));
  expect(order[0]).toBe('level-cards');
  expect(order.at(-1)).toContain('columns');
});

test('an address of the earlier version leads to the page of the pair', async ({ page, baseURL }) => {
  for (const query of ['', '&from=1', '&utm_source=x']) {
    await open(page, `${path(lower, upper)}${query}#_shared`);
    await expect(page).toHaveURL(`${baseURL}${pairPath(lower, upper)}#_shared`);
    await expect.poll(() => titles(page)).toEqual([lower.title, upper.title]);
  }
  // The other way round, and with other choices, it is no page of its own.
  for (const [given, expected] of [
    [path(upper, lower), path(upper, lower)],
    [`${path(lower, upper)}&scope=own`, `${path(lower, upper)}&scope=own`],
    [`${pairPath(lower, upper)}?scope=own`, `${path(lower, upper)}&scope=own`],
    [pairPath(lower, upper).replace(/\/$/, ''), pairPath(lower, upper)],
  ]) {
    await open(page, given);
    await expect(page).toHaveURL(baseURL + expected);
    await expect.poll(async () => (await titles(page)).sort()).toEqual([lower.title, upper.title].sort());
  }
});

test('the page of a pair is known to search engines and previews by its own words', () => {
  const titles = new Set<string>();
  for (const [left, right] of root.pairs()) {
    const html = root.read(`${pairPath(left, right)}index.html`);
    const of = (pattern: RegExp) => unescape(pattern.exec(html)?.[1] ?? '');
    const title = of(/<title>(.*?)<\/title>/s);
    expect(title).toContain(`${left.title} and ${right.title} compared`);
    titles.add(title);
    expect(of(/<link rel="canonical" href="([^"]*)"/)).toMatch(new RegExp(`/${pairPath(left, right)}$`));
    const description = of(/<meta name="description" content="([^"]*)"/);
    expect(description).toMatch(/ask for|adds/);
    expect(of(/<meta property="og:description" content="([^"]*)"/)).toBe(description);
    expect(of(/<meta property="og:title" content="([^"]*)"/)).toBe(title);
  }
  expect(titles.size).toBe(root.pairs().length);
});

test('the page of a pair leads to others in place', async ({ page, baseURL }) => {
  const [left, right] = root.apart();
  await open(page, pairPath(left, right));
  const others = page.getByRole('navigation', { name: 'Other comparisons' });
  const below = root.level(left.inherits);
  await page.evaluate(() => Object.assign(window, { isHere: true }));
  await others.getByRole('link', { name: `${below.title} and ${left.title}`, exact: true }).click();
  await expect(page).toHaveURL(`${baseURL}${pairPath(below, left)}`);
  await expect(page).toHaveTitle(new RegExp(`${below.title}.*${left.title}`));
  await expect.poll(() => titles(page)).toEqual([below.title, left.title]);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  expect(await page.evaluate(() => Math.round(scrollY))).toBe(0);
  await page.goBack();
  await expect.poll(() => titles(page)).toEqual([left.title, right.title]);
  await expect(page).toHaveURL(`${baseURL}${pairPath(left, right)}`);
  expect(await page.evaluate(() => 'isHere' in window)).toBe(true);
});

test('what would change nothing is not offered', async ({ page, server }) => {
  // A level that builds on none, beside itself in all but name.
  const lone = { ...lower, inherits: undefined };
  const twin = { ...lone, id: 'twin', title: 'Twin', sections: lone.sections.map((section) => ({ ...section, statements: section.statements.map((statement) => ({ ...statement, id: `twin.${statement.id}` })) })) };
  const ladder = JSON.stringify({ schema: 1, ladder: { ...root.ladder, levels: [lone, twin] } });
  server.alter = (path, answer) => {
    if (path !== 'compare/') return answer;
    const body = answer.body.toString().replace(/(id="ladder">)[^<]*/, (_, begin) => begin + ladder.replaceAll('<', '\\u003c'));
    return { ...answer, body: Buffer.from(body) };
  };
  await open(page, `compare/?levels=${lone.id},twin&area=${lone.sections[0].area}`);
  await expect(page.getByRole('combobox', { name: 'Area' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Area' }).selectOption('');
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await expect(table(page)).toHaveCount(0);
  await expect(sentences(page)).toContainText('in the same words');
  await expect(same(page)).toContainText('The same in both');
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

test('what shows is chosen above the table and stands in the address', async ({ page, baseURL }) => {
  await open(page, path(lower, upper));
  const { raised, carried } = step(lower, upper);
  await expect(rows(page)).toHaveCount(raised);
  const option = (name: string) => page.getByRole('checkbox', { name });

  // What is the same stands once, folded away, and says where it is from.
  const inherited = page.getByRole('main').getByText(/^from /);
  await expect(same(page).locator('.asked > li').filter({ visible: true })).toHaveCount(0);
  await same(page).locator('summary').click();
  await expect(same(page).locator('.asked > li').filter({ visible: true })).toHaveCount(carried);

  await option('Include inherited').uncheck();
  await expect(page).toHaveURL(/scope=own/);
  await expect(option('Include inherited')).toBeFocused();
  await expect(inherited).toHaveCount(0);

  await option('Include inherited').check();
  await expect(page).toHaveURL(`${baseURL}${pairPath(lower, upper)}`);
  await expect(option('Include inherited')).toBeFocused();

  const area = root.ladder.areas[1];
  await page.getByRole('combobox', { name: 'Area' }).selectOption({ label: area.title });
  await expect(page).toHaveURL(new RegExp(`area=${area.id}`));
  await expect(table(page).getByRole('rowgroup').filter({ has: page.getByRole('rowheader') })).toHaveCount(1);
  await page.goBack();
  await expect(page).toHaveURL(`${baseURL}${pairPath(lower, upper)}`);
  await page.goBack();
  await expect(option('Include inherited')).not.toBeChecked();
  await page.goBack();
  await expect(rows(page)).toHaveCount(raised);
  // An address may unfold it.
  await open(page, `${path(lower, upper)}&rows=all`);
  await expect(same(page).locator('.asked > li').filter({ visible: true })).toHaveCount(carried);
});

test('changed words are marked where enough stays the same', async ({ page, server }) => {
  // In a ladder of which two statements differ in little.
  const topic = [...byTopic(upper).keys()].find((topic) => asked(lower).has(topic))!;
  const [[before], [after]] = [asked(lower).get(topic)!, asked(upper).get(topic)!];
  const [first, ...rest] = plain(before.text).split(' ');
  const text = ['Always', ...rest, 'twice.'].join(' ');
  server.alter = (path, answer) => {
    if (!path.startsWith('compare/')) return answer;
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
  // The ladder itself has no such words: nothing is offered.
  server.alter = (_, answer) => answer;
  await open(page, path(lower, upper));
  await expect(rows(page).first()).toBeVisible();
  await expect(mark).toHaveCount(0);
});

test('Back and Forward return to the place and the control', async ({ page }) => {
  await open(page, `${path(lower, upper)}&rows=all`);
  const link = page.getByRole('navigation', { name: 'Other comparisons' }).getByRole('link', { name: lower.title }).first();
  await link.scrollIntoViewIfNeeded();
  const top = await page.evaluate(() => Math.round(scrollY));
  expect(top).toBeGreaterThan(500);
  const shown = await titles(page);
  await link.click();
  await expect.poll(() => titles(page)).not.toEqual(shown);
  expect(await page.evaluate(() => Math.round(scrollY))).toBe(0);
  const next = await titles(page);
  await page.goBack();
  await expect.poll(() => titles(page)).toEqual(shown);
  await expect(link).toBeFocused();
  await expect.poll(() => page.evaluate(() => Math.round(scrollY))).toBe(top);
  await page.goForward();
  await expect.poll(() => titles(page)).toEqual(next);
});

test('a reload, and Back from another site, return to the place', async ({ page }) => {
  await page.setViewportSize({ width: 1000, height: 800 });
  await open(page, `${path(lower, upper)}&rows=all`);
  await page.evaluate(() => scrollTo(0, 1000));
  await expect.poll(() => page.evaluate(() => parseInt(history.state))).toBe(1000);
  await page.reload();
  await takenOver(page);
  expect(await page.evaluate(() => Math.round(scrollY))).toBe(1000);
  await page.goto('about:blank');
  await page.goBack();
  await takenOver(page);
  expect(await page.evaluate(() => Math.round(scrollY))).toBe(1000);
});

test('what the browser does not allow into its history is shown all the same, and written later', async ({ page, baseURL }) => {
  await open(page, path(lower, upper));
  await page.clock.install();
  await expect(rows(page)).not.toHaveCount(0);
  await page.evaluate(() => {
    const refuse = () => {
      throw new DOMException('Attempt to use history.pushState() more than 100 times per 30 seconds', 'SecurityError');
    };
    Object.assign(history, { pushState: refuse, replaceState: refuse });
  });
  const option = page.getByRole('checkbox', { name: 'Include inherited' });
  await option.uncheck();
  await expect(same(page)).toHaveCount(0);
  await expect(page).not.toHaveURL(/scope=own/);
  await page.evaluate(() => Reflect.deleteProperty(history, 'replaceState'));
  await page.clock.fastForward(11000);
  // The page has another address with this choice.
  await expect(page).toHaveURL(`${baseURL}${path(lower, upper)}&scope=own`);
  await expect(option).not.toBeChecked();
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
  await expect(cards(page)).toHaveCount(0);
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
  const step = page.getByRole('main').getByRole('listitem').filter({ hasText: `${lower.title} and ${upper.title}`, visible: true });
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
  await page.getByRole('status').getByRole('link', { name: /^Compare / }).click();
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
    // All of it, whatever is unfolded.
    const { added, raised, carried, gone } = step(lower, upper);
    expect(lines.length - 2).toBe(added + raised + carried + gone);
  });

  test('as a link, which is copied where nothing else shares it', async ({ page, context, baseURL }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'share'));
    for (const address of [pairPath(lower, upper), path(...four)]) {
      await open(page, address);
      await page.getByRole('button', { name: 'Share' }).click();
      await expect(page.getByText('Link copied.')).toBeVisible();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(baseURL + address);
    }
  });

  test('as a link, by the system’s own dialogue', async ({ page, baseURL }) => {
    await page.addInitScript(() => {
      const shared: unknown[] = [];
      const share = async (data: ShareData) => void shared.push({ ...data });
      Object.defineProperty(Navigator.prototype, 'share', { configurable: true, value: share });
      Object.assign(window, { shared });
    });
    await open(page, pairPath(lower, upper));
    await page.getByRole('button', { name: 'Share' }).click();
    const shared = () => page.evaluate(() => (window as unknown as { shared: unknown[] }).shared);
    await expect.poll(shared).toEqual([{ title: await page.title(), url: `${baseURL}${pairPath(lower, upper)}` }]);
  });

  test('as a link, unless the reader changes their mind', async ({ page }) => {
    await page.addInitScript(() => {
      const state = { asked: 0 };
      const share = () => (state.asked++, Promise.reject(new DOMException('Share canceled', 'AbortError')));
      Object.defineProperty(Navigator.prototype, 'share', { configurable: true, value: share });
      Object.assign(window, { state });
    });
    await open(page, pairPath(lower, upper));
    await page.getByRole('button', { name: 'Share' }).click();
    await expect.poll(() => page.evaluate(() => (window as unknown as { state: { asked: number } }).state.asked)).toBe(1);
    await expect(page.getByText('Link copied.')).toHaveCount(0);
  });

  test('as CSV', async ({ page }) => {
    await open(page, `${path(lower, upper)}&rows=all`);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download as CSV' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/\.csv$/);
    const csv = readFileSync(await file.path(), 'utf8');
    const lines = csv.trimEnd().split('\r\n');
    const { added, raised, carried, gone } = step(lower, upper);
    expect(lines.length - 1).toBe(added + raised + carried + gone);
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
    for (const level of four) await expect(table(page).getByRole('columnheader', { name: level.title, exact: true })).toBeVisible();
    await expect(page.getByRole('button')).toHaveCount(0);
    await expect(page.getByRole('combobox')).toHaveCount(0);
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('each topic is one column: a level over the next, each with its name', async ({ page }) => {
    for (const levels of [root.apart(), four]) {
      await open(page, path(...levels));
      for (const row of (await table(page).locator('tr').filter({ has: page.locator('td') }).all()).slice(0, 5)) {
        const cells = row.locator('td');
        await expect(cells).toHaveCount(levels.length);
        const boxes = await cells.evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().toJSON()));
        for (const [at, { x, y }] of boxes.entries()) {
          expect(x).toBe(boxes[0].x);
          if (at) expect(y).toBeGreaterThanOrEqual(boxes[at - 1].bottom - 0.01); // Firefox rounds.
        }
        for (const [at, { title }] of levels.entries()) {
          await expect(cells.nth(at).getByText(title, { exact: true }).first()).toBeVisible();
        }
      }
      await page.screenshot({ path: `artifacts/screens/compare-${levels.length}-360.png`, fullPage: true });
    }
  });
});

for (const width of [360, 600, 768, 1000, 1280, 1600]) {
  test(`nothing on a comparison scrolls by itself at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const levels of [root.apart(), four.slice(0, 3), four]) {
      await open(page, path(...levels));
      await expect(rows(page).first()).toBeVisible();
      const wider = await page.evaluate(() => {
        const overflows = (element: Element) => element.scrollWidth > element.clientWidth + 1 && !element.matches('caption, .unseen, .skip, select');
        return [...document.querySelectorAll('main, main *, html')].filter((element) => element.clientWidth > 0 && overflows(element)).map((element) => `${element.localName}.${element.className}`);
      });
      expect(wider).toEqual([]);
    }
  });
}

test('the heads of the columns stay in view while the table scrolls', async ({ page }) => {
  await open(page, path(lower, upper));
  await rows(page).last().scrollIntoViewIfNeeded();
  await expect(table(page).getByRole('columnheader', { name: upper.title, exact: true })).toBeInViewport({ ratio: 1 });
});

const STATES: [string, string][] = [
  ['nothing chosen', 'compare/'],
  ['one level', path(upper)],
  ['two levels', path(lower, upper)],
  ['two levels apart', pairPath(...root.apart())],
  ['three levels', path(...four.slice(0, 3))],
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
  await expect(table(page).getByRole('columnheader')).toHaveCount(4); // The topic's, and three levels.
  await press('Tab', async () => page.evaluate(() => document.activeElement?.id === '_scope'));
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/scope=own/);
  await press('Shift+Tab', async () => page.evaluate(() => /^Swap/.test(document.activeElement?.getAttribute('aria-label') ?? '')));
  await page.keyboard.press('Enter');
  await expect.poll(() => titles(page)).toEqual([lower.title, others[0].title, upper.title]);
  await expect(page.locator('button:focus')).toHaveCount(1);
});
