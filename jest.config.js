import { availableParallelism } from 'node:os';
import { swc } from './test/support/swc-options.mjs';

const shared = {
  testEnvironment: 'node',
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  setupFiles: ['<rootDir>/test/support/as-deployed.mjs'],
  globalSetup: '<rootDir>/test/support/run-begins.mjs',
  globalTeardown: '<rootDir>/test/support/run-ends.mjs',
};

/** Each spec in a world of its own, with modules of its own. */
const apart = {
  ...shared,
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  moduleNameMapper: {
    '^@entente/(.+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
};

/**
 * Where many specs would take longer to load their modules than to run: those of a thread share them, and what a spec changes
 * of the world (`globalThis`, `process`) it puts back. TypeScript is read as it is in processes that tests start.
 */
const together = {
  ...shared,
  runner: 'jest-light-runner',
  setupFilesAfterEnv: ['<rootDir>/test/support/time-limits.mjs'],
};

/** In a thread the end of a process that lives for a moment is missed now and then. */
const STARTS_AND_KILLS = '**/embedded-postgres/server.spec.ts';

/** One project a tier: what needs nothing, the same against many more random histories, the event stores, and what starts the whole ledger. */
export default {
  // Many specs wait for servers more than they compute: on two cores three at once keep both busy, on many half of them are enough.
  maxWorkers: Math.max(3, Math.ceil(availableParallelism() / 2)),
  // Modules of specs that are over are never wholly let go: a process of a few gigabytes is slow, and begins anew.
  workerIdleMemoryLimit: '1500MB',
  // A database that starts on a busy disk takes longer than jest's five seconds.
  testTimeout: 30_000,
  testSequencer: '<rootDir>/test/support/long-first.mjs',
  projects: [
    {
      ...together,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/{apps,libs}/*/src/**/*.spec.ts',
        '!**/*.worlds.spec.ts',
        `!${STARTS_AND_KILLS}`,
        '<rootDir>/apps/launcher/*.spec.mjs',
      ],
    },
    { ...together, displayName: 'worlds', testMatch: ['<rootDir>/libs/*/src/**/*.worlds.spec.ts'] },
    { ...together, displayName: 'acceptance', testMatch: ['<rootDir>/test/acceptance/**/*.spec.ts'] },
    { ...apart, displayName: 'conformance', testMatch: ['<rootDir>/test/conformance/**/*.spec.ts'] },
    { ...apart, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.spec.ts'] },
    {
      ...apart,
      displayName: 'faults',
      testMatch: ['<rootDir>/test/faults/**/*.spec.ts', STARTS_AND_KILLS],
    },
    { ...apart, displayName: 'browser', testMatch: ['<rootDir>/test/browser/**/*.spec.ts'] },
  ],
};
