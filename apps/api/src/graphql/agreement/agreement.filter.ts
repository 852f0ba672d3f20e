import { InputType } from '@nestjs/graphql';
import { EnumInput, IdInput, NameInput, WordInput } from '../inputs/input-field.js';
import { AgreementStatus, Certainty, YesNoUnknown } from '../vocabulary/enums.js';

@InputType({ description: 'Which agreements: those that meet every condition given.' })
export class AgreementFilter {
  @EnumInput(() => AgreementStatus, 'Of one of these statuses.', { nullable: true, list: {} })
  readonly status?: (keyof typeof AgreementStatus)[] | null;

  @EnumInput(() => YesNoUnknown, 'In force, not in force, or perhaps.', { nullable: true, list: {} })
  readonly inForce?: (keyof typeof YesNoUnknown)[] | null;

  @EnumInput(() => Certainty, 'Of certain or of possible status.', { nullable: true })
  readonly certainty?: keyof typeof Certainty | null;

  @IdInput('With this organisation as a party.', { nullable: true })
  readonly partyId?: string | null;

  @WordInput('Of one of these kinds.', { nullable: true, list: {} })
  readonly kind?: string[] | null;

  @NameInput('With these words in a title; accents and case are ignored.', { nullable: true })
  readonly text?: string | null;
}
