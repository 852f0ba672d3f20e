/**
 * Lets a child process of a test run the project's TypeScript as it stands: `node --import …/typescript-hooks.mjs file.ts`.
 * What jest's configuration does for specs, done for processes: `.js` means the `.ts` beside it, `@entente/x` is libs/x.
 */

import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';
import { swc } from './swc-options.mjs';

const root = new URL('../../', import.meta.url);
/** A spec's address ends with when it was loaded. */
const isTypeScript = (url) => /\.ts(\?|$)/.test(url);

registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith('@entente/')) {
      return next(new URL(`libs/${specifier.slice('@entente/'.length)}/src/index.ts`, root).href, context);
    }
    if (/^\.{1,2}\/.*\.js$/.test(specifier) && isTypeScript(context.parentURL ?? '')) {
      const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
      if (existsSync(source)) return next(source.href, context);
    }
    return next(specifier, context);
  },
  load(url, context, next) {
    if (!isTypeScript(url)) return next(url, context);
    const path = fileURLToPath(url);
    const { code } = transformSync(readFileSync(path, 'utf8'), { filename: path, ...swc });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
