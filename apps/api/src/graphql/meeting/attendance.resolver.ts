import { ResolveField, Resolver } from '@nestjs/graphql';
import type { AnswerAsOf, Entity } from '../as-of/answer-as-of.js';
import { Organization } from '../organization/organization.types.js';
import { Attendance } from './meeting.types.js';

/** An organisation that attended, as the API answers it. */
export interface AttendanceNode extends Attendance {
  readonly organizationId: string;
  readonly asOf: AnswerAsOf;
}

@Resolver(() => Attendance)
export class AttendanceResolver {
  @ResolveField('organization', () => Organization, { description: 'The organisation.' })
  organization({ organizationId, asOf }: AttendanceNode): Entity {
    return { key: organizationId, asOf };
  }
}
