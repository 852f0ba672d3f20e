// The runner that gives specs no world of their own sets no time limits: here each test and each hook gets the one it asks for.
import { addEventHandler } from 'jest-circus';

const LIMIT_MS = 120_000;

/** Does what a test or hook does, unless it takes longer than its limit. */
function limited(fn, limitMs = LIMIT_MS) {
  return async () => {
    let timer;
    const late = new Promise((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`took longer than its ${limitMs} ms`)), limitMs);
    });
    try {
      return await Promise.race([fn(), late]);
    } finally {
      clearTimeout(timer);
    }
  };
}

addEventHandler((event, { currentDescribeBlock: { children, hooks } }) => {
  const made = { add_test: children, add_hook: hooks }[event.name]?.at(-1);
  if (made) made.fn = limited(made.fn, event.timeout);
});
