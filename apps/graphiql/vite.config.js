import { defineConfig } from 'vite';

/** The page in one folder, beside the built apps: nothing of it comes from elsewhere. */
export default defineConfig({
  root: import.meta.dirname,
  // The ledger serves the console at `/`.
  base: '/graphiql/',
  build: {
    outDir: '../../dist/graphiql',
    emptyOutDir: true,
    // Fonts and workers stay files of their own, so that the page's policy need not allow more than its origin.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 8_000,
    reportCompressedSize: false,
    rolldownOptions: {
      // "use client" in the libraries says nothing to a bundle that is all client.
      onLog: (level, log, handle) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
    },
  },
  worker: { format: 'es' },
});
