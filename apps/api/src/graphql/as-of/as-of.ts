import { dayInZone, type Day } from '@entente/domain';
import { readPosition, writePosition, type Ledger } from '@entente/ledger';
import { LEDGER } from '@entente/commands';
import type { Clock } from '@entente/platform';
import {
  ProjectionBehindError,
  type AsOf as ReadAsOf,
  type KnownAt,
  type ReadModel,
} from '@entente/read-model';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, READ_MODEL } from '../../api-parts.js';
import { refused } from '../errors/refused-error.js';
import { isGiven } from '../inputs/given.js';
import type { Cursor } from '../lists/page.js';
import type { ApiContext } from '../loading/context.js';
import { nameDates, type NamedDates } from '../node/node-id.js';
import type { AnswerAsOf } from './answer-as-of.js';
import type { AsOf } from './as-of.input.js';

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

  /** The dates of the answer that an event stands in; the present where none were asked for. */
  async ofEvent(event: { readonly asOf?: ReadAsOf }, loaders: ApiContext['loaders']): Promise<ReadAsOf> {
    return event.asOf ?? { validOn: this.today(), position: await loaders.head() };
  }

  /** The same for a list below it, which has to know what was asked for. */
  async answerOf({ asOf }: { readonly asOf?: ReadAsOf }, context: ApiContext): Promise<AnswerAsOf> {
    if (!asOf) return this.resolve(null, context);
    if (isAnswer(asOf)) return asOf;
    const { validOn, position } = asOf;
    const { ledgerId } = this.ledger.identity;
    return this.atPosition({ validOn, knownAt: null, asHead: null, ledgerId }, position);
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
      const { asHead } = cursor;
      const dates = { validOn: cursor.validOn, position: at, asHead, ledgerId, head: false };
      let answersAt: string | null = null;
      if (!isSameInstant(knownAt, asHead)) {
        const known = isGiven(knownAt)
          ? (await this.positionKnownAt(knownAt)).position
          : isGiven(position)
            ? await this.positionOf(position, 'asOf.position')
            : at;
        if (known !== at) throw refused('CURSOR_INVALID', 'after');
        answersAt = knownAt ?? null;
      }
      await this.waitFor(at);
      const present = at === (await loaders.head()) && cursor.validOn === this.today() && answersAt === null;
      return { ...dates, knownAt: answersAt, named: present ? '' : this.nameBoth(cursor.validOn, at) };
    }
    const dates = { validOn: validOn ?? this.today(), knownAt: null, asHead: null, ledgerId };
    if (isGiven(position)) return this.atPosition(dates, await this.positionOf(position, 'asOf.position'));
    // Asked before the instant is resolved, so that what it stands for is not behind a head that has moved meanwhile.
    const head = await loaders.head();
    if (!isGiven(knownAt))
      return { ...dates, position: head, head: true, named: nameDates(validOn ?? null, null) };
    const known = await this.positionKnownAt(knownAt);
    return {
      ...dates,
      ...(known.settled ? { knownAt } : { asHead: knownAt }),
      position: known.position,
      head: known.position >= head,
      named: this.nameBoth(dates.validOn, known.position),
    };
  }

  /**
   * The dates of something that is asked for by an id: those asked for, or else those that the id names.
   * @throws {RefusedError} AS_OF_AMBIGUOUS, POSITION_FOREIGN, PROJECTION_BEHIND
   */
  async resolveOf(
    { dates }: { readonly dates: NamedDates | null },
    asked: AsOf | null | undefined,
    context: ApiContext,
  ): Promise<AnswerAsOf> {
    if (isGiven(asked) || dates?.position === undefined) return this.resolve(asked ?? dates, context);
    const { validOn = this.today(), position } = dates;
    const { ledgerId } = this.ledger.identity;
    const at = await this.positionOf(position, 'id');
    return this.atPosition({ validOn, knownAt: null, asHead: null, ledgerId }, at);
  }

  /**
   * The dates of a list below an object: the object's own. Where it goes on, and they were the head when it was begun, or
   * those of an instant that stood for the head, it goes on at the position at which it was begun.
   * @throws {RefusedError} CURSOR_INVALID, PROJECTION_BEHIND
   */
  async resolveBelow(asOf: AnswerAsOf, cursor: Cursor | null): Promise<AnswerAsOf> {
    if (!cursor) return asOf;
    const at = readPosition(asOf.ledgerId, cursor.position);
    if (at === null || cursor.validOn !== asOf.validOn) throw refused('CURSOR_INVALID', 'after');
    if (at === asOf.position) return asOf;
    const { asHead } = cursor;
    if (!(asOf.head && at < asOf.position) && !isSameInstant(asOf.knownAt ?? asOf.asHead, asHead))
      throw refused('CURSOR_INVALID', 'after');
    if (at > asOf.position) await this.waitFor(at);
    const named = this.nameBoth(asOf.validOn, at);
    return { ...asOf, position: at, knownAt: null, asHead, head: false, named };
  }

  /**
   * The dates of a page of the log itself. It has no dates to keep: it only grows, in the order of its positions, so that a
   * list of it goes on with all that has come since.
   * @throws {RefusedError} PROJECTION_BEHIND, CURSOR_INVALID
   */
  async resolveForLog(context: ApiContext, cursor: Cursor | null): Promise<AnswerAsOf> {
    const now = await this.resolve(null, context);
    if (!cursor) return now;
    const at = readPosition(now.ledgerId, cursor.position);
    if (at === null) throw refused('CURSOR_INVALID', 'after');
    if (at <= now.position) return now;
    await this.waitFor(at);
    return { ...now, position: at };
  }

  /** The dates of what a command recorded: the present, or long past where it is `repeated`. */
  ofRecord(position: bigint, { repeated }: { readonly repeated: boolean }): AnswerAsOf {
    const { ledgerId } = this.ledger.identity;
    const dates = { validOn: this.today(), knownAt: null, asHead: null, ledgerId };
    const asOf = this.atPosition(dates, position);
    return repeated ? asOf : { ...asOf, named: '' };
  }

  /** Waits until a position is projected. @throws {RefusedError} PROJECTION_BEHIND */
  async waitFor(position: bigint): Promise<void> {
    await orBehind(this.readModel.waitFor(position));
  }

  private positionKnownAt(instant: string): Promise<KnownAt> {
    return orBehind(this.readModel.positionKnownAt(new Date(instant)));
  }

  private atPosition(dates: Omit<AnswerAsOf, 'position' | 'head' | 'named'>, position: bigint): AnswerAsOf {
    return { ...dates, position, head: false, named: this.nameBoth(dates.validOn, position) };
  }

  private nameBoth(validOn: Day, position: bigint): string {
    return nameDates(validOn, writePosition(this.ledger.identity.ledgerId, position));
  }

  private async positionOf(position: string, field: string): Promise<bigint> {
    const read = readPosition(this.ledger.identity.ledgerId, position);
    if (read === null) throw refused('POSITION_FOREIGN', field);
    await this.waitFor(read);
    return read;
  }
}

function isAnswer(asOf: ReadAsOf): asOf is AnswerAsOf {
  return 'ledgerId' in asOf;
}

function isSameInstant(one: string | null | undefined, other: string | null): boolean {
  return isGiven(one) && other !== null && Date.parse(one) === Date.parse(other);
}

async function orBehind<T>(waiting: Promise<T>): Promise<T> {
  try {
    return await waiting;
  } catch (error) {
    if (error instanceof ProjectionBehindError) throw refused('PROJECTION_BEHIND', 'asOf');
    throw error;
  }
}
