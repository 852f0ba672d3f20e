import type { Day } from '@entente/domain';
import { sql } from 'kysely';
import { knownThen, tableOf, type AsOf, type Db } from '../asking/as-of.js';

/** What the flags of a status are computed from, beside the status and its deciding events. */
export interface FlagFacts {
  readonly agreementId: string;
  /** The latest day, not after validOn, of which sources say something of the agreement, or on which one was published. */
  readonly lastEvidence: Day | null;
  readonly textDeposited: boolean;
  /** Some fact recorded of it does not count. */
  readonly passedOver: boolean;
  /** The events that open disputes name. */
  readonly disputed: readonly string[];
  /** When the agreement itself was registered here. */
  readonly registered: Date | null;
}

/** The facts behind the flags, for each agreement. */
export async function flagFactsOf(db: Db, ids: readonly string[], asOf: AsOf): Promise<readonly FlagFacts[]> {
  const { rows } = await sql<{
    agreement_id: string;
    last_evidence: Day | null;
    text_deposited: boolean;
    passed_over: boolean;
    disputed: readonly string[];
    registered: Date | null;
  }>`
    select wanted.id as agreement_id,
      (select max(said.day) from (
        select d.day from ${tableOf(db, 'evidence_day')} d
          where d.agreement_id = wanted.id and ${knownThen('d', asOf)}
        union all
        select (s.deposit ->> 'publishedOn')::date from ${tableOf(db, 'cited_source')} c
          join ${tableOf(db, 'source')} s on s.source_id = c.source_id and ${knownThen('s', asOf)}
          where c.agreement_id = wanted.id and c.in_effect and ${knownThen('c', asOf)}
      ) said (day) where said.day <= ${asOf.validOn}::date) as last_evidence,
      exists (select 1 from ${tableOf(db, 'passed_over')} o
        where o.agreement_id = wanted.id and ${knownThen('o', asOf)}) as passed_over,
      (select ev.recorded from ${tableOf(db, 'agreement')} a
        join ${tableOf(db, 'event')} ev on ev.id = a.registered_by
        where a.agreement_id = wanted.id and ${knownThen('a', asOf)}) as registered,
      coalesce(e.text_deposited, false) as text_deposited,
      coalesce((select array_agg(distinct named.id) from ${tableOf(db, 'dispute')} d
        cross join lateral unnest(d.targets) named (id)
        where d.stream = 'agreement-' || wanted.id and d.open and ${knownThen('d', asOf)}), '{}') as disputed
    from unnest(${[...ids]}::text[]) wanted (id)
    left join ${tableOf(db, 'agreement_evidence')} e
      on e.agreement_id = wanted.id and ${knownThen('e', asOf)}`.execute(db);
  return rows.map((row) => ({
    agreementId: row.agreement_id,
    lastEvidence: row.last_evidence,
    textDeposited: row.text_deposited,
    passedOver: row.passed_over,
    disputed: row.disputed,
    registered: row.registered,
  }));
}
