import { LocalizedText } from '../vocabulary/localized-text.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import { Field, ObjectType } from '@nestjs/graphql';
import { ResolvedAsOfType } from '../as-of/as-of.types.js';
import { connectionOf } from '../lists/connection.js';
import { Certainty } from '../vocabulary/enums.js';
import { LanguageTagScalar } from '../vocabulary/scalars.js';
import { Node } from '../node/node.types.js';

@ObjectType('OrganizationName', { description: 'A name by which an organisation is known.' })
export class OrganizationName {
  @Field(() => String, { description: 'The name.' })
  readonly text!: string;

  @Field(() => LanguageTagScalar, { description: 'Its language.' })
  readonly lang!: string;

  @Field(() => String, { description: 'OFFICIAL, ACRONYM, VARIANT …' })
  readonly use!: string;

  @Field(() => Certainty, {
    description: 'POSSIBLE where a renaming on an uncertain day may or may not have happened yet.',
  })
  readonly certainty!: keyof typeof Certainty;
}

@ObjectType('OrganizationRelation', { description: 'A relation of an organisation to another one.' })
export class OrganizationRelation {
  @Field(() => String, { description: 'SECTION_OF, UNIT_OF, HOSTED_BY or MANDATARY_OF.' })
  readonly type!: string;
}

@ObjectType('Designation', { description: 'A designation that an organisation was seen to have.' })
export class Designation {
  @Field(() => LocalizedText, { description: 'The designation.' })
  readonly text!: LocalizedText;

  @Field(() => LocalizedText, { nullable: true, description: 'Who granted it.' })
  readonly grantedBy!: LocalizedText | null;

  @Field(() => DatedFact, { description: 'When it was last observed.' })
  readonly observed!: DatedFact;
}

@ObjectType('Merger', { description: 'Organisations that became one, on a day.' })
export class Merger {
  @Field(() => Certainty, {
    description: 'POSSIBLE where it happened by then only if its uncertain day fell early.',
  })
  readonly certainty!: keyof typeof Certainty;
}

@ObjectType('Identifier', { description: 'An identifier in a register that others keep.' })
export class Identifier {
  @Field(() => String, { description: 'The register.' })
  readonly scheme!: string;

  @Field(() => String, { description: 'The identifier in it.' })
  readonly value!: string;
}

@ObjectType('Organization', {
  implements: () => [Node],
  description: 'An organisation, as of the dates of the answer.',
})
export class Organization extends Node {
  @Field(() => ResolvedAsOfType, { description: 'The dates that the answer is for.' })
  readonly asOf!: ResolvedAsOfType;
}

export const { Connection: OrganizationConnection, ConnectionResolver: OrganizationConnectionResolver } =
  connectionOf('Organization', () => Organization);
