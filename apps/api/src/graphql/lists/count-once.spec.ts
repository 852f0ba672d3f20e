import type { ReadModel } from '@entente/read-model';
import { countOnce } from './count-once.js';

const asOf = {
  validOn: '2025-01-28',
  position: 7n,
  knownAt: null,
  asHead: null,
  ledgerId: 'aec16a98',
  head: true,
  named: '',
};
const request = { list: 'agreements', sort: 'TITLE', filter: { kind: ['MOU'] } };

function readModelThat(answers: () => Promise<number>): { readModel: ReadModel; asked: () => number } {
  let asked = 0;
  const ask = () => {
    asked += 1;
    return answers();
  };
  const projected = async () => ({ version });
  return { readModel: { ask, projected } as unknown as ReadModel, asked: () => asked };
}
/** The version of the read model that answers. */
let version = 1;
const never = () => Promise.reject(new Error('the question is the read model’s to ask'));

describe('the count of a list', () => {
  it('is made once for its filter and dates, whatever its sort', async () => {
    const { readModel, asked } = readModelThat(async () => 9);
    expect(await countOnce(readModel, request, asOf, never)()).toBe(9);
    expect(await countOnce(readModel, { ...request, sort: 'END_DATE' }, asOf, never)()).toBe(9);
    expect(asked()).toBe(1);
  });

  it('is counted again at another position, on another day, for another filter and another list', async () => {
    const { readModel, asked } = readModelThat(async () => 9);
    await countOnce(readModel, request, asOf, never)();
    await countOnce(readModel, request, { ...asOf, position: 8n }, never)();
    await countOnce(readModel, request, { ...asOf, validOn: '2025-01-29' }, never)();
    await countOnce(readModel, { ...request, filter: {} }, asOf, never)();
    await countOnce(readModel, { ...request, list: 'expiring' }, asOf, never)();
    expect(asked()).toBe(5);
  });

  it('is counted again after a rebuild, which may have mended the rows', async () => {
    const { readModel, asked } = readModelThat(async () => 9);
    await countOnce(readModel, request, asOf, never)();
    version += 1;
    await countOnce(readModel, request, asOf, never)();
    expect(asked()).toBe(2);
  });

  it('is not remembered where it failed', async () => {
    const answers = [Promise.reject(new Error('gone')), Promise.resolve(3)];
    const { readModel } = readModelThat(() => answers.shift() ?? Promise.resolve(-1));
    await expect(countOnce(readModel, request, asOf, never)()).rejects.toThrow('gone');
    expect(await countOnce(readModel, request, asOf, never)()).toBe(3);
  });

  it('is made again by who waits for one that is given up', async () => {
    const counting = Promise.withResolvers<number>();
    const answers = [counting.promise, Promise.resolve(3)];
    const { readModel } = readModelThat(() => answers.shift() ?? Promise.resolve(-1));
    const first = countOnce(readModel, request, asOf, never)();
    const other = countOnce(readModel, request, asOf, never)();
    counting.reject(new Error('nobody waits for it'));
    await expect(first).rejects.toThrow('nobody waits for it');
    expect(await other).toBe(3);
    expect(await countOnce(readModel, request, asOf, never)()).toBe(3);
  });

  it('is forgotten when a thousand others were asked for since', async () => {
    const { readModel, asked } = readModelThat(async () => 9);
    for (let position = 0n; position <= 1_000n; position += 1n)
      await countOnce(readModel, request, { ...asOf, position }, never)();
    await countOnce(readModel, request, { ...asOf, position: 1_000n }, never)();
    expect(asked()).toBe(1_001);
    await countOnce(readModel, request, { ...asOf, position: 0n }, never)();
    expect(asked()).toBe(1_002);
  });
});
