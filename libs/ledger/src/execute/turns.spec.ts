import { createTurns } from './turns.js';

/** Work that begins when its turn comes and ends when the test says so. */
function work(begun: string[], name: string) {
  const end = Promise.withResolvers<string>();
  return {
    end: () => end.resolve(name),
    fail: () => end.reject(new Error(name)),
    run: () => {
      begun.push(name);
      return end.promise;
    },
  };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('a turn on a stream', () => {
  it('comes when the one before has ended, in the order of arrival, also when that failed', async () => {
    const inTurn = createTurns();
    const begun: string[] = [];
    const [one, two, three] = ['one', 'two', 'three'].map((name) => work(begun, name)) as [
      ReturnType<typeof work>,
      ReturnType<typeof work>,
      ReturnType<typeof work>,
    ];
    const done = [one, two, three].map(({ run }) => inTurn('agreement-a', run));
    await settle();
    expect(begun).toEqual(['one']);
    one.fail();
    await expect(done[0]).rejects.toThrow('one');
    await settle();
    expect(begun).toEqual(['one', 'two']);
    two.end();
    three.end();
    expect(await Promise.all(done.slice(1))).toEqual(['two', 'three']);
  });

  it('is not waited for on another stream', async () => {
    const inTurn = createTurns();
    const begun: string[] = [];
    const here = work(begun, 'here');
    const there = work(begun, 'there');
    const done = [inTurn('agreement-a', here.run), inTurn('agreement-b', there.run)];
    await settle();
    expect(begun).toEqual(['here', 'there']);
    here.end();
    there.end();
    await Promise.all(done);
  });

  it('is taken without waiting for ever', async () => {
    const inTurn = createTurns(1);
    const begun: string[] = [];
    const stuck = work(begun, 'stuck');
    const next = work(begun, 'next');
    const first = inTurn('agreement-a', stuck.run);
    next.end();
    expect(await inTurn('agreement-a', next.run)).toBe('next');
    stuck.end();
    expect(await first).toBe('stuck');
  });
});
