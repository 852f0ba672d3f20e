#!/usr/bin/env node
import { EXIT } from './findings.js';
import { run } from './run.js';

// Such as an output that is closed before its end: 1 would say that the log was changed.
process.on('uncaughtException', ({ message }) => {
  process.stderr.write(`${message}\n`);
  process.exit(EXIT.undecided);
});

process.exitCode = run(process.argv.slice(2), {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
});
