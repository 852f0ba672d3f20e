import type { Page, PageRequest } from '@entente/read-model';
import { countThose, pageOfThose, whileAwaited } from './flagged.js';

/** A list of 2,000, of which nobody is wanted, and how many batches of it were read; it is given up after some. */
function listGivenUpAfter(most: number) {
  let batches = 0;
  const all = async ({ first, after }: PageRequest): Promise<Page<string>> => {
    batches += 1;
    const from = after === null ? 0 : Number(after[0]) + 1;
    const rows = Array.from({ length: first }, (_none, n) => ({
      node: String(from + n),
      keys: [String(from + n)],
    }));
    return { rows, hasNextPage: from + first < 2_000 };
  };
  return {
    all: whileAwaited({ isGivenUp: () => batches >= most }, all),
    batches: () => batches,
  };
}
const nobody = async (): Promise<ReadonlySet<string>> => new Set();

describe('a walk through a list for those with a flag', () => {
  it('goes to the end where somebody waits for it', async () => {
    const { all, batches } = listGivenUpAfter(Infinity);
    expect(await countThose(nobody, all)).toBe(0);
    expect(batches()).toBe(4);
  });

  it('ends once the answer is given up', async () => {
    const refused = { refusal: { code: 'LIMIT_EXCEEDED', details: { limit: 'REQUEST_SECONDS', most: 10 } } };
    for (const walk of [
      ({ all }: ReturnType<typeof listGivenUpAfter>) => countThose(nobody, all),
      ({ all }: ReturnType<typeof listGivenUpAfter>) => pageOfThose(nobody, all, { first: 5, after: null }),
    ]) {
      const list = listGivenUpAfter(2);
      await expect(walk(list)).rejects.toMatchObject(refused);
      expect(list.batches()).toBe(2);
    }
  });
});
