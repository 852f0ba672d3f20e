import { Allow } from '../../guard.js';
import {
  AttachEvidence,
  DeclareIntent,
  DepositAgreementText,
  DesignateLead,
  ExpireAgreement,
  LapseIntent,
  OpenForSignature,
  RecordAccession,
  RecordEntryIntoForce,
  RecordSignature,
  RegisterAgreement,
  SetTerm,
  WithdrawIntent,
} from '@entente/commands';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import type { ApiContext } from '../loading/context.js';
import { payloadOf } from '../recording/payload.js';
import { Recorder, type RecordedNode } from '../recording/recorder.js';
import {
  AttachEvidenceInput,
  DeclareIntentInput,
  DepositAgreementTextInput,
  DesignateLeadInput,
  ExpireAgreementInput,
  LapseIntentInput,
  OpenForSignatureInput,
  RecordAccessionInput,
  RecordEntryIntoForceInput,
  RecordSignatureInput,
  RegisterAgreementInput,
  SetTermInput,
  WithdrawIntentInput,
} from './agreement.inputs.js';
import { Agreement } from './agreement.types.js';

export const { Payload: AgreementRecorded, PayloadResolver: AgreementRecordedResolver } = payloadOf(
  'Agreement',
  'agreement',
  () => Agreement,
);

const INPUT = { description: 'What to record.' };

/** What the secretariat records of an agreement. */
@Resolver()
export class AgreementMutations {
  constructor(private readonly recorder: Recorder) {}

  @Allow('secretariat')
  @Mutation(() => AgreementRecorded, { nullable: true, description: 'Registers an agreement, as a draft.' })
  registerAgreement(
    @Args('input', INPUT) input: RegisterAgreementInput,
    @Context() context: ApiContext,
  ): Promise<RecordedNode> {
    return this.recorder.record(RegisterAgreement, input, context);
  }

  @Allow('secretariat')
  @Mutation(() => AgreementRecorded, { nullable: true, description: 'Deposits a text of an agreement.' })
  depositAgreementText(
    @Args('input', INPUT) input: DepositAgreementTextInput,
    @Context() context: ApiContext,
  ): Promise<RecordedNode> {
    return this.recorder.record(DepositAgreementText, input, context);
  }

  @Allow('secretariat')
  @Mutation(() => AgreementRecorded, { nullable: true, description: 'Opens a draft for signature.' })
  openForSignature(
    @Args('input', INPUT) input: OpenForSignatureInput,
    @Context() context: ApiContext,
  ): Promise<RecordedNode> {
    return this.recorder.record(OpenForSignature, input, context);
  }

  @Allow('secretariat')
  @Mutation(() => AgreementRecorded, { nullable: true, description: 'Designates who leads an agreement.' })
  designateLead(
    @Args('input', INPUT) input: DesignateLeadInput,
    @Context() context: ApiContext,
  ): Promise<RecordedNode> {
    return this.recorder.record(DesignateLead, input, context);
  }

  @Allow('secretariat')
  @Mutation(() => AgreementRecorded, {
    nullable: true,
    description: 'Records that an organisation declared its intent to join.',
  })
  declareIntent(
    @Args('input', INPUT) input: DeclareIntentInput,
    @Context() context: ApiContext,
  ): Promise<RecordedNode> {
    return this.recorder.record(DeclareIntent, input, context);
  }

  @Allow('secretariat')
  @Mutation(() => AgreementRecorded, {
    nullable: true,
    description: 'Records that an organisation withdrew its open intent.',
  })
  withdrawIntent(
    @Args('input', INPUT) input: WithdrawIntentInput,
    @Context() context: ApiContext,
  ): Promise<RecordedNode> {
    return this.recorder.record(WithdrawIntent, input, context);
  }

  @Allow('secretariat')
  @Mutation(() => AgreementRecorded, {
    nullable: true,
    description: 'Records that the expected day of an intent has passed.',
  })
  lapseIntent(
    @Args('input', INPUT) input: LapseIntentInput,
    @Context() context: ApiContext,
  ): Promise<RecordedNode> {
    return this.recorder.record(LapseIntent, input, context);
  }

  @Allow('secretariat')
  @Mutation(() => AgreementRecorded, {
    nullable: true,
    description: 'Records a signature that happened elsewhere.',
  })
  recordSignature(
    @Args('input', INPUT) input: RecordSignatureInput,
    @Context() context: ApiContext,
  ): Promise<RecordedNode> {
    return this.recorder.record(RecordSignature, input, context);
  }

  @Allow('secretariat')
  @Mutation(() => AgreementRecorded, {
    nullable: true,
    description: 'Records an accession to an agreement in force.',
  })
  recordAccession(
    @Args('input', INPUT) input: RecordAccessionInput,
    @Context() context: ApiContext,
  ): Promise<RecordedNode> {
    return this.recorder.record(RecordAccession, input, context);
  }

  @Allow('secretariat')
  @Mutation(() => AgreementRecorded, { nullable: true, description: 'Records an entry into force.' })
  recordEntryIntoForce(
    @Args('input', INPUT) input: RecordEntryIntoForceInput,
    @Context() context: ApiContext,
  ): Promise<RecordedNode> {
    return this.recorder.record(RecordEntryIntoForce, input, context);
  }

  @Allow('secretariat')
  @Mutation(() => AgreementRecorded, { nullable: true, description: 'Sets the term of an agreement.' })
  setTerm(@Args('input', INPUT) input: SetTermInput, @Context() context: ApiContext): Promise<RecordedNode> {
    return this.recorder.record(SetTerm, input, context);
  }

  @Allow('secretariat')
  @Mutation(() => AgreementRecorded, {
    nullable: true,
    description: 'Records the notice that the term of an agreement has ended.',
  })
  expireAgreement(
    @Args('input', INPUT) input: ExpireAgreementInput,
    @Context() context: ApiContext,
  ): Promise<RecordedNode> {
    return this.recorder.record(ExpireAgreement, input, context);
  }

  @Allow('secretariat')
  @Mutation(() => AgreementRecorded, {
    nullable: true,
    description: 'Attaches a source to events that are recorded already.',
  })
  attachEvidence(
    @Args('input', INPUT) input: AttachEvidenceInput,
    @Context() context: ApiContext,
  ): Promise<RecordedNode> {
    return this.recorder.record(AttachEvidence, input, context);
  }
}
