import { InputType } from '@nestjs/graphql';
import { DateInput, OccurredInput, OptionallyEvidencedInput } from '../inputs/command-inputs.js';
import { DayInput, IdInput, LanguageInput, WordInput } from '../inputs/input-field.js';

@InputType({ description: 'Deposits a source by its hash. Its evidence may be itself, or none.' })
export class DepositSourceInput extends OptionallyEvidencedInput {
  @IdInput('The id that it will have; made by the ledger unless given.', { nullable: true })
  readonly sourceId?: string;

  @WordInput('PRESS_RELEASE, ARTICLE, AGREEMENT_TEXT …')
  readonly kind!: string;

  @WordInput('Who published it.', { nullable: true })
  readonly issuer?: string;

  @DayInput('When it was published.', { nullable: true })
  readonly publishedOn?: string;

  @LanguageInput('Its language.', { nullable: true })
  readonly lang?: string;

  @WordInput('SHA-256 of the file, 64 lower-case hexadecimal digits.')
  readonly sha256!: string;

  @WordInput('The name of the file.', { nullable: true })
  readonly file?: string;

  @OccurredInput({ nullable: true })
  readonly occurredOn?: DateInput;
}
