import { Allow } from '../../guard.js';
import { RecordMission } from '@entente/commands';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import type { ApiContext } from '../loading/context.js';
import { payloadOf } from '../recording/payload.js';
import { Recorder, type RecordedNode } from '../recording/recorder.js';
import { RecordMissionInput } from './mission.inputs.js';
import { Mission } from './mission.types.js';

export const { Payload: MissionRecorded, PayloadResolver: MissionRecordedResolver } = payloadOf(
  'Mission',
  'mission',
  () => Mission,
);

const INPUT = { description: 'What to record.' };

/** What the secretariat records of a mission. */
@Resolver()
export class MissionMutations {
  constructor(private readonly recorder: Recorder) {}

  @Allow('secretariat')
  @Mutation(() => MissionRecorded, { nullable: true, description: 'Records a mission that was undertaken.' })
  recordMission(
    @Args('input', INPUT) input: RecordMissionInput,
    @Context() context: ApiContext,
  ): Promise<RecordedNode> {
    return this.recorder.record(RecordMission, input, context);
  }
}
