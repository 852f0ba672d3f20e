import { Field, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar } from '../vocabulary/scalars.js';

@ObjectType('Receipt', {
  description:
    'The ledger’s signed promise that its log holds what was recorded. Keep `note`: an event that it names and that the log lacks later was taken away.',
})
export class ReceiptType {
  @Field(() => [String], { description: 'The hashes of the events, in hexadecimal digits.' })
  readonly leafHashes!: readonly string[];

  @Field(() => DateTimeScalar, { description: 'When a signed checkpoint will cover them, at the latest.' })
  readonly sealedBy!: Date;

  @Field(() => String, { description: 'The signed note, to verify with `entente-audit receipt`.' })
  readonly note!: string;
}
