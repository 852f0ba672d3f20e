import { Allow } from '@entente/access';
import { DepositSource } from '@entente/ledger';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import type { ApiContext } from '../shared/context.js';
import { payloadOf } from '../shared/payload.js';
import { Recorder, type RecordedNode } from '../shared/recorder.js';
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
