import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { BilingualType } from '../vocabulary/localized-text.js';
import { DateTimeScalar } from '../vocabulary/scalars.js';

@ObjectType('CheckpointQuorum', {
  description: 'How many of the log’s witnesses cosigned a checkpoint, and how many are needed.',
})
export class CheckpointQuorumType {
  @Field(() => Int, { description: 'How many witnesses the log has.' })
  readonly witnesses!: number;

  @Field(() => Int, { description: 'How many of them make a checkpoint a witnessed one.' })
  readonly needed!: number;

  @Field(() => Int, { description: 'How many of them cosigned it.' })
  readonly cosigned!: number;

  @Field(() => Boolean, {
    description:
      'Whether enough of them cosigned it; false where the log has no witnesses. It is the ledger’s own word: an auditor’s policy says whose cosignatures count.',
  })
  readonly reached!: boolean;
}

@ObjectType('Checkpoint', {
  description:
    'What the ledger signed of its log: how many events it has, and the root of the Merkle tree over them.',
})
export class CheckpointType {
  @Field(() => String, { description: 'The name of the log.' })
  readonly origin!: string;

  @Field(() => Int, { description: 'How many events it covers.' })
  readonly size!: number;

  @Field(() => String, { description: 'The root of the tree (RFC 6962), SHA-256 in hexadecimal digits.' })
  readonly root!: string;

  @Field(() => DateTimeScalar, { description: 'When it was published.' })
  readonly published!: Date;

  @Field(() => String, {
    description: 'The signed note (C2SP tlog-checkpoint), to verify without the ledger.',
  })
  readonly note!: string;

  @Field(() => [String], {
    description:
      'The names of the witnesses whose cosignatures were verified, of those that the ledger is configured with.',
  })
  readonly witnesses!: readonly string[];

  @Field(() => CheckpointQuorumType, { description: 'Whether enough witnesses cosigned it.' })
  readonly quorum!: CheckpointQuorumType;
}

@ObjectType('EventProof', {
  description: 'That an event is in the log that was signed. It can be verified without the ledger.',
})
export class EventProofType {
  @Field(() => Int, { description: 'The index of its leaf, from 0.' })
  readonly index!: number;

  @Field(() => String, { description: 'The hash of its leaf, in hexadecimal digits.' })
  readonly leafHash!: string;

  @Field(() => [String], {
    description: 'The hashes of the inclusion proof (RFC 6962), from the leaf up, in hexadecimal digits.',
  })
  readonly hashes!: readonly string[];

  @Field(() => CheckpointType, { description: 'The checkpoint that it leads to.' })
  readonly checkpoint!: CheckpointType;

  @Field(() => String, { description: 'The whole proof as a .tlog-proof file (C2SP tlog-proof).' })
  readonly text!: string;

  @Field(() => String, { description: 'The event as it is stored and hashed: its canonical JSON.' })
  readonly event!: string;
}

@ObjectType('VerificationFinding', { description: 'Something that is not as it was written or signed.' })
export class VerificationFindingType {
  @Field(() => String, { description: 'Its code.' })
  readonly code!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The revision at which it is; null where it is about the whole log.',
  })
  readonly revision!: number | null;

  @Field(() => BilingualType, { description: 'What is wrong, in both languages.' })
  readonly message!: BilingualType;
}

@ObjectType('Verification', {
  description: 'What verifying a stream came to, now: bytes, hashes, links, and the signed tree.',
})
export class VerificationType {
  @Field(() => ID, { description: 'The stream.' })
  readonly stream!: string;

  @Field(() => Int, { description: 'How many of its events were verified.' })
  readonly events!: number;

  @Field(() => Int, { description: 'How many of them the checkpoint covers.' })
  readonly sealed!: number;

  @Field(() => CheckpointType, { nullable: true, description: 'The checkpoint; null before the first.' })
  readonly checkpoint!: CheckpointType | null;

  @Field(() => Boolean, { description: 'True when nothing was found.' })
  readonly sound!: boolean;

  @Field(() => [VerificationFindingType], { description: 'What was found.' })
  readonly findings!: readonly VerificationFindingType[];
}
