import type { Ledger } from '@entente/ledger';
import { systemClock } from '@entente/platform';
import { ProjectionBehindError, type ReadModel } from '@entente/read-model';
import type { Cursor } from '../lists/page.js';
import type { ApiContext } from '../loading/context.js';
import { AsOfResolver } from './as-of.js';

const ledgerId = 'aec16a98-1b9d-4e6f-9d53-0d1c7a9b8f10';
const SETTLED = '2026-01-01T00:00:00.000Z';
const SOON = '2999-01-01T00:00:00.000Z';
const cursor: Cursor = {
  list: 'agreements',
  sort: 'TITLE',
  filter: '',
  validOn: '2025-01-28',
  position: 'aec16a98-000000000000001f',
  asHead: null,
  key: ['a'],
};

/** What node ids say of the dates of the cursor, which are not those of the present. */
const NAMED = '@2025-01-28@aec16a98-000000000000001f';

const head = 0x20n;

/** Dates over a read model whose head is 0x20, which is what every instant but an old one stands for. */
function dates() {
  const waited: bigint[] = [];
  const readModel = {
    positionKnownAt: async (instant: Date) => {
      const settled = instant < new Date(SETTLED);
      return { position: settled ? 0x1fn : head, settled };
    },
    waitFor: async (position: bigint) => {
      waited.push(position);
      if (position > head) throw new ProjectionBehindError(position, head);
    },
  } as unknown as ReadModel;
  const ledger = { identity: { ledgerId, timeZone: 'America/Toronto' } } as unknown as Ledger;
  const context = { caller: null, loaders: { head: async () => head } } as unknown as ApiContext;
  const resolver = new AsOfResolver(readModel, ledger, systemClock);
  return {
    waited,
    resolve: (asked: object | null, at: Cursor | null) => resolver.resolve(asked, context, at),
    resolveForLog: (at: Cursor | null) => resolver.resolveForLog(context, at),
    /** A list below an object that was asked for so. */
    resolveBelow: async (asked: object | null, at: Cursor) =>
      resolver.resolveBelow(await resolver.resolve(asked, context), at),
  };
}

describe('a list that goes on', () => {
  it('goes on at the dates of its cursor, once they are projected', async () => {
    const { resolve, waited } = dates();
    expect(await resolve(null, cursor)).toEqual({
      validOn: '2025-01-28',
      position: 0x1fn,
      knownAt: null,
      asHead: null,
      ledgerId,
      head: false,
      named: NAMED,
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
    const begun = { ...cursor, asHead: SOON };
    const wanted = {
      validOn: '2025-01-28',
      position: 0x1fn,
      knownAt: null,
      asHead: SOON,
      ledgerId,
      head: false,
      named: NAMED,
    };
    expect(await dates().resolve({ knownAt: SOON }, begun)).toEqual(wanted);
    expect(await dates().resolve({ knownAt: '2998-12-31T19:00:00-05:00' }, begun)).toMatchObject(wanted);
    expect(await dates().resolve(null, begun)).toEqual(wanted);
  });

  it.each([
    ['instant', { knownAt: '2998-01-01T00:00:00Z' }],
    ['position', { position: 'aec16a98-0000000000000020' }],
    ['day', { validOn: '2025-01-29' }],
  ])('is CURSOR_INVALID at another %s', async (_what, asked) => {
    await expect(dates().resolve(asked, { ...cursor, asHead: SOON })).rejects.toMatchObject({
      refusal: { code: 'CURSOR_INVALID' },
    });
  });
});

describe('an answer', () => {
  it('is as known at the instant asked for once that has settled, else at that of the head', async () => {
    expect(await dates().resolve({ knownAt: '2025-12-31T00:00:00Z' }, null)).toMatchObject({
      position: 0x1fn,
      knownAt: '2025-12-31T00:00:00Z',
      asHead: null,
    });
    expect(await dates().resolve({ knownAt: SOON }, null)).toMatchObject({
      position: head,
      knownAt: null,
      asHead: SOON,
    });
  });
});

describe('a list below an object', () => {
  const day = { validOn: '2025-01-28' };
  const invalid = { refusal: { code: 'CURSOR_INVALID', field: 'after' } };

  it('goes on where it was begun when the object is asked for at the head, which has moved', async () => {
    const wanted = { ...day, position: 0x1fn, knownAt: null, ledgerId, head: false, named: NAMED };
    expect(await dates().resolveBelow(day, cursor)).toEqual({ ...wanted, asHead: null });
    const begun = { ...cursor, asHead: SOON };
    expect(await dates().resolveBelow({ ...day, knownAt: SOON }, begun)).toEqual({
      ...wanted,
      asHead: SOON,
    });
    const other = { ...cursor, asHead: '2998-01-01T00:00:00Z' };
    expect(await dates().resolveBelow({ ...day, knownAt: SOON }, other)).toMatchObject(wanted);
  });

  it('goes on where it was begun when its instant stood for the head, and has settled since', async () => {
    const knownAt = '2025-12-31T23:59:55Z';
    const begun = { ...cursor, asHead: knownAt, position: 'aec16a98-0000000000000020' };
    const { waited, resolveBelow } = dates();
    expect(await resolveBelow({ ...day, knownAt }, begun)).toMatchObject({
      position: head,
      asHead: knownAt,
      knownAt: null,
    });
    expect(waited).toEqual([head]);
  });

  it('goes on at the dates of the object', async () => {
    const asked = { ...day, position: 'aec16a98-000000000000001f' };
    expect(await dates().resolveBelow(asked, cursor)).toMatchObject({ ...day, position: 0x1fn });
  });

  it.each([
    ['day', { validOn: '2025-01-29' }, cursor],
    ['position', { ...day, position: 'aec16a98-0000000000000020' }, cursor],
    [
      'settled instant',
      { ...day, knownAt: '2025-12-31T00:00:00Z' },
      { ...cursor, position: 'aec16a98-000000000000001e' },
    ],
    ['ledger', day, { ...cursor, position: '0b5a1f62-000000000000001f' }],
    ['head, which is before it', day, { ...cursor, position: 'aec16a98-0000000000000021' }],
  ])('is CURSOR_INVALID at another %s', async (_what, asked, at) => {
    await expect(dates().resolveBelow(asked, at)).rejects.toMatchObject(invalid);
  });
});

describe('a list of the log', () => {
  it('goes on to the head', async () => {
    expect(await dates().resolveForLog(cursor)).toMatchObject({ position: head });
    expect(await dates().resolveForLog(null)).toMatchObject({ position: head });
  });

  it('waits for the head of its cursor', async () => {
    const ahead = { ...cursor, position: 'aec16a98-0000000000000021' };
    await expect(dates().resolveForLog(ahead)).rejects.toMatchObject({
      refusal: { code: 'PROJECTION_BEHIND' },
    });
  });

  it('is CURSOR_INVALID with a cursor of another ledger', async () => {
    const foreign = { ...cursor, position: '0b5a1f62-000000000000001f' };
    await expect(dates().resolveForLog(foreign)).rejects.toMatchObject({
      refusal: { code: 'CURSOR_INVALID' },
    });
  });
});
