import { Allow } from '../../guard.js';
import { DepositSource } from '@entente/commands';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import type { ApiContext } from '../loading/context.js';
import { payloadOf } from '../recording/payload.js';
import { Recorder, type RecordedNode } from '../recording/recorder.js';
import { DepositSourceInput } from './source.inputs.js';
import { Source } from './source.types.js';

export const { Payload: SourceRecorded, PayloadResolver: SourceRecordedResolver } = payloadOf(
  'Source',
  'source',
  () => Source,
);

const INPUT = { description: 'What to record.' };

/** What the secretariat records of a source. */
@Resolver()
export class SourceMutations {
  constructor(private readonly recorder: Recorder) {}

  @Allow('secretariat')
  @Mutation(() => SourceRecorded, { nullable: true, description: 'Deposits a source by its hash.' })
  depositSource(
    @Args('input', INPUT) input: DepositSourceInput,
    @Context() context: ApiContext,
  ): Promise<RecordedNode> {
    return this.recorder.record(DepositSource, input, context);
  }
}
