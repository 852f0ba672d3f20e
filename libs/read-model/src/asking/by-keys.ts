import type { CompiledQuery } from 'kysely';
import type { AsOf, Db, Statement } from './as-of.js';

/** A question about some subjects at two dates. */
type Keyed<Row> = (db: Db, ids: readonly string[], asOf: AsOf) => Promise<readonly Row[]>;

/** Stand for what is asked while the text is made; two ids, since one alone makes another text. */
const IDS: readonly string[] = ['an id', 'another'];
const AS_OF: AsOf = { validOn: '0001-01-01', position: -2n };

let made = 0;

/**
 * A question that answers ask again and again, by ids and dates alone: its text is made once a version, since making it costs
 * the builder of queries as much as the question costs otherwise.
 */
export function byKeys<Row extends object>(
  query: (db: Db, ids: readonly string[], asOf: AsOf) => { compile(): CompiledQuery<Row> },
): Keyed<Row> {
  const kept = new WeakMap<Db, { readonly statement: Statement; readonly parameters: readonly unknown[] }>();
  return async function question(db, ids, asOf) {
    let known = kept.get(db);
    if (!known) {
      const { sql, parameters } = query(db, IDS, AS_OF).compile();
      known = { statement: { name: `by-keys-${(made += 1)}`, text: sql }, parameters };
      kept.set(db, known);
    }
    return db.send<Row>(known.statement, valuesOf(known.parameters, ids, asOf));
  };
}

function valuesOf(parameters: readonly unknown[], ids: readonly string[], asOf: AsOf): unknown[] {
  return parameters.map((parameter) => {
    if (parameter === IDS) return ids;
    if (parameter === AS_OF.validOn) return asOf.validOn;
    return parameter === String(AS_OF.position) ? String(asOf.position) : parameter;
  });
}
