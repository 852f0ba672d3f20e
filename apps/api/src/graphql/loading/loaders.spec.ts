import type { EventStore } from '@entente/event-store';
import type { Caller } from '@entente/access';
import type { StreamReader, Vault } from '@entente/ledger';
import type { ReadModel } from '@entente/read-model';
import { RefusedError } from '../errors/refused-error.js';
import { createBudget } from '../limits/budget.js';
import { createLoaders } from './loaders.js';

const known = new Date('2025-04-17T12:00:00Z');

/** The loaders of an operation, over a read model that knows when each position was known. */
function loadersOver(times: ReadonlyMap<bigint, Date>) {
  const readModel = { ask: async () => times } as unknown as ReadModel;
  return createLoaders(
    {
      readModel,
      vault: {} as Vault,
      reader: {} as StreamReader,
      store: {} as EventStore,
      access: { namesOf: async () => new Map() },
    },
    null,
    { cache: true, budget: createBudget() },
  );
}

describe('since when something is known', () => {
  it('is the ledger’s knowledge time at the position that a row names', async () => {
    expect(await loadersOver(new Map([[7n, known]])).knownSince('7')).toEqual(known);
  });

  it('fails where a row names a position up to which there is no event', async () => {
    await expect(loadersOver(new Map()).knownSince('7')).rejects.toThrow('position 7');
  });
});

describe('what is loaded', () => {
  it('is one promise for all who ask before its statement goes out, and one statement for all who ask ever', async () => {
    let statements = 0;
    const answer = async () => {
      statements += 1;
      return (id: string) => [{ organization_id: id }];
    };
    const readModel = { ask: answer } as unknown as ReadModel;
    const access = { namesOf: async () => new Map() };
    const sources = {
      readModel,
      vault: {} as Vault,
      reader: {} as StreamReader,
      store: {} as EventStore,
      access,
    };
    const { names } = createLoaders(sources, null, { cache: true, budget: createBudget() });
    const asOf = { validOn: '2025-01-28', position: 7n };

    const [one, again, later] = [names(asOf, 'a'), names(asOf, 'a'), names({ ...asOf, position: 8n }, 'a')];
    expect(one).toBe(again);
    expect(one).not.toBe(later);
    expect(await one).toEqual(await later);
    expect(await names(asOf, 'a')).toBe(await one);
    expect(statements).toBe(2);
  });
});

describe('the texts of sources', () => {
  const LENGTH = 1_000;
  const auditor = { role: 'auditor' } as unknown as Caller;

  /** The loaders of an operation that may answer with so many characters, and which texts the vault has opened. */
  function loadersOf(mostCharacters: number) {
    const opened: string[] = [];
    const documents = async (hashes: readonly string[]) => {
      opened.push(...hashes);
      return new Map(hashes.map((hash) => [hash, { state: 'OPENED', bytes: Buffer.alloc(LENGTH, 'x') }]));
    };
    const sources = {
      readModel: {} as ReadModel,
      vault: { documents } as unknown as Vault,
      reader: {} as StreamReader,
      store: {} as EventStore,
      access: { namesOf: async () => new Map<string, string>() },
    };
    const budget = createBudget(1_000, mostCharacters);
    return { ...createLoaders(sources, auditor, { cache: true, budget }), budget, opened };
  }

  it('are opened a few at a time, and no more of them than an answer may hold; it is given up once', async () => {
    const { text, budget, opened } = loadersOf(20 * LENGTH);
    const asked = await Promise.allSettled(Array.from({ length: 200 }, (_, index) => text(`hash-${index}`)));
    const refusals = asked.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []));
    expect(refusals).toEqual([expect.any(RefusedError)]);
    expect((refusals[0] as RefusedError).refusal).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      details: { limit: 'ANSWER_CHARACTERS', most: 20 * LENGTH },
    });
    expect(opened).toHaveLength(24);
    expect(budget.exceeded).toBe(true);
    expect(await text('another')).toBeNull();
    expect(opened).toHaveLength(24);
  });

  it('are charged each time that one is asked for, however often it was opened', async () => {
    const { text, opened } = loadersOf(3 * LENGTH);
    const thrice = await Promise.all([text('one'), text('one'), text('one')]);
    expect(thrice.map((one) => one?.length)).toEqual([LENGTH, LENGTH, LENGTH]);
    await expect(text('one')).rejects.toThrow(RefusedError);
    expect(opened).toEqual(['one']);
  });
});
