import type { Caller } from '@entente/access';
import type { Command } from '@entente/domain';
import { writePosition, type Ledger, type Recorded, type Request } from '@entente/ledger';
import { LEDGER, commandClassOf } from '@entente/commands';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { RefusedError, refused } from '../errors/refused-error.js';
import { eventNodeOfRecorded, type EventNode } from '../event/event-node.js';
import { adviceOf, type AdviceType } from '../event/event.types.js';
import type { ApiContext } from '../loading/context.js';

/** What every mutation's input carries. */
export interface MutationInput {
  readonly commandId: string;
  readonly expectedRevision?: number;
}

/** What every mutation answers. */
export interface RecordedNode {
  readonly position: string;
  readonly events: readonly EventNode[];
  readonly warnings: readonly AdviceType[];
  readonly repeated: boolean;
  /** Where the payload's object is read. */
  readonly commit: bigint;
  /** The id of what was recorded of. */
  readonly subjectId: string;
}

/** Sends what a mutation asks for to the ledger, and makes its answer. */
@Injectable()
export class Recorder {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    private readonly bus: CommandBus,
  ) {}

  /**
   * Records a command.
   * @throws {RefusedError} for whatever the ledger refuses
   */
  async record(
    command: string,
    input: MutationInput,
    { caller, loaders }: ApiContext,
  ): Promise<RecordedNode> {
    const { commandId, expectedRevision, ...rest } = input;
    // What is absent and what is null are the same to the ledger, which drops both before it judges.
    const asked = rest as Command['input'];
    const Command = commandClassOf(command);
    const outcome = await this.bus.execute(
      new Command(asked, requestOf(callerOf(caller), commandId, expectedRevision)),
    );
    if (outcome.refused) throw new RefusedError(outcome);
    return this.answer(outcome, loaders);
  }

  private answer(outcome: Recorded, loaders: ApiContext['loaders']): RecordedNode {
    const { position, events, advice, repeated, subjectId } = outcome;
    const nodes = events.map(eventNodeOfRecorded);
    for (const node of nodes) loaders.primeEvent(node);
    return {
      position: writePosition(this.ledger.identity.ledgerId, position.commit),
      events: nodes,
      warnings: advice.map(adviceOf),
      repeated,
      commit: position.commit,
      subjectId,
    };
  }
}

function requestOf(caller: Caller, commandId: string, expectedRevision: number | null | undefined): Request {
  return {
    commandId,
    caller: { actor: caller.actor },
    ...(expectedRevision !== null && expectedRevision !== undefined && { expectedRevision }),
  };
}

/** The guard has let nobody else through. */
function callerOf(caller: Caller | null): Caller {
  if (!caller) throw refused('UNAUTHENTICATED');
  return caller;
}
