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

/** One file with libs/proof, libs/replay and libs/time-stamp in it; `canonicalize` alone is installed beside it. */
export default defineConfig({
  root: import.meta.dirname,
  resolve: {
    alias: Object.fromEntries(
      ['proof', 'replay', 'time-stamp'].map((lib) => [
        `@entente/${lib}`,
        join(project, `libs/${lib}/src/index.ts`),
      ]),
    ),
  },
  ssr: { noExternal: true, external: ['canonicalize'] },
  build: {
    ssr: 'src/main.ts',
    outDir: join(project, 'dist/audit'),
    emptyOutDir: true,
    target: 'node20',
    rollupOptions: { output: { entryFileNames: 'entente-audit.mjs' } },
  },
  plugins: [packaged],
});
