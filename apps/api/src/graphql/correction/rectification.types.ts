import type { Json } from '@entente/domain';
import { Field, ObjectType } from '@nestjs/graphql';
import { LedgerEvent, Recorded } from '../event/event.types.js';
import { connectionOf } from '../lists/connection.js';
import { JsonScalar } from '../vocabulary/scalars.js';

@ObjectType('MemberChange', { description: 'A member of a record, before and after something changed it.' })
export class MemberChange {
  @Field(() => String, { description: 'The member; occurredOn and effectiveOn are the dates of the act.' })
  readonly member!: string;

  @Field(() => JsonScalar, { nullable: true, description: 'What it said just before; null: nothing.' })
  readonly before!: Json;

  @Field(() => JsonScalar, { nullable: true, description: 'What it says instead; null: nothing any more.' })
  readonly after!: Json;
}

@ObjectType('Rectification', { description: 'A line of the log of corrections.' })
export class Rectification {
  @Field(() => [MemberChange], { description: 'What it changed; none for an annulment.' })
  readonly changes!: readonly MemberChange[];

  @Field(() => Boolean, { description: 'False where it was annulled itself.' })
  readonly inEffect!: boolean;
}

export const { Connection: RectificationConnection, ConnectionResolver: RectificationConnectionResolver } =
  connectionOf('Rectification', () => Rectification);

@ObjectType('DirectiveRecorded', {
  implements: () => [Recorded],
  description: 'The corrections that were recorded, and of what.',
})
export class DirectiveRecorded extends Recorded {
  @Field(() => [LedgerEvent], { description: 'The events that were corrected, as they stand now.' })
  readonly targets!: readonly LedgerEvent[];
}
