import { dayInZone, type Command, type RefusalCode } from '@entente/domain';
import { ownCommandId, type Ledger } from '@entente/ledger';
import { startLooking, type Check, type Clock, type Logger } from '@entente/platform';
import type { ReadModel } from '@entente/read-model';
import { AT_ONCE, expiriesBefore, lapsesBefore, withdrawalsUntil, type Due } from './due-notices.js';

/** Records what falls due by the calendar: terms that ended, intents that lapsed, withdrawals that took effect. No answer depends on it. */
export interface Reactor {
  /** Runs once and records what is due; resolves with the number of notices recorded. */
  look(): Promise<number>;
  /** Why the last run failed; null when it succeeded. */
  failure(): string | null;
  /** Whether the last run recorded all that was due. */
  check(): Promise<Check>;
  stop(): Promise<void>;
}

type Noticed = 'RECORDED' | 'ALREADY' | 'REFUSED';

/** Refusals that say nothing of the notice itself: the next run tries again. */
const PASSING: readonly RefusalCode[] = [
  'STORE_UNAVAILABLE',
  'CONCURRENCY_CONFLICT',
  'PROJECTION_BEHIND',
  'LOG_DIFFERS',
  'CLOCK_UNTRUSTED',
];
const CALLER = { actor: 'system:expiry-scheduler' };

/**
 * Starts the reactor. The read model says what is due. Each notice has a commandId made from what it is about, so that
 * each is recorded once, even after a month of silence or by two workers at the same time.
 */
export function startReactor(parts: {
  readonly ledger: Ledger;
  readonly readModel: ReadModel;
  readonly clock: Clock;
  readonly log: Logger;
  /** Whether nothing is to be noticed now, because an import runs. */
  readonly isHeld?: () => Promise<boolean>;
}): Reactor {
  const { ledger, readModel, clock, log, isHeld = async () => false } = parts;
  const { ledgerId, timeZone } = ledger.identity;
  /** The notices that the last look could not record, and those of the look under way. */
  let refused: ReadonlyMap<string, RefusalCode> = new Map();
  let refusedNow = new Map<string, RefusalCode>();

  const record = async (command: Command, name: string, causation: string): Promise<Noticed> => {
    const outcome = await ledger.execute(command, {
      commandId: ownCommandId(ledgerId, name),
      caller: CALLER,
      causation,
    });
    if (outcome.refused) {
      if (PASSING.includes(outcome.code)) throw new Error(`${name} was not recorded: ${outcome.code}`);
      // A notice that is refused once is refused at each look: it is logged once, and stays in health.
      if (refused.get(name) !== outcome.code) log.warn(`${name} was not recorded: ${outcome.code}`);
      refusedNow.set(name, outcome.code);
      return 'REFUSED';
    }
    return outcome.repeated || outcome.events.length === 0 ? 'ALREADY' : 'RECORDED';
  };

  /** Records each notice of one kind that is due, page by page. */
  const recordAll = async <R>({ page, notice }: Due<R>, isStopping: () => boolean): Promise<number> => {
    let count = 0;
    let after: R | undefined;
    for (;;) {
      const due = await readModel.ask((db) => page(db, after));
      for (const row of due) {
        if (isStopping()) return count;
        const { command, name, causation } = notice(row);
        if ((await record(command, name, causation)) === 'RECORDED') count += 1;
      }
      if (due.length < AT_ONCE) return count;
      after = due.at(-1);
    }
  };

  const lookOnce = async (isStopping: () => boolean): Promise<number> => {
    const today = dayInZone(clock.now(), timeZone);
    if ((await ledger.isLoading()) || (await isHeld())) return 0;
    refusedNow = new Map();
    const count =
      (await recordAll(expiriesBefore(today), isStopping)) +
      (await recordAll(lapsesBefore(today), isStopping)) +
      (await recordAll(withdrawalsUntil(today), isStopping));
    refused = refusedNow;
    return count;
  };

  const looking = startLooking({
    lookOnce,
    onFailure: (_error, reason) =>
      log.warn(`what is due was not recorded; the next run tries again: ${reason}`),
  });
  return {
    look: async () => (await looking.look()) ?? 0,
    failure: looking.failure,
    async check() {
      const [first] = refused;
      if (looking.failure() !== null)
        return { ok: false, reason: 'what is due was not recorded; the log says why' };
      if (!first) return { ok: true };
      const [notice, code] = first;
      return { ok: false, reason: 'a notice was refused', refused: refused.size, notice, code };
    },
    stop: looking.stop,
  };
}
