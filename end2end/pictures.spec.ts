// The pictures of README.md, as the pages look now: in artifacts/pictures after a run, to be copied to docs/images.

import type { Page } from '@playwright/test';
import { addGoal, begin, enter, heading, questions, rate, rows, target, way } from './assessing.ts';
import { expect, open, test } from './fixtures.ts';
import { root } from './site.ts';

async function picture(page: Page, name: string, height: number) {
  await page.setViewportSize({ width: 1120, height });
  await page.screenshot({ path: `artifacts/pictures/${name}.png` });
}

const above = root.ladder.levels.find(({ inherits, track }) => inherits === target.id && track === target.track) ?? target;

const still = [
  { name: 'map', path: '', height: 1240 },
  { name: 'level', path: `levels/${above.id}/`, height: 900 },
  { name: 'compare', path: `compare/?levels=${target.id},${above.id}`, height: 900 },
];

for (const { name, path, height } of still) {
  test(`a picture of the ${name}`, async ({ page }) => {
    await open(page, path);
    await expect(heading(page)).toBeVisible();
    await picture(page, name, height);
  });
}

/** What is not rated `Consistently`, by the area's and the question's place in their lists. */
const unmet: Record<string, string> = { '0,2': 'Sometimes', '1,2': 'Sometimes', '2,0': 'Not sure' };

test('a picture of the result', async ({ page }) => {
  await begin(page);
  for (const [at, { title }] of root.ladder.areas.entries()) {
    await enter(page, title);
    for (const [number, question] of (await questions(page).all()).entries()) {
      await rate(question, unmet[`${at},${number}`] ?? 'Consistently');
    }
    await way(page, 'Rate').click();
  }
  await way(page, 'Result').click();
  await expect(heading(page)).toHaveText('Where you stand');
  await addGoal(rows(page, 'Work on').first());
  const plan = page.getByRole('region', { name: 'Your plan' });
  await plan.getByLabel('First step').fill('Pair with Kim on the next review');
  await plan.getByLabel('By when').fill('2027-02-01');
  await plan.getByLabel('By when').blur();
  await page.evaluate(() => scrollTo(0, 0));
  await picture(page, 'result', 1260);
});
