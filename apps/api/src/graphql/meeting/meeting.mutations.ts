import { Allow } from '../../guard.js';
import {
  CancelMeeting,
  DepositMinutes,
  IdentifyActionTrack,
  RecordMeeting,
  ScheduleMeeting,
} from '@entente/commands';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import type { ApiContext } from '../loading/context.js';
import { payloadOf } from '../recording/payload.js';
import { Recorder, type RecordedNode } from '../recording/recorder.js';
import {
  CancelMeetingInput,
  DepositMinutesInput,
  IdentifyActionTrackInput,
  RecordMeetingInput,
  ScheduleMeetingInput,
} from './meeting.inputs.js';
import { Meeting } from './meeting.types.js';

export const { Payload: MeetingRecorded, PayloadResolver: MeetingRecordedResolver } = payloadOf(
  'Meeting',
  'meeting',
  () => Meeting,
);

const INPUT = { description: 'What to record.' };

/** What the secretariat records of a meeting. */
@Resolver()
export class MeetingMutations {
  constructor(private readonly recorder: Recorder) {}

  @Allow('secretariat')
  @Mutation(() => MeetingRecorded, { nullable: true, description: 'Records that a meeting is to be held.' })
  scheduleMeeting(
    @Args('input', INPUT) input: ScheduleMeetingInput,
    @Context() context: ApiContext,
  ): Promise<RecordedNode> {
    return this.recorder.record(ScheduleMeeting, input, context);
  }

  @Allow('secretariat')
  @Mutation(() => MeetingRecorded, { nullable: true, description: 'Records a meeting that was held.' })
  recordMeeting(
    @Args('input', INPUT) input: RecordMeetingInput,
    @Context() context: ApiContext,
  ): Promise<RecordedNode> {
    return this.recorder.record(RecordMeeting, input, context);
  }

  @Allow('secretariat')
  @Mutation(() => MeetingRecorded, {
    nullable: true,
    description: 'Records that a scheduled meeting will not be held.',
  })
  cancelMeeting(
    @Args('input', INPUT) input: CancelMeetingInput,
    @Context() context: ApiContext,
  ): Promise<RecordedNode> {
    return this.recorder.record(CancelMeeting, input, context);
  }

  @Allow('secretariat')
  @Mutation(() => MeetingRecorded, {
    nullable: true,
    description: 'Records something to be done that a meeting agreed on.',
  })
  identifyActionTrack(
    @Args('input', INPUT) input: IdentifyActionTrackInput,
    @Context() context: ApiContext,
  ): Promise<RecordedNode> {
    return this.recorder.record(IdentifyActionTrack, input, context);
  }

  @Allow('secretariat')
  @Mutation(() => MeetingRecorded, { nullable: true, description: 'Deposits the minutes of a meeting.' })
  depositMinutes(
    @Args('input', INPUT) input: DepositMinutesInput,
    @Context() context: ApiContext,
  ): Promise<RecordedNode> {
    return this.recorder.record(DepositMinutes, input, context);
  }
}
