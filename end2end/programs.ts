// Programs that a test starts, and folders that they write to. What is left behind is noted, and fails no test.

import type { ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder outside the project. */
export const folder = (name: string) => mkdtempSync(join(tmpdir(), `rungs-${name}-`));

/** Removes a folder. A program that has just ended may still write to it, so this tries again for a while. */
export async function remove(folder: string) {
  try {
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  } catch (error) {
    console.log(`note: ${folder} could not be removed: ${error}`);
  }
}

/** Ends a program that was started `detached`, with all that it has started, without any warning, and waits for that. */
export async function kill(program: ChildProcess) {
  const { pid } = program;
  if (pid === undefined) return;
  const ended = new Promise<void>((ended) => {
    if (program.exitCode !== null || program.signalCode !== null) ended();
    else program.once('exit', () => ended());
  });
  if (process.platform === 'win32') {
    program.kill('SIGKILL');
    return ended;
  }
  signal(pid, 'SIGKILL');
  await ended;
  // The rest of the group. Where nothing collects what has ended, it stays listed for ever.
  for (let tries = 0; signal(pid, 0) && tries < 50; tries++) await new Promise((later) => setTimeout(later, 20));
}

/** Sends a signal to a program and all that it has started; whether any of them is there. */
function signal(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

/** The first match in what a program writes to one of its streams. */
export function says(program: ChildProcess, pattern: RegExp, stream: 'stdout' | 'stderr' = 'stderr'): Promise<RegExpExecArray> {
  return new Promise((found, failed) => {
    let said = '';
    program[stream]!.on('data', (data) => {
      said += data;
      const match = pattern.exec(said);
      if (match) found(match);
    });
    program.once('error', failed);
    program.once('exit', (code) => failed(new Error(`the program ended with ${code}: ${said}`)));
  });
}
