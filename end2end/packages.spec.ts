// The packages for npm and PyPI: each is installed into an empty folder, without a network, and writes the site that the program writes.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import { folder, remove } from './programs.ts';
import { root } from './site.ts';

const PACKAGES = process.env.RUNGS_PACKAGES || '';

/** The files of a folder whose names are so. */
const named = (folder: string, pattern: RegExp) =>
  existsSync(folder) ? readdirSync(folder).filter((name) => pattern.test(name)).map((name) => join(folder, name)) : [];

/** Whether a program of this machine can be run. */
function runs(program: string, ...args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

/** Builds a site from the example ladder with what is installed in `home`, and compares it with the one under test. */
function builds(home: string, rungs: string) {
  const run = (...args: string[]) => execFileSync(rungs, args, { cwd: home, stdio: 'pipe' });
  run('init', 'ladder', '--yes');
  run('build', 'ladder', '-o', 'site');
  for (const name of ['index.html', 'levels/cto/index.html', '404.html']) {
    expect(existsSync(join(home, 'site', name)), name).toBe(true);
  }
  const program = root.file('app-', 'rungs-app_bg.wasm');
  expect(readFileSync(join(home, 'site', program)).equals(root.bytes(program))).toBe(true);
}

test('the packages for npm are installed without a script and build a site', async () => {
  const packages = named(join(PACKAGES, 'npm'), new RegExp(`^rungs-(${process.platform}-${process.arch}-)?\\d.*\\.tgz$`));
  test.skip(packages.length !== 2, 'RUNGS_PACKAGES has no packages for npm: write them with `cargo xtask package`');
  test.skip(!runs('npm', '--version'), 'npm is missing: it comes with Node.js, https://nodejs.org');
  const home = folder('npm');
  execFileSync('npm', ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', ...packages], { cwd: home, stdio: 'pipe' });
  expect(readdirSync(join(home, 'node_modules')).filter((name) => name.startsWith('rungs'))).toEqual(['rungs', `rungs-${process.platform}-${process.arch}`]);
  const rungs = join(home, 'node_modules', '.bin', 'rungs');
  builds(home, rungs);
  // The end of the program is the end of the launcher.
  const failed = () => execFileSync(rungs, ['check', 'nowhere'], { cwd: home, stdio: 'pipe' });
  expect(failed).toThrow(expect.objectContaining({ status: 2 }));
  await remove(home);
});

test('the wheel is installed and builds a site', async () => {
  const [wheel] = named(PACKAGES, /^rungs-.*\.whl$/);
  test.skip(!wheel, 'RUNGS_PACKAGES has no wheel: write it with `pip install maturin` and `cargo xtask package --wheel`');
  test.skip(!runs('python3', '-m', 'venv', '--help'), 'python3 with venv is missing: on Debian and Ubuntu `apt-get install python3-venv`');
  const home = folder('wheel');
  execFileSync('python3', ['-m', 'venv', join(home, 'python')], { stdio: 'pipe' });
  execFileSync(join(home, 'python', 'bin', 'pip'), ['install', '--no-index', '--quiet', wheel!], { stdio: 'pipe' });
  builds(home, join(home, 'python', 'bin', 'rungs'));
  await remove(home);
});
