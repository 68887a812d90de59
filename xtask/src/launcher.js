#!/usr/bin/env node
// Runs the program for this machine, which npm has installed beside this package.
'use strict';

const { spawnSync } = require('node:child_process');

const name = `rungs-${process.platform}-${process.arch}`;
let program;
try {
  program = require.resolve(`${name}/${process.platform === 'win32' ? 'rungs.exe' : 'rungs'}`);
} catch {
  console.error(`error: there is no ${name} here: install rungs without --omit=optional; if there is no such package, take an archive of the release`);
  process.exit(2);
}
const { status, signal, error } = spawnSync(program, process.argv.slice(2), { stdio: 'inherit' });
if (error) {
  console.error(`error: ${program} cannot be run: ${error.message}`);
  process.exit(2);
}
if (signal) process.kill(process.pid, signal);
else process.exit(status);
