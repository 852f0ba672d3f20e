import { dayInZone, type Command, type Day, type RefusalCode } from '@entente/domain';
import { ownCommandId, type Ledger } from '@entente/ledger';
import type { Check, Clock, Logger } from '@entente/platform';
import type { ReadModel } from '@entente/read-model';

/** Records what falls due by the calendar: terms that ended, intents that lapsed. No answer depends on it. */
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

const EVERY_MS = 60_000;
const AT_ONCE = 200;
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
}): Reactor {
  const { ledger, readModel, clock, log } = parts;
  const { ledgerId, timeZone } = ledger.identity;
  let stopped = false;
  let failure: string | null = null;
  let looking: Promise<number> | null = null;
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
      // A notice that is refused once is refused at each look: it is said once, and stays in health.
      if (refused.get(name) !== outcome.code) log.warn(`${name} was not recorded: ${outcome.code}`);
      refusedNow.set(name, outcome.code);
      return 'REFUSED';
    }
    return outcome.repeated || outcome.events.length === 0 ? 'ALREADY' : 'RECORDED';
  };

  const recordExpiries = async (today: Day): Promise<number> => {
    let count = 0;
    let after = { agreement_id: '', last_day: '0001-01-01' };
    for (;;) {
      const due = await readModel.ask((db) =>
        db
          .selectFrom('expiry_due')
          .select(['agreement_id', 'last_day', 'term_event'])
          .where('known_to', '=', '9223372036854775807')
          .where('last_day', '<', today)
          .where(({ eb, refTuple, tuple }) =>
            eb(refTuple('agreement_id', 'last_day'), '>', tuple(after.agreement_id, after.last_day)),
          )
          .orderBy('agreement_id')
          .orderBy('last_day')
          .limit(AT_ONCE)
          .execute(),
      );
      for (const { agreement_id: agreementId, last_day: lastDay, term_event } of due) {
        if (stopped) return count;
        const command: Command = { name: 'expireAgreement', input: { agreementId, lastDay } };
        const noticed = await record(command, `expire:${agreementId}:${lastDay}`, term_event);
        if (noticed === 'RECORDED') count += 1;
      }
      if (due.length < AT_ONCE) return count;
      after = due.at(-1) ?? after;
    }
  };

  const recordLapses = async (today: Day): Promise<number> => {
    let count = 0;
    let after = { expected_by: '0001-01-01', intent_event: '00000000-0000-0000-0000-000000000000' };
    for (;;) {
      const due = await readModel.ask((db) =>
        db
          .selectFrom('lapse_due')
          .select(['agreement_id', 'organization_id', 'expected_by', 'intent_event'])
          .where('known_to', '=', '9223372036854775807')
          .where('expected_by', '<', today)
          .where(({ eb, refTuple, tuple }) =>
            eb(refTuple('expected_by', 'intent_event'), '>', tuple(after.expected_by, after.intent_event)),
          )
          .orderBy('expected_by')
          .orderBy('intent_event')
          .limit(AT_ONCE)
          .execute(),
      );
      for (const { agreement_id, organization_id, expected_by, intent_event } of due) {
        if (stopped) return count;
        const command: Command = {
          name: 'lapseIntent',
          input: {
            agreementId: agreement_id,
            organizationId: organization_id,
            intentEventId: intent_event,
            expectedBy: expected_by,
          },
        };
        const noticed = await record(command, `lapse:${intent_event}:${expected_by}`, intent_event);
        if (noticed === 'RECORDED') count += 1;
      }
      if (due.length < AT_ONCE) return count;
      after = due.at(-1) ?? after;
    }
  };

  const lookOnce = async (): Promise<number> => {
    const today = dayInZone(clock.now(), timeZone);
    try {
      if (await ledger.isLoading()) return 0;
      refusedNow = new Map();
      const count = (await recordExpiries(today)) + (await recordLapses(today));
      refused = refusedNow;
      failure = null;
      return count;
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
      if (!stopped) log.warn(`what is due was not recorded; the next run tries again: ${failure}`);
      return 0;
    }
  };
  const look = (): Promise<number> => {
    looking ??= lookOnce().finally(() => {
      looking = null;
    });
    return looking;
  };

  const timer = setInterval(() => void look(), EVERY_MS);
  timer.unref();
  void look();
  return {
    look,
    failure: () => failure,
    async check() {
      const [first] = refused;
      if (failure !== null) return { ok: false, reason: 'what is due was not recorded; the log says why' };
      if (!first) return { ok: true };
      const [notice, code] = first;
      return { ok: false, reason: 'a notice was refused', refused: refused.size, notice, code };
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await looking;
    },
  };
}
