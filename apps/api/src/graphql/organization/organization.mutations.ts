import { Allow } from '../../guard.js';
import {
  AddOrganizationAlias,
  AddOrganizationIdentifier,
  ObserveDesignation,
  RecordOrganizationRelation,
  RegisterOrganization,
  RenameOrganization,
} from '@entente/commands';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import type { ApiContext } from '../loading/context.js';
import { payloadOf } from '../recording/payload.js';
import { Recorder, type RecordedNode } from '../recording/recorder.js';
import {
  AddOrganizationAliasInput,
  AddOrganizationIdentifierInput,
  ObserveDesignationInput,
  RecordOrganizationRelationInput,
  RegisterOrganizationInput,
  RenameOrganizationInput,
} from './organization.inputs.js';
import { Organization } from './organization.types.js';

export const { Payload: OrganizationRecorded, PayloadResolver: OrganizationRecordedResolver } = payloadOf(
  'Organization',
  'organization',
  () => Organization,
);

const INPUT = { description: 'What to record.' };

/** What the secretariat records of an organisation. */
@Resolver()
export class OrganizationMutations {
  constructor(private readonly recorder: Recorder) {}

  @Allow('secretariat')
  @Mutation(() => OrganizationRecorded, { nullable: true, description: 'Registers an organisation.' })
  registerOrganization(
    @Args('input', INPUT) input: RegisterOrganizationInput,
    @Context() context: ApiContext,
  ): Promise<RecordedNode> {
    return this.recorder.record(RegisterOrganization, input, context);
  }

  @Allow('secretariat')
  @Mutation(() => OrganizationRecorded, {
    nullable: true,
    description: 'Adds a name by which an organisation is known.',
  })
  addOrganizationAlias(
    @Args('input', INPUT) input: AddOrganizationAliasInput,
    @Context() context: ApiContext,
  ): Promise<RecordedNode> {
    return this.recorder.record(AddOrganizationAlias, input, context);
  }

  @Allow('secretariat')
  @Mutation(() => OrganizationRecorded, {
    nullable: true,
    description: 'Adds an identifier of an organisation.',
  })
  addOrganizationIdentifier(
    @Args('input', INPUT) input: AddOrganizationIdentifierInput,
    @Context() context: ApiContext,
  ): Promise<RecordedNode> {
    return this.recorder.record(AddOrganizationIdentifier, input, context);
  }

  @Allow('secretariat')
  @Mutation(() => OrganizationRecorded, {
    nullable: true,
    description: 'Records that an organisation took another name.',
  })
  renameOrganization(
    @Args('input', INPUT) input: RenameOrganizationInput,
    @Context() context: ApiContext,
  ): Promise<RecordedNode> {
    return this.recorder.record(RenameOrganization, input, context);
  }

  @Allow('secretariat')
  @Mutation(() => OrganizationRecorded, {
    nullable: true,
    description: 'Records how an organisation stands to another one.',
  })
  recordOrganizationRelation(
    @Args('input', INPUT) input: RecordOrganizationRelationInput,
    @Context() context: ApiContext,
  ): Promise<RecordedNode> {
    return this.recorder.record(RecordOrganizationRelation, input, context);
  }

  @Allow('secretariat')
  @Mutation(() => OrganizationRecorded, {
    nullable: true,
    description: 'Records that an organisation bears a designation.',
  })
  observeDesignation(
    @Args('input', INPUT) input: ObserveDesignationInput,
    @Context() context: ApiContext,
  ): Promise<RecordedNode> {
    return this.recorder.record(ObserveDesignation, input, context);
  }
}
