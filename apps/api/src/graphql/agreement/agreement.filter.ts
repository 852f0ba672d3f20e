import { identifier, type Claim } from '@entente/domain';
import type { Flag } from '@entente/read-model';
import { InputType } from '@nestjs/graphql';
import { inputClassOfObject } from '../inputs/input-classes.js';
import {
  DayInput,
  EnumInput,
  IdInput,
  InstantInput,
  NameInput,
  ObjectInput,
  WordInput,
} from '../inputs/input-field.js';
import { AgreementStatus, Certainty, StatusFlag, YesNoUnknown } from '../vocabulary/enums.js';

const identifierClass = inputClassOfObject(identifier(''));

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

  @NameInput(
    'With these words in a title, an objective, a sector or an identifier; accents and case are ignored.',
    {
      nullable: true,
    },
  )
  readonly text?: string | null;

  @EnumInput(() => StatusFlag, 'With one of these flags.', { nullable: true, list: {} })
  readonly flags?: Flag[] | null;

  @DayInput('With its last day in force on this day or later; none without an end.', { nullable: true })
  readonly endsFrom?: string | null;

  @DayInput('With its last day in force on this day or earlier.', { nullable: true })
  readonly endsTo?: string | null;

  @InstantInput('With an event that was recorded at this instant or later.', { nullable: true })
  readonly recordedSince?: string | null;

  @IdInput('One of these, by agreementId.', { nullable: true, list: {} })
  readonly ids?: string[] | null;

  @IdInput('With an event that cites this source.', { nullable: true })
  readonly sourceId?: string | null;

  @ObjectInput(() => identifierClass, 'With this identifier in a register; case and spaces are ignored.', {
    nullable: true,
  })
  readonly identifier?: Claim | null;
}
