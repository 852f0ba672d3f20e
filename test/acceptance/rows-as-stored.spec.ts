import fc from 'fast-check';
import { Client } from 'pg';
import { asText } from '../../libs/read-model/src/schema/row-text.js';
import { databasePerTest } from '../support/database-per-test.js';

/**
 * What a projection makes is compared with what is stored as text: a text that PostgreSQL wrote otherwise would close and open a
 * row that has not changed.
 */
const database = databasePerTest();

/** As PostgreSQL writes values that it was sent as text. */
async function stored(texts: readonly (string | null)[], type: string): Promise<readonly string[]> {
  const client = new Client({ connectionString: database.url });
  database.closeAfterwards(() => client.end());
  await client.connect();
  const { rows } = await client.query<{ text: string }>(
    `select value::${type}::text as text from unnest($1::text[]) with ordinality as sent (value, place) order by place`,
    [texts],
  );
  return rows.map(({ text }) => text);
}

/** What JavaScript takes for a space, each in a text: PostgreSQL knows fewer, and a French name has some of the others. */
const SPACES = Array.from({ length: 0x10000 }, (_, code) => String.fromCodePoint(code))
  .filter((character) => /\s/.test(character))
  .map((space) => `a${space}b`);

describe('a value is sent as PostgreSQL writes it', () => {
  it('where it is JSON, whatever its names and numbers are', async () => {
    const values = fc.sample(fc.jsonValue({ maxDepth: 4, noUnicodeString: false }), 2_000);
    const sent = [
      ...values.filter((value) => !JSON.stringify(value).includes('\\u0000')),
      { b: 1, aa: 2, a: 3, é: 4, zz: 5, '😀': 6, ﬀ: 7, B: 8 },
      { nothing: undefined, none: null, list: [undefined, [], {}] },
      [1e21, 1e-7, 1.5, -0, 123456789.25, 1.2345e25],
      'a\tb\n"c"\\\u007f\u2028é',
    ].map((value) => asText(value, 'json'));
    expect(await stored(sent, 'jsonb')).toEqual(sent);
  });

  it('and refused where it is no JSON yet', () => {
    expect(() => asText({ at: new Date(0) }, 'json')).toThrow('not JSON yet');
  });

  it('where it is a list of texts', async () => {
    const sent = fc
      .sample(fc.array(fc.string({ unit: 'binary', maxLength: 6 }), { maxLength: 5 }), 2_000)
      .filter((texts) => texts.every((text) => !text.includes('\u0000') && text.isWellFormed()))
      .concat([['null', 'NULL', '', ' ', 'a,b', '{}', '"', '\\', 'é'], SPACES])
      .map((texts) => asText(texts, 'text[]'));
    expect(await stored(sent, 'text[]')).toEqual(sent);
  });
});
