import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { ResolvedAsOfType } from '../as-of/as-of.types.js';
import { Certainty } from '../vocabulary/enums.js';
import { DateScalar } from '../vocabulary/scalars.js';

@ObjectType('NetworkEdge', { description: 'An organisation that is a party of an agreement.' })
export class NetworkEdge {
  @Field(() => ID, { description: 'The organisation; of those that are the same, their representative.' })
  readonly organizationId!: string;

  @Field(() => ID, { description: 'The agreement.' })
  readonly agreementId!: string;

  @Field(() => Certainty, {
    description: 'POSSIBLE: a party on validOn only if an uncertain day fell so.',
  })
  readonly certainty!: keyof typeof Certainty;

  @Field(() => String, { nullable: true, description: 'In which capacity: ORIGINAL_SIGNATORY, ACCEDED …' })
  readonly capacity!: string | null;

  @Field(() => DateScalar, { description: 'The day from which it is a party.' })
  readonly since!: string;
}

@ObjectType('NetworkOrganization', { description: 'An organisation of a network.' })
export class NetworkOrganization {
  @Field(() => Int, { description: 'The agreements of the network in which it is a party, shown or not.' })
  readonly agreements!: number;

  @Field(() => Int, { description: 'The other organisations that are parties of them.' })
  readonly partners!: number;
}

@ObjectType('Network', {
  description:
    'Organisations and the agreements that join them: an edge for each party. Organisations that are the same are one.',
})
export class Network {
  @Field(() => ResolvedAsOfType, { description: 'The dates that the network is for.' })
  readonly asOf!: ResolvedAsOfType;

  @Field(() => [NetworkEdge], { description: 'The edges, by the titles of the agreements.' })
  readonly edges!: readonly NetworkEdge[];

  @Field(() => Boolean, { description: 'Whether there are more edges than were asked for.' })
  readonly truncated!: boolean;
}
