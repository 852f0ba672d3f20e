import { Allow } from '../../guard.js';
import { ObserveRole, RegisterPerson } from '@entente/commands';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import type { ApiContext } from '../loading/context.js';
import { payloadOf } from '../recording/payload.js';
import { Recorder, type RecordedNode } from '../recording/recorder.js';
import { ObserveRoleInput, RegisterPersonInput } from './person.inputs.js';
import { Person } from './person.types.js';

export const { Payload: PersonRecorded, PayloadResolver: PersonRecordedResolver } = payloadOf(
  'Person',
  'person',
  () => Person,
);

const INPUT = { description: 'What to record.' };

/** What the secretariat records of a person. */
@Resolver()
export class PersonMutations {
  constructor(private readonly recorder: Recorder) {}

  @Allow('secretariat')
  @Mutation(() => PersonRecorded, {
    nullable: true,
    description: 'Registers a person; the ledger makes the id.',
  })
  registerPerson(
    @Args('input', INPUT) input: RegisterPersonInput,
    @Context() context: ApiContext,
  ): Promise<RecordedNode> {
    return this.recorder.record(RegisterPerson, input, context);
  }

  @Allow('secretariat')
  @Mutation(() => PersonRecorded, {
    nullable: true,
    description: 'Records that a person was seen in a role.',
  })
  observeRole(
    @Args('input', INPUT) input: ObserveRoleInput,
    @Context() context: ApiContext,
  ): Promise<RecordedNode> {
    return this.recorder.record(ObserveRole, input, context);
  }
}
