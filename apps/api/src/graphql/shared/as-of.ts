import { dayInZone } from '@entente/domain';
import { LEDGER, type Ledger } from '@entente/ledger';
import type { Clock } from '@entente/platform';
import { ProjectionBehindError, type ReadModel } from '@entente/read-model';
import { Inject, Injectable } from '@nestjs/common';
import { refused } from '../errors/refused-error.js';
import { CLOCK, READ_MODEL, type ApiContext } from './context.js';
import { isGiven } from './given.js';
import type { AsOf } from './inputs.js';
import type { AnswerAsOf } from './nodes.js';
import type { Cursor } from './page.js';
import { readPosition } from './position.js';

/** Turns what a client asks for into the two dates of the answer, and waits until they can be answered. */
@Injectable()
export class AsOfResolver {
  constructor(
    @Inject(READ_MODEL) private readonly readModel: ReadModel,
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Today in the ledger's time zone. */
  today(): string {
    return dayInZone(this.clock.now(), this.ledger.identity.timeZone);
  }

  /**
   * The dates of an answer; those of the cursor where a list goes on.
   * @throws {RefusedError} AS_OF_AMBIGUOUS, POSITION_FOREIGN, PROJECTION_BEHIND, CURSOR_INVALID
   */
  async resolve(
    asked: AsOf | null | undefined,
    { loaders }: ApiContext,
    cursor: Cursor | null = null,
  ): Promise<AnswerAsOf> {
    const { validOn, knownAt, position } = asked ?? {};
    if (isGiven(knownAt) && isGiven(position)) throw refused('AS_OF_AMBIGUOUS', 'asOf');
    const { ledgerId } = this.ledger.identity;
    if (cursor) {
      const at = readPosition(ledgerId, cursor.position);
      if (at === null || (isGiven(validOn) && validOn !== cursor.validOn))
        throw refused('CURSOR_INVALID', 'after');
      // An instant that is young or to come stood for the head when the list was begun, and stands for another one now: the
      // list goes on where it was begun.
      const begunAt = cursor.knownAt;
      if (!(isGiven(knownAt) && begunAt !== null && Date.parse(knownAt) === Date.parse(begunAt))) {
        const known = await this.positionOf(knownAt, position);
        if (known !== null && known !== at) throw refused('CURSOR_INVALID', 'after');
      }
      await this.waitFor(at);
      return { validOn: cursor.validOn, position: at, knownAt: knownAt ?? begunAt, ledgerId };
    }
    const known = await this.positionOf(knownAt, position);
    return {
      validOn: validOn ?? this.today(),
      position: known ?? (await loaders.head()),
      knownAt: knownAt ?? null,
      ledgerId,
    };
  }

  /** The dates of what was just recorded. */
  at(position: bigint): AnswerAsOf {
    return { validOn: this.today(), position, knownAt: null, ledgerId: this.ledger.identity.ledgerId };
  }

  /** Waits until a position is projected. @throws {RefusedError} PROJECTION_BEHIND */
  async waitFor(position: bigint): Promise<void> {
    await orBehind(this.readModel.waitFor(position));
  }

  private async positionOf(
    knownAt: string | null | undefined,
    position: string | null | undefined,
  ): Promise<bigint | null> {
    if (isGiven(knownAt)) return orBehind(this.readModel.positionKnownAt(new Date(knownAt)));
    if (!isGiven(position)) return null;
    const read = readPosition(this.ledger.identity.ledgerId, position);
    if (read === null) throw refused('POSITION_FOREIGN', 'asOf.position');
    await this.waitFor(read);
    return read;
  }
}

async function orBehind<T>(waiting: Promise<T>): Promise<T> {
  try {
    return await waiting;
  } catch (error) {
    if (error instanceof ProjectionBehindError) throw refused('PROJECTION_BEHIND', 'asOf');
    throw error;
  }
}
