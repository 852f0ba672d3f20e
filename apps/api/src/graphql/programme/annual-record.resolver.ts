import { AnnualProgrammeAdopted, AnnualReviewFiled } from '@entente/domain';
import type { AnnualRow } from '@entente/read-model';
import { ResolveField, Resolver } from '@nestjs/graphql';
import type { AnswerAsOf, Entity } from '../as-of/answer-as-of.js';
import { Committee } from '../committee/committee.types.js';
import { occurredOf } from '../event/event-node.js';
import type { ApiContext } from '../loading/context.js';
import { AnnualRecord } from './programme.types.js';

/** A year of a programme, as the API answers it. */
export interface AnnualNode extends AnnualRecord {
  readonly committeeId: string | null;
  readonly asOf: AnswerAsOf;
}

/** What was planned and reported of a year by then, as it is corrected. */
export async function annualNodeOf(
  row: AnnualRow,
  asOf: AnswerAsOf,
  { loaders }: ApiContext,
): Promise<AnnualNode> {
  const byThen = (id: string | null, day: string | null) =>
    id !== null && day !== null && day <= asOf.validOn ? id : null;
  const adoptedBy = byThen(row.adopted_by, row.adopted_day);
  const reviewedBy = byThen(row.reviewed_by, row.reviewed_day);
  const [programme, review] = await Promise.all([
    adoptedBy === null ? null : loaders.fact(AnnualProgrammeAdopted, asOf, adoptedBy),
    reviewedBy === null ? null : loaders.fact(AnnualReviewFiled, asOf, reviewedBy),
  ]);
  return {
    year: row.year,
    adopted: adoptedBy === null ? null : occurredOf(await loaders.current(asOf, adoptedBy)),
    priorities: programme?.data.priorities ?? [],
    reviewed: reviewedBy === null ? null : occurredOf(await loaders.current(asOf, reviewedBy)),
    results: review?.data.results ?? [],
    committeeId: row.committee_id,
    asOf,
  };
}

@Resolver(() => AnnualRecord)
export class AnnualRecordResolver {
  @ResolveField('committee', () => Committee, {
    nullable: true,
    description: 'The committee whose it is; null: the whole programme’s.',
  })
  committee({ committeeId, asOf }: AnnualNode): Entity | null {
    return committeeId === null ? null : { key: committeeId, asOf };
  }
}
