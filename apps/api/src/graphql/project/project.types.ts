import { Field, ObjectType } from '@nestjs/graphql';
import { ResolvedAsOfType } from '../as-of/as-of.types.js';
import { connectionOf } from '../lists/connection.js';
import { Node } from '../node/node.types.js';
import { DatedFact } from '../vocabulary/dated-fact.js';

@ObjectType('Project', {
  implements: () => [Node],
  description: 'A project, as of the dates of the answer.',
})
export class Project extends Node {
  @Field(() => ResolvedAsOfType, { description: 'The dates that the answer is for.' })
  readonly asOf!: ResolvedAsOfType;
}

@ObjectType('Approval', { description: 'An approval that a project was given, or refused.' })
export class Approval {
  @Field(() => String, {
    description: 'Which approval: CLUSTER_COMMITTEE_RESOLUTION, REGIONAL_COMMITTEE_APPROVAL …',
  })
  readonly approval!: string;

  @Field(() => Boolean, { description: 'False where it was refused.' })
  readonly granted!: boolean;

  @Field(() => DatedFact, { description: 'When.' })
  readonly on!: DatedFact;
}

export const { Connection: ProjectConnection, ConnectionResolver: ProjectConnectionResolver } = connectionOf(
  'Project',
  () => Project,
);
