import type { Caller } from '@entente/access';
import type { Command, Refusal, RefusalCode } from '@entente/domain';
import { writePosition, type Ledger, type Recorded, type Request } from '@entente/ledger';
import { LEDGER, commandClassOf } from '@entente/commands';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { AsOfResolver } from '../as-of/as-of.js';
import { RefusedError, refused } from '../errors/refused-error.js';
import { eventNodeOfRecorded, type EventNode } from '../event/event-node.js';
import { adviceOf, type AdviceType } from '../event/event.types.js';
import type { ApiContext } from '../loading/context.js';
import type { Loaders } from '../loading/loaders.js';
import { withNamesBesideIds } from './names-beside-ids.js';

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
    private readonly asOf: AsOfResolver,
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
    if (outcome.refused) {
      const details = await this.named(outcome.code, outcome.details, loaders);
      throw new RefusedError({ ...outcome, details });
    }
    return this.answer(outcome, loaders);
  }

  /** Names are a help: where the read model cannot be asked, ids have to do. */
  private async named(code: RefusalCode, details: Refusal['details'], loaders: Loaders) {
    try {
      const asOf = { validOn: this.asOf.today(), position: await loaders.head() };
      return await withNamesBesideIds(code, details, asOf, loaders);
    } catch {
      return details;
    }
  }

  private async answer(outcome: Recorded, loaders: Loaders): Promise<RecordedNode> {
    const { position, events, advice, repeated, subjectId } = outcome;
    const nodes = events.map(eventNodeOfRecorded);
    for (const node of nodes) loaders.primeEvent(node);
    const warnings = await Promise.all(
      advice.map(async (one) =>
        adviceOf({ ...one, details: await this.named(one.rule, one.details, loaders) }),
      ),
    );
    return {
      position: writePosition(this.ledger.identity.ledgerId, position.commit),
      events: nodes,
      warnings,
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
