// The way of somebody who has the archive and nothing else: unpack it, make a ladder, serve it, see it.

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, expect, takenOver } from './fixtures.ts';
import { folder, kill, remove, says } from './programs.ts';

const ARCHIVE = process.env.RUNGS_ARCHIVE;

/** The most seconds that this may take a person; it is printed, and a busy machine fails no test. */
const AIM = 10;

const test = base.extend<{ began: number }>({
  began: async ({}, use) => use(performance.now()),
  server: async ({ began: _ }, use) => {
    const home = folder('archive');
    execFileSync('tar', ['-xzf', ARCHIVE!, '-C', home]);
    const rungs = join(home, readdirSync(home)[0]!, process.platform === 'win32' ? 'rungs.exe' : 'rungs');
    // Nothing of this machine helps the program.
    const options = { cwd: home, env: {} };
    execFileSync(rungs, ['init', 'ladder', '--yes'], { ...options, stdio: 'pipe' });
    const program = spawn(rungs, ['serve', 'ladder', '--port', '0'], { ...options, detached: true });
    const [, origin] = await says(program, /at (http:\/\/127\.0\.0\.1:\d+)\//, 'stdout');
    const close = async () => {
      await kill(program);
      await remove(home);
    };
    await use({ origin: origin!, alter: (_, answer) => answer, close });
    await close();
  },
});

test.skip(!ARCHIVE || !existsSync(ARCHIVE), 'RUNGS_ARCHIVE names no archive: write it with `cargo xtask package`');

test('from an empty folder with the archive to a page in the browser', async ({ page, began }) => {
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const seconds = (performance.now() - began) / 1000;
  console.log(`from the archive to a page: ${seconds.toFixed(1)} s (aim: ${AIM} s)`);
  await takenOver(page);
  await page.getByRole('main').getByRole('link', { name: /^Software Engineer/ }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Software Engineer');
});
