import type { Pool } from 'pg';
import { lastEventOf } from './last-event.js';

const LAST = { id: 'e', stream: 'agreement-a', revision: 3, position: '41', hash: 'h' };

/** A database whose live version is the next of some each time that it is asked; only tables of the last one are there. */
function databaseOf(...live: readonly number[]): Pool {
  const versions = [...live];
  const last = live.at(-1);
  return {
    query: async (asked: string | { readonly text: string }) => {
      if (typeof asked !== 'string') {
        const version = versions.length > 1 ? versions.shift() : versions[0];
        return { rows: [{ version, position: '41' }] };
      }
      if (last === 0 || !asked.includes(`read_model_v${last}.event`))
        throw Object.assign(new Error('relation does not exist'), { code: '42P01' });
      return { rows: [LAST] };
    },
  } as unknown as Pool;
}

describe('the last event of the read model', () => {
  it('is that of the version that has taken the place of the one that was asked', async () => {
    expect(await lastEventOf(databaseOf(1, 2))).toEqual({ ...LAST, position: 41n });
  });

  it('is an error where the tables of the version that answers are gone', async () => {
    await expect(lastEventOf(databaseOf(0))).rejects.toThrow('relation does not exist');
  });
});
