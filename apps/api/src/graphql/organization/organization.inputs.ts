import { InputType } from '@nestjs/graphql';
import {
  ActInput,
  DateInput,
  FirstRecordInput,
  TextInput,
  UndatedActInput,
} from '../inputs/command-inputs.js';
import { IdInput, LanguageInput, NameInput, ObjectInput, WordInput } from '../inputs/input-field.js';

@InputType({ description: 'A name of an organisation.' })
export class OrganizationNameInput {
  @NameInput('The name.')
  readonly text!: string;

  @LanguageInput('Its language.')
  readonly lang!: string;

  @WordInput('OFFICIAL unless given; ACRONYM, VARIANT …', { nullable: true })
  readonly use?: string;
}

@InputType({ description: 'An identifier in a register that others keep; unique for ever.' })
export class IdentifierInput {
  @WordInput('The register.')
  readonly scheme!: string;

  @WordInput('The identifier in it.')
  readonly value!: string;
}

@InputType({ description: 'How an organisation stands to another one.' })
export class RelationInput {
  @WordInput('SECTION_OF, UNIT_OF, HOSTED_BY or MANDATARY_OF.')
  readonly type!: string;

  @IdInput('The other organisation.')
  readonly organizationId!: string;
}

@InputType({ description: 'Registers an organisation.' })
export class RegisterOrganizationInput extends FirstRecordInput {
  @IdInput('The id that it will have; made by the ledger unless given.', { nullable: true })
  readonly organizationId?: string;

  @ObjectInput(() => OrganizationNameInput, 'Its names; one at least.', { list: {} })
  readonly names!: OrganizationNameInput[];

  @WordInput('What kind of organisation it is.', { nullable: true })
  readonly kind?: string;

  @WordInput('Where it belongs: CA-QC, US-VT …', { nullable: true })
  readonly jurisdiction?: string;

  @ObjectInput(() => DateInput, 'When it was founded.', { nullable: true })
  readonly foundedOn?: DateInput;

  @ObjectInput(() => IdentifierInput, 'Its identifiers.', { nullable: true, list: {} })
  readonly identifiers?: IdentifierInput[];

  @ObjectInput(() => RelationInput, 'How it stands to others.', { nullable: true, list: {} })
  readonly relations?: RelationInput[];
}

@InputType({ description: 'Adds a name by which an organisation is known.' })
export class AddOrganizationAliasInput extends UndatedActInput {
  @IdInput('The organisation.')
  readonly organizationId!: string;

  @ObjectInput(() => OrganizationNameInput, 'The name.')
  readonly alias!: OrganizationNameInput;
}

@InputType({ description: 'Adds an identifier of an organisation.' })
export class AddOrganizationIdentifierInput extends UndatedActInput {
  @IdInput('The organisation.')
  readonly organizationId!: string;

  @ObjectInput(() => IdentifierInput, 'The identifier.')
  readonly identifier!: IdentifierInput;
}

@InputType({ description: 'Records that an organisation took another name.' })
export class RenameOrganizationInput extends ActInput {
  @IdInput('The organisation.')
  readonly organizationId!: string;

  @ObjectInput(() => OrganizationNameInput, 'Its new name.')
  readonly name!: OrganizationNameInput;

  @ObjectInput(() => DateInput, 'When it takes effect; when it happened unless given.', { nullable: true })
  readonly effectiveOn?: DateInput;
}

@InputType({ description: 'Records how an organisation stands to another one.' })
export class RecordOrganizationRelationInput extends UndatedActInput {
  @IdInput('The organisation.')
  readonly organizationId!: string;

  @ObjectInput(() => RelationInput, 'The relation.')
  readonly relation!: RelationInput;
}

@InputType({ description: 'Records that an organisation bears a designation.' })
export class ObserveDesignationInput extends ActInput {
  @IdInput('The organisation.')
  readonly organizationId!: string;

  @ObjectInput(() => TextInput, 'The designation.')
  readonly designation!: TextInput;

  @ObjectInput(() => TextInput, 'Who granted it.', { nullable: true })
  readonly grantedBy?: TextInput;
}
