// Finding expectations: the journeys of a reader, by what they see, against what the ladder itself says.

import type { Page } from '@playwright/test';
import { brokenInAnyLight } from './accessible.ts';
import { expect, open, takenOver, test } from './fixtures.ts';
import { tabThrough } from './focus.ts';
import { byTopic, type Level, root, type Statement, statements, words } from './site.ts';

const field = (page: Page) => page.getByRole('searchbox');
const told = (page: Page) => page.getByRole('main').getByRole('status');
const results = (page: Page) => page.locator('.results');
const hits = (page: Page) => results(page).locator('li:has(> a):not(.places li)');
const levels = (page: Page) => results(page).locator('section:not(.places)').getByRole('heading', { level: 2 });
const facet = (page: Page, name: string) => page.getByRole('group', { name }).getByRole('checkbox');

const topics = new Map(root.ladder.areas.flatMap((area) => (area.topics ?? []).map(({ id, title }) => [id, title])));
const said = (statement: Statement) => `${topics.get(statement.topic ?? '') ?? ''} ${words(statement).join(' ')}`;

/** The statements with a word that begins so, each with its level. */
function beginning(start: string, within: (level: Level, area: string) => boolean = () => true): [Level, Statement][] {
  const word = new RegExp(`(^|[^\\p{L}\\p{N}])${start}`, 'iu');
  return root.ladder.levels.flatMap((level) =>
    level.sections.flatMap((section) =>
      section.statements.filter((statement) => within(level, section.area) && word.test(said(statement))).map((statement) => [level, statement] as [Level, Statement]),
    ),
  );
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
const tally = (found: [Level, Statement][]) => `${counted(found.length, 'statement')} in ${counted(new Set(found.map(([level]) => level)).size, 'level')}`;

/** A word of the ladder that several levels use, but not all. */
const WORD = 'mentor';

test('what is typed is found, told, marked, and leads to its statement', async ({ page, baseURL }) => {
  await open(page, 'find/');
  await field(page).pressSequentially(WORD);
  const found = beginning(WORD);
  expect(found.length).toBeGreaterThan(1);
  await expect(told(page)).toHaveText(tally(found));
  await expect(page).toHaveURL(`${baseURL}find/?q=${WORD}`);
  await expect(hits(page)).toHaveCount(found.length);
  for (const mark of await results(page).locator('mark').allTextContents()) expect(mark.toLowerCase()).toContain(WORD);
  await expect(hits(page).filter({ has: page.locator('mark') })).toHaveCount(found.length);
  // Grouped by level, in ladder order.
  const groups = root.ladder.levels.map(({ title }) => title).filter((title) => found.some(([level]) => level.title === title));
  await expect(levels(page)).toHaveText(groups);

  const first = hits(page).first().getByRole('link').first();
  const href = (await first.getAttribute('href'))!;
  await first.click();
  await expect(page).toHaveURL(new URL(href, baseURL).href);
  await expect(page.locator(`[id="${decodeURIComponent(href.split('#')[1])}"]`)).toBeInViewport();
  await page.goBack();
  await expect(field(page)).toHaveValue(WORD);
  await expect(told(page)).toHaveText(tally(found));
  await expect(first).toBeFocused();
});

test('the key / leads to the search from every page, and can be switched off', async ({ page, baseURL }) => {
  for (const path of ['', 'about/', 'compare/', `levels/${root.middle().id}/`, 'find/']) {
    await open(page, path);
    await page.keyboard.press('/');
    await expect(field(page)).toBeFocused();
    await expect(page).toHaveURL(`${baseURL}find/`);
    await expect(field(page)).toHaveValue('');
  }
  await page.keyboard.type('either/or');
  await expect(field(page)).toHaveValue('either/or');
  await page.getByRole('checkbox', { name: 'Press / anywhere' }).uncheck();
  await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Map' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.keyboard.press('/');
  await expect(page).toHaveURL(baseURL!);
});

test('choices narrow what is found, their counts follow, and the address keeps them', async ({ page, baseURL }) => {
  await open(page, `find/?q=${WORD}`);
  const [track] = root.ladder.tracks;
  const inTrack = beginning(WORD, (level) => level.track === track.id);
  await expect(page.getByRole('group', { name: 'Track' }).getByRole('checkbox', { name: track.title })).toBeVisible();
  const label = page.getByRole('group', { name: 'Track' }).locator('label').filter({ hasText: track.title });
  await expect(label).toContainText(`${inTrack.length}`);
  await label.getByRole('checkbox').check();
  await expect(told(page)).toHaveText(tally(inTrack));
  await expect(page).toHaveURL(`${baseURL}find/?q=${WORD}&track=${track.id}`);
  await expect(label.getByRole('checkbox')).toBeFocused();

  // Of one facet several values can be chosen; their statements add up.
  const levels = [...new Set(inTrack.map(([level]) => level))].slice(0, 2);
  expect(levels.length).toBe(2);
  for (const level of levels) await page.getByRole('group', { name: 'Level' }).getByRole('checkbox', { name: new RegExp(`^${level.title}`) }).check();
  const both = inTrack.filter(([level]) => levels.includes(level));
  await expect(told(page)).toHaveText(tally(both));
  await expect(page).toHaveURL(`${baseURL}find/?q=${WORD}&track=${track.id}&level=${levels.map(({ id }) => id).join(',')}`);

  // A count says what choosing the value would lead to.
  const areas = page.getByRole('group', { name: 'Area' }).locator('label');
  for (const [at, area] of root.ladder.areas.entries()) {
    const there = beginning(WORD, (level, id) => levels.includes(level) && id === area.id);
    await expect(areas.nth(at).locator('.count')).toHaveText(`${there.length}`);
  }
  for (const expected of [inTrack.filter(([level]) => level === levels[0]), inTrack, beginning(WORD)]) {
    await page.goBack();
    await expect(told(page)).toHaveText(tally(expected));
  }
  await expect(facet(page, 'Track').first()).not.toBeChecked();
});

test('typing is one entry of the history for each pause', async ({ page, baseURL }) => {
  await open(page, 'about/');
  await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Find' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused(); // The page is shown, and moves the focus no more.
  // Time passes only when it is told to, so that no letter comes after a pause.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  for (const [letters, query] of [['team', 'team'], ['s work', 'teams+work']]) {
    await field(page).pressSequentially(letters);
    await page.clock.runFor(1500);
    await expect(page).toHaveURL(`${baseURL}find/?q=${query}`);
  }
  await page.clock.resume();
  await page.goBack();
  await expect(page).toHaveURL(`${baseURL}find/?q=team`);
  await expect(field(page)).toHaveValue('team');
  await page.goBack();
  await expect(field(page)).toHaveValue('');
  await page.goBack();
  await expect(page).toHaveURL(`${baseURL}about/`);
});

test('a letter typed as a link is followed, or a choice made, does not come after it', async ({ page, baseURL }) => {
  const typeThen = (selector: string) =>
    page.evaluate((selector) => {
      const field = document.querySelector<HTMLInputElement>('[type=search]')!;
      field.value += 's';
      field.dispatchEvent(new Event('input', { bubbles: true }));
      document.querySelector<HTMLElement>(selector)!.click();
    }, selector);
  await page.clock.install();
  const rest = () => page.clock.runFor(2000); // Longer than typing takes to be shown and written.
  await open(page, 'find/?q=team');
  await typeThen('nav a[href="/about/"]');
  await rest();
  await expect(page).toHaveURL(`${baseURL}about/`);
  await page.goBack();
  await expect(told(page)).toHaveText(tally(beginning('team')));
  const [{ id }] = root.ladder.tracks;
  await facet(page, 'Track').first().waitFor();
  await typeThen(`#_track-${id}`);
  await rest();
  await expect(page).toHaveURL(`${baseURL}find/?q=team&track=${id}`);
  await expect(field(page)).toHaveValue('team');
});

test('case, accents and punctuation do not matter, all words must match, quotes hold words together', async ({ page }) => {
  const count = async (query: string) => {
    await open(page, `find/?q=${encodeURIComponent(query)}`);
    await expect(told(page)).toHaveText(/^(\d+ statements? in|No statement)/);
    return told(page).textContent();
  };
  const plain = await count('code review');
  expect(await count('CODE,  réview!')).toBe(plain);
  const both = beginning('code').filter(([, statement]) => /(^|\W)review/i.test(said(statement)));
  expect(plain).toBe(both.length ? tally(both) : 'No statement');
  const phrase = beginning('system design');
  expect(phrase.length).toBeGreaterThan(0);
  expect(await count('"system design"')).toBe(tally(phrase));
  expect(beginning('design').length).toBeGreaterThan(phrase.length);
});

test('a slip of the finger is forgiven, and said', async ({ page }) => {
  await open(page, 'find/');
  await field(page).pressSequentially('mentoirng');
  await expect(results(page)).toContainText('Showing results for mentoring');
  await expect(results(page).locator('mark').first()).toContainText(/mentor/i);
  await expect(told(page)).toContainText(/\d+ statements? in \d+ levels?/);
});

test('where nothing is found the page says what to give up, and for how much', async ({ page }) => {
  const track = root.ladder.tracks.find(({ id }) => !beginning(WORD, (level) => level.track === id).length);
  const [[level]] = beginning(WORD);
  const topic = [...topics.keys()].find((id) => !statements(level).some((statement) => statement.topic === id))!;
  await open(page, `find/?q=${WORD}&level=${level.id}&topic=${topic}`);
  expect(track, 'the word is in every track, so levels and topics narrow it').toBeUndefined();
  await expect(told(page)).toHaveText('No statement');
  const loosen = results(page).getByRole('link', { name: /^Search without/ });
  await expect(loosen).toBeVisible();
  const promised = /: (\d+ statements?)/.exec((await results(page).innerText()).replace(/\s+/g, ' '))![1];
  await loosen.click();
  await expect(told(page)).toContainText(promised);

  await open(page, `find/?q=${WORD}+xyzzyplugh`);
  await expect(told(page)).toHaveText('No statement');
  await results(page).getByRole('link', { name: 'Search without “xyzzyplugh”' }).click();
  await expect(told(page)).toHaveText(tally(beginning(WORD)));

  await open(page, 'find/?q=xyzzyplugh');
  await results(page).getByRole('link', { name: 'See all topics' }).click();
  await expect(field(page)).toHaveValue('');
  await expect(results(page).getByRole('heading', { name: root.ladder.areas[0].title })).toBeVisible();
});

test('much is shown a part at a time, and Back returns to as much', async ({ page }) => {
  await open(page, 'find/?q=a');
  const found = beginning('a');
  expect(found.length).toBeGreaterThan(60);
  await expect(told(page)).toHaveText(tally(found));
  await expect(hits(page)).toHaveCount(15);
  const more = page.getByRole('button', { name: 'Show more' });
  await expect(more).toHaveText(`Show more: ${found.length - 15} left`);
  await more.press('Enter');
  await expect(hits(page)).toHaveCount(60);
  await expect(more).toBeFocused();
  const link = hits(page).nth(45).getByRole('link').first();
  await link.click();
  await expect(page).toHaveURL(/\/levels\//);
  await page.goBack();
  await expect(hits(page)).toHaveCount(60);
  await expect(link).toBeInViewport();
  await expect(link).toBeFocused();
});

test('after the last results are shown, the first of them has the focus', async ({ page }) => {
  const [letter, count] = ['a', 'e', 'o', 'd', 'w'].map((letter) => [letter, beginning(letter).length] as const).find(([, count]) => count > 15)!;
  await open(page, `find/?q=${letter}`);
  const more = page.getByRole('button', { name: 'Show more' });
  let shown = 15;
  for (; shown * 4 < count; shown *= 4) await more.press('Enter');
  await more.press('Enter');
  await expect(more).toHaveCount(0);
  await expect(hits(page)).toHaveCount(count);
  await expect(hits(page).nth(shown).getByRole('link').first()).toBeFocused();
});

test('an address that makes no sense shows what does', async ({ page }) => {
  for (const query of ['?q=%E0%A4%A', '?level=nobody&track=', '?show=-4', '?&&==&q=']) {
    await open(page, `find/${query}`);
    await expect(field(page)).toBeVisible();
    await expect(page.getByRole('main')).not.toContainText('Showing');
  }
  await open(page, `find/?q=${WORD}&track=nowhere&show=1e99`);
  await expect(told(page)).toHaveText(tally(beginning(WORD)));
});

const STATES: [string, string][] = [
  ['nothing looked for', 'find/'],
  ['results', `find/?q=${WORD}`],
  ['a corrected word', 'find/?q=mentoirng'],
  ['nothing found', 'find/?q=xyzzyplugh+team&level=cto'],
  ['narrowed', `find/?track=${root.ladder.tracks[0].id}&area=${root.ladder.areas[0].id}`],
];

for (const [width, height] of [[360, 740], [1280, 900]]) {
  for (const [state, path] of STATES) {
    test(`${state} at ${width} px is accessible and fits`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await open(page, path);
      if (width < 500) await page.getByText('Filter', { exact: true }).click();
      expect(await brokenInAnyLight(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.emulateMedia({ colorScheme: 'light' });
      await page.screenshot({ path: `artifacts/screens/find ${state}-${width}.png`, fullPage: true });
    });
  }

  test(`Tab goes through what is found at ${width} px, visibly and in order`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page, `find/?q=${WORD}`);
    await tabThrough(page);
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('choices open on demand and stay open while they are used', async ({ page }) => {
    await open(page, `find/?q=${WORD}`);
    const [track] = root.ladder.tracks;
    const choice = page.getByRole('group', { name: 'Track' }).getByRole('checkbox', { name: track.title });
    await expect(choice).toBeHidden();
    await page.getByText('Filter', { exact: true }).click();
    await choice.check();
    await expect(told(page)).toHaveText(tally(beginning(WORD, (level) => level.track === track.id)));
    await expect(choice).toBeVisible();
    await page.getByRole('link', { name: 'Clear all' }).click();
    await expect(told(page)).toHaveText(tally(beginning(WORD)));
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page is an index of every topic with its levels', async ({ page, baseURL }) => {
    await page.goto('find/');
    await expect(field(page)).toBeHidden();
    for (const level of root.ladder.levels) {
      for (const [said] of byTopic(level).values()) {
        await expect(results(page).locator(`a[href="/levels/${level.id}/#${said.id}"]`), said.id).toHaveCount(1);
      }
    }
    for (const title of topics.values()) await expect(results(page).getByText(title, { exact: true })).toBeVisible();
    const [level] = root.ladder.levels;
    await results(page).getByTitle(level.title, { exact: true }).first().click();
    await expect(page).toHaveURL(new RegExp(`^${baseURL}levels/${level.id}/#`));
  });
});

test('levels, areas and topics that are called so are offered', async ({ page }) => {
  const [level] = root.ladder.levels;
  const places = page.locator('.places');
  await open(page, 'find/');
  await field(page).fill(level.title);
  await places.getByRole('link', { name: level.title, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(level.title);
  await page.goBack();
  const area = root.ladder.areas[0];
  await field(page).fill(area.title);
  const link = places.getByRole('listitem').filter({ hasText: 'Area: ' }).getByRole('link', { name: area.title, exact: true });
  await link.click();
  await expect(field(page)).toHaveValue('');
  await expect(facet(page, 'Area').and(page.locator(':checked'))).toHaveCount(1);
});

test('a word that is marked keeps its distance from the one before it', async ({ page }) => {
  const title = [...topics.values()].find((title) => /^\p{L}+ \p{L}+$/u.test(title))!;
  await open(page, 'find/');
  await field(page).fill(title.split(' ')[1]);
  const link = hits(page).getByRole('link', { name: title, exact: true }).first();
  await expect(link.locator('mark')).toBeVisible();
  const distance = await link.evaluate((link) => {
    const letters = document.createRange();
    letters.setStart(link.firstChild!, 0);
    letters.setEnd(link.firstChild!, link.firstChild!.textContent!.trimEnd().length);
    return link.querySelector('mark')!.getBoundingClientRect().left - letters.getBoundingClientRect().right;
  });
  expect(distance).toBeGreaterThan(2);
});
