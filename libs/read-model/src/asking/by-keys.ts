import type { CompiledQuery } from 'kysely';
import type { AsOf, Db, Statement } from './as-of.js';
import { inTurns, type Question } from './in-turns.js';

/** Stand for what is asked while the text is made; one id makes another text than several. */
const ID: readonly string[] = ['an id'];
const IDS: readonly string[] = ['an id', 'another'];
const AS_OF: AsOf = { validOn: '0001-01-01', position: -2n };

let made = 0;

/**
 * A question that answers ask again and again, by ids and dates alone: its text is made once a version, since making it costs
 * the builder of queries as much as the question costs otherwise.
 *
 * @param key the column of a row that has the id that it was asked by
 */
export function byKeys<Row extends object>(
  key: keyof Row & string,
  query: (db: Db, ids: readonly string[], asOf: AsOf) => { compile(): CompiledQuery<Row> },
): Question<AsOf, Row> {
  const name = `by-keys-${(made += 1)}`;
  const prepare = (db: Db, ids: readonly string[]): Prepared => {
    const { sql, parameters } = query(db, ids, AS_OF).compile();
    // A connection knows a statement by its name, and outlives the version that the statement is of.
    return { statement: { name: `${name}-${db.schemaName}-${ids.length}`, text: sql }, parameters };
  };
  const kept = new WeakMap<Db, { readonly one: Prepared; readonly many: Prepared }>();
  const send: Question<AsOf, Row> = (db, ids, asOf) => {
    const known = kept.get(db) ?? { one: prepare(db, ID), many: prepare(db, IDS) };
    kept.set(db, known);
    const { statement, parameters } = ids.length === 1 ? known.one : known.many;
    return db.send<Row>(statement, valuesOf(parameters, ids, asOf));
  };
  return inTurns(send, {
    idOf: (row) => String(row[key]),
    nameOf: ({ validOn, position }) => `${validOn} ${position}`,
  });
}

interface Prepared {
  readonly statement: Statement;
  readonly parameters: readonly unknown[];
}

function valuesOf(parameters: readonly unknown[], ids: readonly string[], asOf: AsOf): unknown[] {
  return parameters.map((parameter) => {
    if (parameter === ID[0]) return ids[0];
    if (parameter === ID || parameter === IDS) return ids;
    if (parameter === AS_OF.validOn) return asOf.validOn;
    return parameter === String(AS_OF.position) ? String(asOf.position) : parameter;
  });
}
