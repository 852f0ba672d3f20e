import type { DecidedOn, ReadModel, SameNamed } from '@entente/read-model';
import type { AsOfResolver } from '../as-of/as-of.js';
import type { ApiContext } from '../loading/context.js';
import { DuplicatesQuery } from './duplicates.query.js';

const context = {
  loaders: {
    tree: async (_asOf: unknown, id: string) => ({ id, root: id, members: [id] }),
    mergedInto: async () => null,
  },
} as unknown as ApiContext;

/** The query over a read model that gives these answers, one after another; `left` are those that it was not asked for. */
function queryOf(...answers: readonly unknown[]) {
  const left = [...answers];
  const readModel = { ask: async () => left.shift() } as unknown as ReadModel;
  return {
    query: new DuplicatesQuery(readModel, { resolve: async () => ({}) } as unknown as AsOfResolver),
    left,
  };
}

const pair = (one: string, other: string): SameNamed => ({
  ids: [one, other],
  names: ['Même nom', 'Même nom'],
});
const idsOf = (found: Awaited<ReturnType<DuplicatesQuery['duplicateCandidates']>>) =>
  found.map(({ organizations }) => organizations.map(({ key }) => key));

describe('organisations that may be one', () => {
  it('are looked for after as many settled pairs as are read at once', async () => {
    const settled = Array.from({ length: 500 }, (_, index) => pair(`a${index}`, `b${index}`));
    const apart = settled.map(({ ids: [organizationId, other] }): DecidedOn => {
      return { organizationId, what: 'APART', others: [other], position: 9n };
    });
    const { query, left } = queryOf(settled, apart, [pair('c', 'd')], []);
    expect(idsOf(await query.duplicateCandidates(context))).toEqual([['c', 'd']]);
    expect(left).toEqual([]);
  });

  it('are read no further than they are asked for', async () => {
    const open = Array.from({ length: 500 }, (_, index) => pair(`a${index}`, `b${index}`));
    const { query, left } = queryOf(open, [], 'another page');
    expect(idsOf(await query.duplicateCandidates(context, null, 2))).toEqual([
      ['a0', 'b0'],
      ['a1', 'b1'],
    ]);
    expect(left).toEqual(['another page']);
  });

  it('are settled by who was told, of those alone that were there then', async () => {
    const began = (organizationId: string, position: bigint): DecidedOn => {
      return { organizationId, what: 'BEGAN', others: null, position };
    };
    const decided: readonly DecidedOn[] = [
      began('early', 1n),
      began('told', 2n),
      { organizationId: 'told', what: 'APART', others: null, position: 2n },
      began('late', 3n),
    ];
    const { query } = queryOf([pair('early', 'told'), pair('late', 'told')], decided);
    expect(idsOf(await query.duplicateCandidates(context))).toEqual([['late', 'told']]);
  });

  it('are as many as asked for by a name, each once, the same before the near', async () => {
    const known = [
      { organizationId: 'near', text: 'Institut du Quartz de Sherbrooke' },
      { organizationId: 'same', text: 'Institut du Quartz inc.' },
      { organizationId: 'same', text: 'Institut du Quartz' },
      { organizationId: 'near-too', text: 'Institut du Quartz de Bromont' },
    ];
    const ask = async (first?: number) =>
      (await queryOf(known).query.organizationsResembling(context, 'Institut du quartz', null, first)).map(
        ({ organization, likeness }) => `${organization.key} ${likeness}`,
      );
    expect(await ask()).toEqual(['same SAME', 'near NEAR', 'near-too NEAR']);
    expect(await ask(2)).toEqual(['same SAME', 'near NEAR']);
    await expect(ask(0)).rejects.toMatchObject({ refusal: { field: 'first' } });
  });
});
