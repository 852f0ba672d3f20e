import { sql, type RawBuilder } from 'kysely';
import { knownThen, tableOf, validAndKnown, type AsOf, type Db } from '../asking/as-of.js';
import { byKeys } from '../asking/by-keys.js';
import type { Member } from '../asking/nested-pages.js';

/** An organisation among those that are linked with it as the same, as known then. */
export interface TreeRow {
  readonly id: string;
  /** The one that lists show for all of them; itself where there is no link. */
  readonly root: string;
  /** All of them by id, itself and the root among them. */
  readonly members: readonly string[];
}

/** The trees that organisations belong to, one row an organisation that was asked for. */
export const treesOf = byKeys<TreeRow>('id', (db, ids, asOf) => {
  const link = tableOf(db, 'organization_link');
  return {
    compile: () =>
      sql<TreeRow>`
        with recursive up (id, root) as (
          select wanted.id, wanted.id from unnest(${ids}::text[]) wanted (id)
          union
          select up.id, l.organization_id from up join ${link} l on l.same_id = up.root and ${knownThen('l', asOf)}
        ), roots as (
          select id, root from up
          where not exists (select 1 from ${link} l where l.same_id = up.root and ${knownThen('l', asOf)})
        ), down (root, member) as (
          select root, root from roots
          union
          select down.root, l.same_id from down
          join ${link} l on l.organization_id = down.member and ${knownThen('l', asOf)}
        )
        select roots.id, roots.root, array_agg(down.member order by down.member) as members
        from roots join down on down.root = roots.root
        group by roots.id, roots.root`.compile(db),
  };
});

/** The organisations whose agreements and people are those of one: of a root those of its tree, of another its own. */
export function scopeOf({ id, root, members }: TreeRow): readonly string[] {
  return id === root ? members : [id];
}

/** Every organisation that is linked below another one then, with the root of its tree: `id` and `root`. For a query of others. */
export function rootsBelow(db: Db, asOf: AsOf): RawBuilder<unknown> {
  const link = tableOf(db, 'organization_link');
  return sql`
    with recursive up (id, root) as (
      select l.same_id, l.organization_id from ${link} l where ${knownThen('l', asOf)}
      union
      select up.id, l.organization_id from up join ${link} l on l.same_id = up.root and ${knownThen('l', asOf)}
    )
    select up.id, up.root from up
    where not exists (select 1 from ${link} l where l.same_id = up.root and ${knownThen('l', asOf)})`;
}

/** {@link scopeOf} several organisations, in pairs. */
export async function scopesOf(db: Db, ids: readonly string[], asOf: AsOf): Promise<readonly Member[]> {
  const trees = await treesOf(db, ids, asOf);
  return trees.flatMap((tree) => scopeOf(tree).map((member) => ({ parent: tree.id, member })));
}

/** The organisations that had merged into each by the day, directly or not, in pairs. */
export async function predecessorsOf(db: Db, ids: readonly string[], asOf: AsOf): Promise<readonly Member[]> {
  const { rows } = await sql<Member>`
    with recursive gone (parent, member) as (
      select wanted.id, wanted.id from unnest(${[...ids]}::text[]) wanted (id)
      union
      select gone.parent, m.predecessor_id from gone
      join ${tableOf(db, 'organization_merger')} m on m.organization_id = gone.member and ${validAndKnown('m', asOf)}
    )
    select parent, member from gone where member <> parent`.execute(db);
  return rows;
}
