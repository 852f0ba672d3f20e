import type { Db } from './as-of.js';
import { inTurns } from './in-turns.js';

const db = {} as Db;

interface Sent {
  readonly ids: readonly string[];
  readonly asked: string;
  answer(): void;
  fail(error: Error): void;
}

/** A question that is answered when the test says so. */
function asking(most?: number) {
  const sent: Sent[] = [];
  const ask = inTurns<string, { readonly id: string; readonly of: string }>(
    (_db, ids, asked) => {
      const { promise, resolve, reject } = Promise.withResolvers<{ id: string; of: string }[]>();
      sent.push({
        ids,
        asked,
        answer: () => resolve(ids.map((id) => ({ id, of: asked }))),
        fail: reject,
      });
      return promise;
    },
    { idOf: ({ id }) => id, nameOf: (asked) => asked, ...(most !== undefined && { most: () => most }) },
  );
  return { sent, ask: (ids: readonly string[], asked = 'today') => ask(db, ids, asked) };
}

/** Lets whatever is ready go on. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const idsOf = (sent: readonly Sent[]): unknown => sent.map(({ ids }) => ids);

describe('questions that come while the same one is under way', () => {
  it('go together in the next statement, each id once, and each asker gets its own rows', async () => {
    const { sent, ask } = asking();
    const asked = [ask(['a']), ask(['b', 'c']), ask(['c', 'd']), ask(['a'])];
    expect(idsOf(sent)).toEqual([['a']]);
    sent[0]?.answer();
    await turn();
    expect(idsOf(sent)).toEqual([['a'], ['b', 'c', 'd', 'a']]);
    const late = ask(['e']);
    sent[1]?.answer();
    await turn();
    sent[2]?.answer();
    const rows = await Promise.all([...asked, late]);
    expect(rows.map((of) => of.map(({ id }) => id))).toEqual([['a'], ['b', 'c'], ['c', 'd'], ['a'], ['e']]);
    expect(idsOf(sent)).toEqual([['a'], ['b', 'c', 'd', 'a'], ['e']]);
  });

  it('are sent at once when nothing is under way any more, and when they are asked of other dates', async () => {
    const { sent, ask } = asking();
    const first = ask(['a']);
    const other = ask(['a'], 'another day');
    expect(sent).toHaveLength(2);
    for (const one of sent) one.answer();
    expect([await first, await other]).toEqual([
      [{ id: 'a', of: 'today' }],
      [{ id: 'a', of: 'another day' }],
    ]);
    await turn();
    const again = ask(['a']);
    expect(sent).toHaveLength(3);
    sent[2]?.answer();
    expect(await again).toEqual([{ id: 'a', of: 'today' }]);
  });

  it('do not wait with more ids than may go together', async () => {
    const { sent, ask } = asking(2);
    const asked = [ask(['a']), ask(['b']), ask(['c', 'd']), ask(['e', 'f', 'g'])];
    expect(idsOf(sent)).toEqual([['a'], ['c', 'd'], ['e', 'f', 'g']]);
    for (const one of sent) one.answer();
    await turn();
    sent[3]?.answer();
    expect((await Promise.all(asked)).flat().map(({ id }) => id)).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
      'f',
      'g',
    ]);
  });

  it('are not failed by the statement before theirs, and fail together with their own', async () => {
    const { sent, ask } = asking();
    const [first, ...others] = [ask(['a']), ask(['b']), ask(['c'])];
    sent[0]?.fail(new Error('the first'));
    await expect(first).rejects.toThrow('the first');
    await turn();
    expect(idsOf(sent)).toEqual([['a'], ['b', 'c']]);
    const both = Promise.allSettled(others);
    sent[1]?.fail(new Error('the second'));
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await turn();
    const after = ask(['d']);
    sent[2]?.answer();
    expect(await after).toEqual([{ id: 'd', of: 'today' }]);
  });
});
