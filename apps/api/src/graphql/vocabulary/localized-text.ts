import { Field, ObjectType } from '@nestjs/graphql';
import { LanguageTagScalar } from './scalars.js';

@ObjectType('LocalizedText', { description: 'A text in one language.' })
export class LocalizedText {
  @Field(() => String, { description: 'The text.' })
  readonly text!: string;

  @Field(() => LanguageTagScalar, { description: 'Its language.' })
  readonly lang!: string;
}

@ObjectType('Bilingual', { description: 'A message in both languages of the ledger.' })
export class BilingualType {
  @Field(() => String, { description: 'In French.' })
  readonly fr!: string;

  @Field(() => String, { description: 'In English.' })
  readonly en!: string;
}
