// The engines beside Chromium that the tests run in, and what their drivers cannot do: one place for both.

import { rmSync } from 'node:fs';
import type { TestInfo } from '@playwright/test';
import { folder } from './programs.ts';

let made: string | undefined;

/** Where the Firefox of this process, which is one worker's, puts what it downloads: Playwright is not told of it, as this Firefox gives downloads no id. */
export function downloads(): string {
  if (!made) {
    const own = (made = folder('firefox-downloads'));
    process.once('exit', () => rmSync(own, { recursive: true, force: true }));
  }
  return made;
}

/** How Firefox is started, by Playwright and WebDriver BiDi. */
export const firefox = (executablePath: string) => ({
  channel: 'moz-firefox',
  executablePath,
  // The process that starts the workers reads this, too, and starts no browser.
  downloadsPath: process.env.TEST_PARALLEL_INDEX ? downloads() : undefined,
  args: [],
  firefoxUserPrefs: {
    // A desktop with a mouse: without a screen Firefox takes itself for one with neither.
    'ui.primaryPointerCapabilities': 6,
    'ui.allPointerCapabilities': 6,
    'ui.useOverlayScrollbars': 1,
    'widget.gtk.overlay-scrollbars.enabled': true,
    // Playwright cannot wait for pages that come from the cache of Back.
    'fission.bfcacheInParent': false,
    'browser.sessionhistory.max_total_viewers': 0,
    'browser.download.alwaysOpenPanel': false,
  },
});

/** The specs that run in Firefox: those about what engines do in ways of their own. The others are about our own files and words. */
export const FIREFOX_SPECS = ['journeys', 'features', 'print', 'keyboard', 'navigation', 'compare', 'preferences', 'data'].map((spec) => `${spec}.spec.ts`);

const NO_MEDIA = 'WebDriver BiDi has no command that sets the media type, the colours or the motion that a reader asks for';

/** What cannot be tried in Firefox: where, which tests, and why. */
const NOT_IN_FIREFOX: [spec: string, title: RegExp, reason: string][] = [
  ['print', /as a page to keep|what a reader has opened|on paper that is|two levels are printed/, NO_MEDIA],
  ['compare', /on paper, on its side/, NO_MEDIA],
  ['preferences', /less motion|forced colours/, NO_MEDIA],
  ['data', /a copy of one assessment/, 'what Playwright fills in makes no `change` in this Firefox, as what a person types does'],
  ['navigation', /a link within a page leads/, 'Playwright scrolls before this click, so Back does not lead to the top; the journey “Back and Forward” tries the place'],
  ['navigation', /copying/, 'Firefox lets no driver read the clipboard'],
  ['compare', /as a (Markdown table|link, which is copied)/, 'Firefox lets no driver read the clipboard'],
  ['compare', /as CSV/, 'this Firefox gives downloads no id, by which Playwright knows them; the journey “export and import” looks into the folder'],
];

/** Why a test cannot run in the engine of its project; nothing if it can. */
export function whyNot({ project, titlePath, file }: TestInfo): string | undefined {
  if (project.name !== 'firefox') return undefined;
  const title = titlePath.slice(1).join(' ');
  return NOT_IN_FIREFOX.find(([spec, which]) => file.endsWith(`/${spec}.spec.ts`) && which.test(title))?.[2];
}
