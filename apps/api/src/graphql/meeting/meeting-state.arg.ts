import { Args } from '@nestjs/graphql';
import { MeetingState } from '../vocabulary/enums.js';

/** Which meetings a list holds. */
export function MeetingStateArg(): ParameterDecorator {
  return Args('state', {
    type: () => MeetingState,
    nullable: true,
    description:
      'Those in this state then; HELD by default. What is scheduled is listed by the day that is meant.',
  });
}
