import { MandateGranted, spanOn, type Day, type Span } from '@entente/domain';
import type { MandateRow } from '@entente/read-model';
import { ResolveField, Resolver } from '@nestjs/graphql';
import type { AnswerAsOf, Entity } from '../as-of/answer-as-of.js';
import { effectiveOf } from '../event/event-node.js';
import type { ApiContext } from '../loading/context.js';
import { Person } from '../person/person.types.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import { dateOfData, type DatedNode } from '../vocabulary/dated-node.js';
import type { Certainty } from '../vocabulary/enums.js';
import { Mandate } from './committee.types.js';

/** A mandate, as the API answers it. */
export interface MandateNode extends Mandate {
  readonly row: MandateRow;
  readonly asOf: AnswerAsOf;
}

/** A mandate as it stands then. */
export function mandateNodeOf(row: MandateRow, asOf: AnswerAsOf): MandateNode {
  return {
    id: row.mandate_id,
    seat: row.seat,
    certainty: certaintyOf(row, asOf.validOn),
    row,
    asOf,
  };
}

/** One that runs on the day is as sure as its days; one that does not is sure unless its days allow that it does. */
function certaintyOf(span: Span, day: Day): keyof typeof Certainty {
  const runs = spanOn(span, day);
  if (runs !== null) return runs;
  const { began, ended } = span;
  const mayHaveBegun = began.earliest === null || began.earliest <= day;
  const mayGoOn = ended === null || ended.latest === null || day < ended.latest;
  return mayHaveBegun && mayGoOn ? 'POSSIBLE' : 'CERTAIN';
}

@Resolver(() => Mandate)
export class MandateResolver {
  @ResolveField('person', () => Person, { description: 'The person.' })
  person({ row, asOf }: MandateNode): Entity {
    return { key: row.person_id, asOf };
  }

  @ResolveField('from', () => DatedFact, { description: 'From when it runs.' })
  async from({ row, asOf }: MandateNode, _args: unknown, { loaders }: ApiContext): Promise<DatedNode> {
    return effectiveOf(await loaders.current(asOf, row.granted_by));
  }

  @ResolveField('endsOn', () => DatedFact, {
    nullable: true,
    description: 'Its last day as it was granted; null: none was set.',
  })
  async endsOn(
    { row, asOf }: MandateNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<DatedNode | null> {
    const { data } = await loaders.fact(MandateGranted, asOf, row.granted_by);
    return dateOfData(data.endsOn, row.granted_by, 'endsOn', asOf);
  }

  @ResolveField('ended', () => DatedFact, {
    nullable: true,
    description: 'The day from which it does not run any more, where something ended it by then.',
  })
  async ended(
    { row, asOf }: MandateNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<DatedNode | null> {
    if (row.ended_by === null) return null;
    const ended = effectiveOf(await loaders.current(asOf, row.ended_by));
    return ended.point <= asOf.validOn ? ended : null;
  }
}
