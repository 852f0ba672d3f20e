import { InputType } from '@nestjs/graphql';
import { DateInput, EvidencedInput, OccurredInput, TextInput } from '../inputs/command-inputs.js';
import { CountInput, IdInput, ObjectInput, WordInput } from '../inputs/input-field.js';

@InputType({ description: 'Who took part in a mission, as far as it is told.' })
export class MissionParticipantsInput {
  @CountInput('About how many.', { nullable: true })
  readonly approx?: number;

  @ObjectInput(() => TextInput, 'In the words of the source.', { nullable: true, list: {} })
  readonly text?: TextInput[];

  @WordInput('What is counted: firms, persons …', { nullable: true })
  readonly scope?: string;
}

@InputType({ description: 'Records a mission that was undertaken.' })
export class RecordMissionInput extends EvidencedInput {
  @IdInput('The id that it will have; made by the ledger unless given.', { nullable: true })
  readonly missionId?: string;

  @CountInput('Its number in its series.', { nullable: true })
  readonly ordinal?: number;

  @WordInput('Where it went.')
  readonly destination!: string;

  @IdInput('The organisations that organised it.', { nullable: true, list: {} })
  readonly organizerIds?: string[];

  @IdInput('The organisations that paid for it.', { nullable: true, list: {} })
  readonly funderIds?: string[];

  @ObjectInput(() => MissionParticipantsInput, 'Who took part.', { nullable: true })
  readonly participants?: MissionParticipantsInput;

  @ObjectInput(() => TextInput, 'What it was for.', { nullable: true, list: {} })
  readonly purpose?: TextInput[];

  @ObjectInput(() => TextInput, 'What came of it.', { nullable: true, list: {} })
  readonly outcome?: TextInput[];

  @OccurredInput({ nullable: false })
  readonly occurredOn!: DateInput;
}
