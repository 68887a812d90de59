// What a built site contains, read from its own files, so that no test repeats the ladder.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A run of text: a string where it is plain, else pieces of which some are marked. */
export type Text = string | (string | Record<string, unknown>)[];

export interface Point {
  text: Text;
  children?: Point[];
}

export interface Statement extends Point {
  id: string;
  topic?: string;
}

export interface Level {
  id: string;
  title: string;
  short?: string;
  track: string;
  summary?: string;
  inherits?: string;
  sections: { area: string; statements: Statement[] }[];
}

export interface Ladder {
  title: string;
  areas: { id: string; title: string; topics?: { id: string; title: string }[] }[];
  tracks: { id: string; title: string }[];
  levels: Level[];
}

/** A page: where it is below the site's base, what its file says. */
export interface Page {
  /** For test titles and files of screenshots. */
  name: string;
  path: string;
  html: string;
  title: string;
  level?: Level;
  pair?: [Level, Level];
  /** Says something about whoever looks at it: before the app runs it has only its heading. */
  isPersonal?: boolean;
}

/** The page of two levels side by side. */
export const pairPath = (left: Level, right: Level) => `compare/${left.id}/${right.id}/`;

/** The path of no page. */
export const MISSING = 'no/such/page';

/** The builds that `cargo xtask test` makes. */
export const DISTS = {
  root: { folder: process.env.RUNGS_DIST || resolve('../dist'), base: '/' },
  repo: { folder: process.env.RUNGS_DIST_REPO || resolve('../target/end2end/repo'), base: '/repo/' },
  panic: { folder: process.env.RUNGS_DIST_PANIC || resolve('../target/end2end/panic'), base: '/' },
};

export type Dist = keyof typeof DISTS;

export class Build {
  readonly folder: string;
  readonly base: string;
  readonly ladder: Ladder;

  constructor(dist: Dist) {
    ({ folder: this.folder, base: this.base } = DISTS[dist]);
    this.ladder = JSON.parse(embedded(this.read('index.html'))).ladder;
  }

  read(file: string): string {
    return this.bytes(file).toString();
  }

  bytes(file: string): Buffer {
    return readFileSync(join(this.folder, file));
  }

  /** Every file, by its path below the folder. */
  files(): string[] {
    const entries = readdirSync(this.folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return files.map((entry) => join(entry.parentPath, entry.name).slice(this.folder.length + 1)).sort();
  }

  /** The map, comparing, finding, assessing, the whole ladder, the page about the site, every level, every pair, and the page that was not found. */
  pages(): Page[] {
    return [
      this.page('map', ''),
      this.page('compare', 'compare/'),
      this.page('find', 'find/'),
      this.page('assess', 'assess/'),
      ...['rate', 'result', 'data', 'shared'].map((name) => ({ ...this.page(name, `assess/${name}/`), isPersonal: true })),
      this.page('whole', 'whole/'),
      this.page('about', 'about/'),
      ...this.ladder.levels.map((level) => ({ ...this.page(level.id, `levels/${level.id}/`), level })),
      ...this.pairs().map((pair) => ({ ...this.page(pair.map(({ id }) => id).join(' and '), pairPath(...pair)), pair })),
      this.page('404', MISSING, '404.html'),
    ];
  }

  /** Every two levels, in ladder order: they are few enough. */
  pairs(): [Level, Level][] {
    const { levels } = this.ladder;
    return levels.flatMap((left, at) => levels.slice(at + 1).map((right): [Level, Level] => [left, right]));
  }

  /** Two levels of which neither builds on the other, as high as each other. */
  apart(): [Level, Level] {
    const base = (level: Level) => level.inherits;
    const apart = this.pairs().filter(([left, right]) => left.track !== right.track && base(left) === base(right));
    if (!apart.length) throw new Error('the ladder has no levels beside each other');
    return apart.at(-1)!;
  }

  /** One page of each kind. */
  samples(): Page[] {
    const apart = pairPath(...this.apart());
    return this.pages().filter(({ level, pair, path }) => (level ? level.id === this.middle().id : !pair || path === apart));
  }

  /** The files of the program that a page needs beside the main one, by path below the site, with their hashes. */
  parts(path: string): { path: string; integrity: string }[] {
    const [, list] = / data-parts="([^"]*)"/.exec(this.read(`${path}index.html`))!;
    return [...list.matchAll(/(\S+) (\S+)/g)].map(([, url, integrity]) => ({ path: url.slice(this.base.length), integrity }));
  }

  private page(name: string, path: string, file = `${path}index.html`): Page {
    const html = this.read(file);
    return { name, path, html, title: unescape(/<title>(.*?)<\/title>/s.exec(html)?.[1] ?? '') };
  }

  /** A level with levels above and below it, so that it shows every part that a level's page can have. */
  middle(): Level {
    const { levels } = this.ladder;
    const middle = levels.find((level) => level.inherits && levels.some((above) => above.inherits === level.id));
    if (!middle) throw new Error('the ladder has no level between two others');
    return middle;
  }

  level(id: string | undefined): Level {
    const level = this.ladder.levels.find((level) => level.id === id);
    if (!level) throw new Error(`the ladder has no level ${id}`);
    return level;
  }

  /** The one file of the site whose path begins and ends so, with a hash in between. */
  file(begins: string, ends: string): string {
    const found = this.files().filter((file) => file.startsWith(begins) && file.endsWith(ends));
    if (found.length !== 1) throw new Error(`${found.length} files ${begins}…${ends} in ${this.folder}`);
    return found[0];
  }
}

export const root = new Build('root');

export const statements = (level: Level) => level.sections.flatMap((section) => section.statements);

/** The statements of a level by their topic. */
export function byTopic(level: Level): Map<string, Statement[]> {
  const groups = new Map<string, Statement[]>();
  for (const statement of statements(level)) {
    const topic = statement.topic ?? '';
    groups.set(topic, [...(groups.get(topic) ?? []), statement]);
  }
  return groups;
}

/** Every run of words of a statement, in reading order, with its points. */
export function words(point: Point): string[] {
  return [plain(point.text), ...(point.children ?? []).flatMap(words)];
}

/** Text as it reads, without marks, white space folded. */
export function plain(text: Text): string {
  const piece = (part: unknown): string => {
    if (typeof part === 'string') return part;
    if (Array.isArray(part)) return part.map(piece).join('');
    const [[mark, inner]] = Object.entries(part as Record<string, unknown>);
    return piece(mark === 'link' ? (inner as { text: Text }).text : inner);
  };
  return fold(piece(text));
}

export const fold = (text: string) => text.replace(/\s+/g, ' ').trim();

/** The JSON that a page carries for the app. */
export function embedded(html: string): string {
  const json = /<script[^>]*\bid="?ladder"?[^>]*>(.*?)<\/script>/s.exec(html)?.[1];
  if (!json) throw new Error('the page carries no ladder');
  return json;
}

export function unescape(html: string): string {
  const characters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return html.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => characters[name]);
}
