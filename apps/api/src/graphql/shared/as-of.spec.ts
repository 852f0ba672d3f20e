import type { Ledger } from '@entente/ledger';
import { systemClock } from '@entente/platform';
import { ProjectionBehindError, type ReadModel } from '@entente/read-model';
import { AsOfResolver } from './as-of.js';
import type { ApiContext } from './context.js';
import type { Cursor } from './page.js';

const ledgerId = 'aec16a98-1b9d-4e6f-9d53-0d1c7a9b8f10';
const SOON = '2999-01-01T00:00:00.000Z';
const cursor: Cursor = {
  list: 'agreements',
  sort: 'TITLE',
  filter: '',
  validOn: '2025-01-28',
  position: 'aec16a98-000000000000001f',
  knownAt: null,
  key: ['a'],
};

/** Dates over a read model whose head is 0x20, which is what every instant stands for. */
function dates() {
  const head = 0x20n;
  const waited: bigint[] = [];
  const readModel = {
    positionKnownAt: async () => head,
    waitFor: async (position: bigint) => {
      waited.push(position);
      if (position > head) throw new ProjectionBehindError(position, head);
    },
  } as unknown as ReadModel;
  const ledger = { identity: { ledgerId, timeZone: 'America/Toronto' } } as unknown as Ledger;
  const context = { caller: null, loaders: { head: async () => head } } as unknown as ApiContext;
  const resolver = new AsOfResolver(readModel, ledger, systemClock);
  return { waited, resolve: (asked: object | null, at: Cursor) => resolver.resolve(asked, context, at) };
}

describe('a list that goes on', () => {
  it('goes on at the dates of its cursor, once they are projected', async () => {
    const { resolve, waited } = dates();
    expect(await resolve(null, cursor)).toEqual({
      validOn: '2025-01-28',
      position: 0x1fn,
      knownAt: null,
      ledgerId,
    });
    expect(waited).toEqual([0x1fn]);
  });

  it('is CURSOR_INVALID with a cursor of another ledger', async () => {
    const foreign = { ...cursor, position: '0b5a1f62-000000000000001f' };
    await expect(dates().resolve(null, foreign)).rejects.toMatchObject({
      refusal: { code: 'CURSOR_INVALID', field: 'after' },
    });
  });

  it('is PROJECTION_BEHIND at a position that does not come', async () => {
    const ahead = { ...cursor, position: 'aec16a98-ffffffffffffffff' };
    await expect(dates().resolve(null, ahead)).rejects.toMatchObject({
      refusal: { code: 'PROJECTION_BEHIND' },
    });
  });

  it('goes on where it was begun when the instant asked for stands for a later head by now', async () => {
    const begun = { ...cursor, knownAt: SOON };
    const wanted = { validOn: '2025-01-28', position: 0x1fn, ledgerId };
    expect(await dates().resolve({ knownAt: SOON }, begun)).toEqual({ ...wanted, knownAt: SOON });
    expect(await dates().resolve({ knownAt: '2998-12-31T19:00:00-05:00' }, begun)).toMatchObject(wanted);
    expect(await dates().resolve(null, begun)).toEqual({ ...wanted, knownAt: SOON });
  });

  it.each([
    ['instant', { knownAt: '2998-01-01T00:00:00Z' }],
    ['position', { position: 'aec16a98-0000000000000020' }],
    ['day', { validOn: '2025-01-29' }],
  ])('is CURSOR_INVALID at another %s', async (_what, asked) => {
    await expect(dates().resolve(asked, { ...cursor, knownAt: SOON })).rejects.toMatchObject({
      refusal: { code: 'CURSOR_INVALID' },
    });
  });
});
