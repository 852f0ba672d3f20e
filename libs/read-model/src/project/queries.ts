import { USUAL_APPROVALS } from '@entente/domain';
import { sql, type RawBuilder } from 'kysely';
import { oneOf, tableOf, validAndKnown, type AsOf, type Db } from '../asking/as-of.js';
import { countOf, mapPage, pageOf, type Page, type PageRequest } from '../asking/pages.js';
import type { Tables } from '../tables.js';

/** What has become of a project on a day, with what the rules of its programme ask for on that day. */
export type ProjectState =
  'PROPOSED' | 'PARTLY_APPROVED' | 'APPROVED' | 'REFUSED' | 'SUBMITTED' | 'AID_GRANTED' | 'AID_REFUSED';

/** A project then. `required_approvals`: what the rules in effect then ask for; `state`: null before it was proposed. */
export type ProjectRow = Tables['project'] & {
  readonly required_approvals: readonly string[];
  readonly state: ProjectState | null;
};

/**
 * The approvals that a project `p` needs by the rules of its programme then, as `requirementsOn` of the domain has it: what is
 * OPTIONAL asks for nothing; where no rule speaks of approvals, the usual ones.
 */
function requiredApprovals(db: Db, asOf: AsOf): RawBuilder<readonly string[]> {
  const rules = sql`${tableOf(db, 'programme_rule')} rule
    where rule.programme_id = p.programme_id and cardinality(rule.required_approvals) > 0
      and ${validAndKnown('rule', asOf)}`;
  return sql<readonly string[]>`case when exists (select 1 from ${rules})
    then array(select distinct approval from ${tableOf(db, 'programme_rule')} rule, unnest(rule.required_approvals) approval
      where rule.programme_id = p.programme_id and rule.strength <> 'OPTIONAL' and ${validAndKnown('rule', asOf)}
      order by approval)
    else ${[...USUAL_APPROVALS]}::text[] end`;
}

/** What has become of a project `p` then. */
function stateOf(db: Db, asOf: AsOf): RawBuilder<ProjectState | null> {
  return sql<ProjectState | null>`case
    when p.stage <> 'PROPOSED' or p.stage is null or cardinality(p.approvals) = 0 then p.stage
    when p.approvals @> ${requiredApprovals(db, asOf)} then 'APPROVED' else 'PARTLY_APPROVED' end`;
}

/** Projects by id, as known then, whatever had become of them. */
export async function projectsByIds(
  db: Db,
  ids: readonly string[],
  asOf: AsOf,
): Promise<readonly ProjectRow[]> {
  return db
    .selectFrom('project as p')
    .selectAll('p')
    .select([requiredApprovals(db, asOf).as('required_approvals'), stateOf(db, asOf).as('state')])
    .where(oneOf('p.project_id', ids))
    .where(validAndKnown('p', asOf))
    .execute();
}

/** Which projects a list holds; each condition only where it is given. */
export interface ProjectFilter {
  readonly committeeId?: string;
  readonly programmeId?: string;
  readonly promoterId?: string;
  readonly states?: readonly ProjectState[];
}

function filtered(db: Db, filter: ProjectFilter, asOf: AsOf) {
  const { committeeId, programmeId, promoterId, states } = filter;
  let query = db
    .selectFrom('project as p')
    .where('p.annulled', '=', false)
    .where('p.stage', 'is not', null)
    .where(validAndKnown('p', asOf));
  if (committeeId !== undefined) query = query.where('p.committee_id', '=', committeeId);
  if (programmeId !== undefined) query = query.where('p.programme_id', '=', programmeId);
  if (promoterId !== undefined) query = query.where('p.promoter_id', '=', promoterId);
  if (states !== undefined)
    query = query.where(sql<boolean>`${stateOf(db, asOf)} = any(${[...states]}::text[])`);
  return query;
}

/** A page of the projects proposed by then, oldest first; the nodes are ids. */
export async function listProjects(
  db: Db,
  list: { readonly filter: ProjectFilter; readonly asOf: AsOf; readonly page: PageRequest },
): Promise<Page<string>> {
  const order = [
    { column: 'p.proposed_day', type: 'date' },
    { column: 'p.project_id', type: 'text' },
  ] as const;
  const query = filtered(db, list.filter, list.asOf).select(['p.proposed_day', 'p.project_id']);
  return mapPage(await pageOf(query, order, list.page), ({ project_id }) => project_id);
}

/** How many projects had been proposed by then. */
export function countProjects(db: Db, filter: ProjectFilter, asOf: AsOf): Promise<number> {
  return countOf(filtered(db, filter, asOf));
}
