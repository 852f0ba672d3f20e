#!/usr/bin/env node
import { serveEntries } from './entries-thread.js';
import { EXIT } from './findings.js';
import { run } from './run.js';

/** A thread is started in the time that some thousand events take. */
const FROM = 10_000;
/** As the package says: an older one lacks what some commands need. */
const OLDEST_NODE = 22;

// Such as an output that is closed before its end: 1 would say that the log was changed.
process.on('uncaughtException', ({ message }) => {
  process.stderr.write(`${message}\n`);
  process.exit(EXIT.undecided);
});

const [major = 0] = process.versions.node.split('.').map(Number);

if (major < OLDEST_NODE) {
  process.stderr.write(
    `entente-audit demande Node ${OLDEST_NODE} ou plus récent; celui-ci est ${process.version}. / entente-audit needs Node ${OLDEST_NODE} or later; this is ${process.version}.\n`,
  );
  process.exitCode = EXIT.usage;
} else if (!serveEntries())
  process.exitCode = run(process.argv.slice(2), {
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
    thread: { file: import.meta.filename, from: FROM },
  });
