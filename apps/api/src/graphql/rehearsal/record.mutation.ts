import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '@entente/domain';
import type { GraphQLResolveInfo } from 'graphql';
import { Allow } from '../../guard.js';
import { overLimit, RefusedError } from '../errors/refused-error.js';
import type { ApiContext } from '../loading/context.js';
import { callerOf, Recorder, refusalAt, type RecordedNode } from '../recording/recorder.js';
import { readCommand, type ReadCommand } from './read-command.js';
import { CommandToRehearse, RecordedTogether } from './rehearsal.types.js';

/** The most commands that are recorded together. */
const MOST_RECORDED = 50;

type Readable = Extract<ReadCommand, { readonly refusals: null }>;

@Resolver()
export class RecordMutation {
  constructor(private readonly recorder: Recorder) {}

  @Allow('secretariat')
  @Mutation(() => RecordedTogether, {
    nullable: true,
    description:
      'Records some commands of one stream, at most 50, in one append, all or none: a registration and its signatures, say.',
  })
  async record(
    @Args('commands', { type: () => [CommandToRehearse], description: 'The commands, in their order.' })
    commands: readonly CommandToRehearse[],
    @Context() context: ApiContext,
    @Info() { schema }: GraphQLResolveInfo,
  ): Promise<{ readonly position: string; readonly results: readonly RecordedNode[] }> {
    if (commands.length === 0)
      throw new RefusedError(
        refuse('VALIDATION_FAILED', 'commands', { problem: 'LIST_TOO_SHORT', least: 1 }),
      );
    if (commands.length > MOST_RECORDED)
      throw overLimit({ limit: 'COMMANDS', most: MOST_RECORDED, given: commands.length }, 'commands');
    const caller = callerOf(context.caller);
    const read: Readable[] = [];
    for (const [index, command] of commands.entries()) {
      const one = await readCommand(command, schema, caller);
      if (one.refusals !== null) throw new RefusedError(refusalAt(index, one.refusals[0]));
      read.push(one);
    }
    const results = await this.recorder.recordTogether(read, context);
    const last = results.reduce((latest, one) => (one.commit > latest.commit ? one : latest));
    return { position: last.position, results };
  }
}
