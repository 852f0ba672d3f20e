import { Field, ObjectType } from '@nestjs/graphql';
import { LedgerEvent, Recorded } from '../event/event.types.js';
import { connectionOf } from '../lists/connection.js';
import { MemberChange } from '../vocabulary/member-change.js';

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
  description: 'What was recorded about recorded events: corrections, disputes, evidence.',
})
export class DirectiveRecorded extends Recorded {
  @Field(() => [LedgerEvent], {
    description: 'The events that it names: corrected, disputed, resolved or spoken of; as they stand now.',
  })
  readonly targets!: readonly LedgerEvent[];
}
