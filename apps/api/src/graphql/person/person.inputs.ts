import { InputType } from '@nestjs/graphql';
import { ActInput, EvidencedInput, TextInput } from '../inputs/command-inputs.js';
import { BooleanInput, IdInput, NameInput, ObjectInput } from '../inputs/input-field.js';

@InputType({ description: 'Registers a person. The ledger makes the id; the name is kept confidential.' })
export class RegisterPersonInput extends EvidencedInput {
  @NameInput('The name.')
  readonly displayName!: string;
}

@InputType({ description: 'Records that a person was seen in a role.' })
export class ObserveRoleInput extends ActInput {
  @IdInput('The person.')
  readonly personId!: string;

  @IdInput('The organisation.', { nullable: true })
  readonly organizationId?: string;

  @ObjectInput(() => TextInput, 'The title.', { nullable: true })
  readonly title?: TextInput;

  @BooleanInput('Whether the role was held then, or had been before.')
  readonly current!: boolean;
}
