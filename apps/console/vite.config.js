import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const domain = fileURLToPath(new URL('../../libs/domain/src/index.ts', import.meta.url));

/** The console in one folder, beside the built apps: nothing of it comes from elsewhere. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  resolve: { alias: { '@entente/domain': domain } },
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    target: 'es2022',
    // Everything is a file of its own, so that the page's policy need allow no more than its origin.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // The domain has no side effects: what a page does not use of it is not sent.
      treeshake: { moduleSideEffects: (id) => !id.includes('/libs/domain/') },
      onLog: (level, log, handle) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
    },
  },
  // For `npm run dev:console` beside a ledger that runs: its URL, and a token to ask it with.
  server: {
    proxy: Object.fromEntries(
      ['/graphql', '/session', '/sources/file', '/imports'].map((path) => [
        path,
        {
          target: process.env.ENTENTE_URL ?? 'http://127.0.0.1:4000',
          ws: path === '/graphql',
          ...(process.env.ENTENTE_TOKEN && {
            headers: { authorization: `Bearer ${process.env.ENTENTE_TOKEN}` },
          }),
        },
      ]),
    ),
  },
});
