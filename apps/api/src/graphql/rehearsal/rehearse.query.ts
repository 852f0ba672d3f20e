import type { Ledger, RecordedEvent, Rehearsed as LedgerRehearsed } from '@entente/ledger';
import { LEDGER } from '@entente/commands';
import { Inject } from '@nestjs/common';
import { Args, Context, Info, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Allow } from '../../guard.js';
import type { AnswerAsOf } from '../as-of/answer-as-of.js';
import { AsOfResolver } from '../as-of/as-of.js';
import { overLimit } from '../errors/refused-error.js';
import type { AdviceType } from '../event/event.types.js';
import type { ApiContext } from '../loading/context.js';
import { callerOf, Recorder } from '../recording/recorder.js';
import { readCommand, type ReadCommand } from './read-command.js';
import {
  CommandToRehearse,
  refusalNode,
  Rehearsed,
  type RefusalType,
  type WouldRecord,
} from './rehearsal.types.js';

/** The most commands that are rehearsed at a time. */
const MOST_REHEARSED = 200;

/** What would come of a command, and what its stream holds before and after it. */
export interface RehearsedNode {
  readonly name: string;
  readonly refusals: readonly RefusalType[];
  readonly warnings: readonly AdviceType[];
  readonly wouldRecord: readonly WouldRecord[];
  readonly stream: string | null;
  readonly before: readonly RecordedEvent[];
  readonly after: readonly RecordedEvent[];
  /** What the rehearsal assumes up to this command. */
  readonly assumed: readonly RecordedEvent[];
  readonly asOf: AnswerAsOf;
}

@Resolver()
export class RehearseQuery {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    private readonly asOf: AsOfResolver,
    private readonly recorder: Recorder,
  ) {}

  @Allow('secretariat')
  @Query(() => [Rehearsed], {
    nullable: true,
    description:
      'What would come of some commands, at most 200, each judged as if those before it were recorded. Nothing is written.',
  })
  async rehearse(
    @Args('commands', { type: () => [CommandToRehearse], description: 'The commands, in their order.' })
    commands: readonly CommandToRehearse[],
    @Context() context: ApiContext,
    @Info() { schema }: GraphQLResolveInfo,
  ): Promise<readonly RehearsedNode[]> {
    if (commands.length > MOST_REHEARSED)
      throw overLimit({ limit: 'COMMANDS', most: MOST_REHEARSED, given: commands.length }, 'commands');
    const caller = callerOf(context.caller);
    const read: ReadCommand[] = [];
    for (const command of commands) read.push(await readCommand(command, schema, caller));
    const asOf = await this.asOf.resolve(null, context);
    const asked = read.flatMap((one) => (one.refusals === null ? [one.asked] : []));
    const rehearsed = (await this.ledger.rehearse(asked))[Symbol.iterator]();
    const assumed: RecordedEvent[] = [];
    return Promise.all(
      read.map(async (one, index): Promise<RehearsedNode> => {
        const name = commands[index]?.name ?? '';
        if (one.refusals !== null) return { ...NOTHING, name, refusals: one.refusals.map(refusalNode), asOf };
        const { refusals, advice, events, stream, before, after } = rehearsed.next().value as LedgerRehearsed;
        assumed.push(...events);
        const shown = { name, stream, before, after, asOf, assumed: [...assumed] };
        return {
          ...shown,
          refusals: (
            await Promise.all(refusals.map((each) => this.recorder.named(each, context.loaders)))
          ).map(refusalNode),
          warnings: await Promise.all(advice.map((each) => this.recorder.warning(each, context.loaders))),
          wouldRecord: events.map(({ envelope }) => ({
            type: envelope.type,
            stream: envelope.stream,
            data: envelope.data,
          })),
        };
      }),
    );
  }
}

const NOTHING = { warnings: [], wouldRecord: [], stream: null, before: [], after: [], assumed: [] };
