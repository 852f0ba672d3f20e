import { InputType } from '@nestjs/graphql';
import { BooleanInput, IdInput, NameInput, ObjectInput } from '../shared/input-field.js';
import { ActInput, EvidencedInput, TextInput } from '../shared/inputs.js';

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
