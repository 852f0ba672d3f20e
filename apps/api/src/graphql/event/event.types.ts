import { messageOf, type Advice } from '@entente/domain';
import { Field, ID, Int, InterfaceType, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../lists/connection.js';
import { ReceiptType } from '../proof/receipt.types.js';
import { Basis } from '../vocabulary/enums.js';
import { BilingualType } from '../vocabulary/localized-text.js';
import { DateTimeScalar, JsonScalar, PositionScalar } from '../vocabulary/scalars.js';

@ObjectType('LineRange', { description: 'Lines of a source.' })
export class LineRange {
  @Field(() => Int, { description: 'The first line, from 1.' })
  readonly from!: number;

  @Field(() => Int, { description: 'The last line.' })
  readonly to!: number;
}

@ObjectType('Citation', { description: 'A source that an event rests on, and where in it.' })
export class Citation {
  @Field(() => LineRange, { nullable: true, description: 'Where in the source.' })
  readonly lines!: LineRange | null;

  @Field(() => Basis, { description: 'How the source supports it.' })
  readonly kind!: keyof typeof Basis;
}

@ObjectType('Override', { description: 'A rule that was set aside.' })
export class Override {
  @Field(() => String, { description: 'The code of the rule.' })
  readonly rule!: string;

  @Field(() => String, { description: 'Who set it aside: role:token-id.' })
  readonly by!: string;
}

@ObjectType('EventCause', { description: 'The command that recorded an event, and what led to it.' })
export class EventCause {
  @Field(() => ID, { description: 'The id of the command.' })
  readonly commandId!: string;

  @Field(() => String, { description: 'Its name: that of the mutation.' })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: 'What it belongs together with, where that was said.' })
  readonly correlation!: string | null;

  @Field(() => String, { nullable: true, description: 'What led to it, where that was said.' })
  readonly causation!: string | null;
}

@ObjectType('LedgerEvent', { description: 'One recorded event. It never changes.' })
export class LedgerEvent {
  @Field(() => ID, { description: 'Its id.' })
  readonly id!: string;
}

export const { Connection: LedgerEventConnection, ConnectionResolver: LedgerEventConnectionResolver } =
  connectionOf('LedgerEvent', () => LedgerEvent, { asOf: false });

@ObjectType('LedgerPosition', { description: 'How far the ledger and its read model have come.' })
export class LedgerPosition {
  @Field(() => PositionScalar, { description: 'The last event of the log.' })
  readonly head!: string;

  @Field(() => PositionScalar, { description: 'The last event that answers include.' })
  readonly projected!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The knowledge time of the last projected event.',
  })
  readonly recordedAt!: Date | null;
}

@ObjectType('Advice', { description: 'A warning that comes with a success.' })
export class AdviceType {
  @Field(() => String, { description: 'Its code.' })
  readonly rule!: string;

  @Field(() => BilingualType, { description: 'What it says.' })
  readonly message!: BilingualType;

  @Field(() => String, { nullable: true, description: 'The member of the input that it is about.' })
  readonly field!: string | null;

  @Field(() => JsonScalar, {
    description: 'Details for programs, such as the events that are passed over.',
  })
  readonly details!: Advice['details'];
}

/** A warning as the API answers it. */
export function adviceOf({ rule, field, details }: Advice): AdviceType {
  return { rule, message: messageOf(rule, details), field, details };
}

@InterfaceType('Recorded', {
  description: 'What a mutation answers when something was recorded.',
  resolveType: ({ payload }: { readonly payload: string }) => payload,
})
export abstract class Recorded {
  @Field(() => PositionScalar, {
    description: 'Its place in the log; an answer as of this position includes what was just recorded.',
  })
  readonly position!: string;

  @Field(() => [LedgerEvent], {
    description: 'The events that were recorded; none where nothing was to change.',
  })
  readonly events!: LedgerEvent[];

  @Field(() => [AdviceType], { description: 'Warnings.' })
  readonly warnings!: AdviceType[];

  @Field(() => Boolean, {
    description: 'True where the same command was recorded before: this is its first answer.',
  })
  readonly repeated!: boolean;

  @Field(() => ReceiptType, {
    nullable: true,
    description:
      'The signed promise that the log holds these events; null where there are none, or where no key signs receipts.',
  })
  readonly receipt!: ReceiptType | null;
}
