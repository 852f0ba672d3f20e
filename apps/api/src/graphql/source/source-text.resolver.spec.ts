import type { AsOfResolver } from '../as-of/as-of.js';
import { RefusedError } from '../errors/refused-error.js';
import type { ApiContext } from '../loading/context.js';
import { SourceTextResolver } from './source-text.resolver.js';

const resolver = new SourceTextResolver({ ofEvent: async () => ({}) } as unknown as AsOfResolver, null);
const context = {
  loaders: {
    readsConfidential: true,
    deposit: async () => ({ text_lines: 6, deposit: { sha256: 'hash' } }),
    text: async () => 'a\nb\nc\nd\ne\nf',
  },
} as unknown as ApiContext;

async function numbers(from?: number | null, to?: number | null): Promise<unknown> {
  try {
    const lines = await resolver.lines({ key: 's0' }, context, from, to);
    return lines.map(({ number, text }) => `${number}${text}`).join(' ');
  } catch (error) {
    return error instanceof RefusedError ? error.refusal : error;
  }
}

describe('the lines of a source', () => {
  it('go from the first to the last by default, and to the end where fewer are there', async () => {
    expect(await numbers()).toBe('1a 2b 3c 4d 5e 6f');
    expect(await numbers(2, 3)).toBe('2b 3c');
    expect(await numbers(5, 9)).toBe('5e 6f');
    expect(await numbers(7, null)).toBe('');
    expect(await numbers(null, 1)).toBe('1a');
  });

  it.each([
    [0, null, 'from', { problem: 'NUMBER_TOO_SMALL', least: 1, value: 0 }],
    [null, 0, 'to', { problem: 'NUMBER_TOO_SMALL', least: 1, value: 0 }],
    [null, -1, 'to', { problem: 'NUMBER_TOO_SMALL', least: 1, value: -1 }],
    [5, 3, 'to', { problem: 'LINES_OUT_OF_ORDER', value: 3 }],
  ])('from %j to %j are refused, not cut', async (from, to, field, details) => {
    expect(await numbers(from, to)).toMatchObject({ code: 'VALIDATION_FAILED', field, details });
  });
});
