import { Field, ObjectType } from '@nestjs/graphql';
import { Likeness } from '../vocabulary/enums.js';
import { Organization } from './organization.types.js';

@ObjectType('OrganizationResemblance', { description: 'An organisation with a name like the one asked for.' })
export class OrganizationResemblance {
  @Field(() => Organization, { description: 'The organisation.' })
  readonly organization!: Organization;

  @Field(() => String, { description: 'Its name or alias that is alike.' })
  readonly name!: string;

  @Field(() => Likeness, { description: 'How much they are alike.' })
  readonly likeness!: keyof typeof Likeness;
}

@ObjectType('DuplicateCandidate', { description: 'Two organisations that may be one.' })
export class DuplicateCandidate {
  @Field(() => [Organization], { description: 'The two.' })
  readonly organizations!: readonly Organization[];

  @Field(() => [String], { description: 'Of each, in their order, the name or alias that is the same.' })
  readonly names!: readonly string[];
}
