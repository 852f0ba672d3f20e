import type { Transparency } from '@entente/assembly';
import { LEDGER } from '@entente/commands';
import { isUuid } from '@entente/domain';
import type { Ledger } from '@entente/ledger';
import { leafHash, writeEventProof } from '@entente/proof';
import { Inject } from '@nestjs/common';
import { Context, Query, Resolver } from '@nestjs/graphql';
import { TRANSPARENCY } from '../../api-parts.js';
import { Allow } from '../../guard.js';
import { invalid } from '../errors/refused-error.js';
import { IdArg, StreamArg } from '../inputs/arguments.js';
import type { ApiContext } from '../loading/context.js';
import { checkpointNode } from './checkpoint-node.js';
import { CheckpointType, EventProofType, VerificationType } from './proof.types.js';
import { SEALS, type Seals } from './seals.js';
import { verifyStream } from './verify-stream.js';

/** What lets anybody check the log without trusting the ledger. */
@Resolver()
export class ProofQuery {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(TRANSPARENCY) private readonly transparency: Transparency,
    @Inject(SEALS) private readonly seals: Seals,
  ) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => CheckpointType, {
    nullable: true,
    description: 'The last checkpoint of the log that was signed; null before the first.',
  })
  async checkpoint(): Promise<CheckpointType | null> {
    const seal = await this.seals.latest();
    return seal && checkpointNode(seal.checkpoint, this.transparency.witnesses);
  }

  @Allow('secretariat', 'auditor')
  @Query(() => EventProofType, {
    nullable: true,
    description:
      'The proof that an event is in the log that was signed; null where there is no such event, or while no checkpoint covers it.',
  })
  async proof(
    @Context() context: ApiContext,
    @IdArg('event', 'The id of the event.') id: string,
  ): Promise<EventProofType | null> {
    if (!isUuid(id)) throw invalid('event', { problem: 'NOT_A_UUID' }, id);
    const event = await context.loaders.findEvent(id);
    const seal = await this.seals.latest();
    const index = event && this.seals.indexUnder(seal, event.commit);
    if (index === null || seal === null) return null;
    const { tree, witnesses } = this.transparency;
    const { checkpoint } = seal;
    const [bytes] = await tree.entries(index, 1);
    if (!bytes || seal.size < checkpoint.size) return null;
    const hashes = tree.tree.inclusionProof(index, checkpoint.size);
    return {
      index,
      leafHash: leafHash(bytes),
      hashes: hashes.map((hash) => Buffer.from(hash).toString('hex')),
      checkpoint: checkpointNode(checkpoint, witnesses),
      text: writeEventProof({ index, hashes, checkpoint: checkpoint.note }),
      event: Buffer.from(bytes).toString('utf8'),
    };
  }

  @Allow('secretariat', 'auditor')
  @Query(() => VerificationType, {
    nullable: true,
    description:
      'Verifies a stream now: each event’s bytes, hash and link, and that the signed tree holds them; null where there is no such stream. Events cut off the end of the stream show only in `entente verify`.',
  })
  verify(@StreamArg() stream: string): Promise<VerificationType | null> {
    const { reader } = this.ledger;
    const { tree, witnesses } = this.transparency;
    return verifyStream(stream, { reader, seals: this.seals, tree, witnesses });
  }
}
