// A plain static file server, as any host runs one: MIME types, a folder's index.html, the missing slash, 404.html.
// Tests put faults in by `alter`.

import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  /** After how many bytes the rest lets wait for it, and for what; if it does. */
  pause?: { at: number; until: Promise<unknown> };
}

/** Changes an answer on its way out; `null` breaks the connection. `path` is below the site's base, without query. */
export type Alter = (path: string, answer: Answer) => Answer | null | Promise<Answer | null>;

export interface Server {
  origin: string;
  alter: Alter;
  close(): Promise<void>;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
};

/** Serves `folder` under the path `base` of a free port on this machine. */
export async function serve(folder: string, base: string): Promise<Server> {
  const http = createServer((request, response) => void respond(request, response));
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  const server: Server = {
    origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    alter: (_, answer) => answer,
    close: () =>
      new Promise((closed) => {
        http.close(() => closed());
        http.closeAllConnections();
      }),
  };
  return server;

  async function respond(request: IncomingMessage, response: ServerResponse) {
    const { pathname } = new URL(request.url ?? '/', server.origin);
    const path = pathname.startsWith(base) ? decodeURIComponent(pathname.slice(base.length)) : null;
    const answer = path === null ? outside : await server.alter(path, await look(folder, base, path));
    if (!answer) return void response.destroy();
    const length = answer.headers['content-length'] ?? answer.body.length;
    response.writeHead(answer.status, { ...answer.headers, 'content-length': length });
    const { body, pause } = answer;
    response.write(body.subarray(0, pause?.at));
    if (pause) {
      await pause.until;
      response.write(body.subarray(pause.at));
    }
    // A body shorter than was announced: the connection breaks on the way.
    if (Number(length) > answer.body.length) setImmediate(() => response.destroy());
    else response.end();
  }
}

const outside: Answer = { status: 404, headers: { 'content-type': 'text/plain' }, body: Buffer.from('not this site') };

async function look(folder: string, base: string, path: string): Promise<Answer> {
  const plain = normalize('/' + path);
  const name = plain.endsWith('/') ? `${plain}index.html` : plain;
  const body = await read(join(folder, name));
  if (body) return { status: 200, headers: { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' }, body };
  if (await read(join(folder, plain, 'index.html'))) {
    return { status: 301, headers: { location: `${base}${path}/` }, body: Buffer.alloc(0) };
  }
  const missing = await read(join(folder, '404.html'));
  return { status: 404, headers: { 'content-type': TYPES['.html'] }, body: missing ?? Buffer.from('not found') };
}

async function read(path: string): Promise<Buffer | null> {
  return readFile(path).catch(() => null);
}
