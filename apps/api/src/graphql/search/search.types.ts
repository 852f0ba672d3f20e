import { Field, ID, ObjectType } from '@nestjs/graphql';
import { SearchKind } from '../vocabulary/enums.js';

@ObjectType('SearchHit', { description: 'Something that a search found.' })
export class SearchHit {
  @Field(() => SearchKind, { description: 'What it is.' })
  readonly kind!: keyof typeof SearchKind;

  @Field(() => ID, { description: 'Its key: agreementId, organizationId …' })
  readonly key!: string;
}
