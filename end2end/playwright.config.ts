// How the browser tests run. `cargo xtask test` builds the sites and sets the environment; artifacts/ is git-ignored.

import { defineConfig } from '@playwright/test';
import { firefox, FIREFOX_SPECS } from './engines.ts';

const { FIREFOX, WEBKIT } = process.env;

export default defineConfig({
  testDir: '.',
  outputDir: 'artifacts/failures',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  // These end a test that hangs; how fast something is, speed.spec.ts measures. A machine that does other things, too, needs long.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  projects: [
    // In Firefox one page of a pair is as good as all of them.
    { name: 'pages', testIgnore: 'speed.spec.ts' },
    ...(FIREFOX ? [{ name: 'firefox', testMatch: FIREFOX_SPECS, grepInvert: / and .* opens by its address/, use: { browserName: 'firefox' as const, launchOptions: firefox(FIREFOX) } }] : []),
    ...(WEBKIT ? [{ name: 'webkit', testMatch: 'journeys.spec.ts' }] : []),
    { name: 'speed', testMatch: 'speed.spec.ts', dependencies: ['pages'] },
  ],
  reporter: [['list'], ['json', { outputFile: 'artifacts/results.json' }]],
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    viewport: { width: 1280, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM || undefined,
      // As root in a container, and with nothing of the browser's own on the network.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
