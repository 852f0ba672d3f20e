import { refuse, type Refusal } from '@entente/domain';
import { keptAWhile, type Check, type Logger } from '@entente/platform';
import type { ClockWatch } from './clock-watch.js';

/** Watches what must hold for anything to be recorded. */
export interface RecordingGuard {
  /** Why nothing may be recorded now; null where it may. `scripted` commands bring their own time. */
  refusal(scripted: boolean): Promise<Refusal | null>;
  checkLog(): Promise<Check>;
}

/**
 * Lets nothing be recorded while the log is not the one that the read model follows, or the clock cannot be trusted.
 * @param logDiffers why the log is another one; null where it is not
 */
export function guardRecording(parts: {
  readonly logDiffers: () => Promise<string | null>;
  readonly clock: ClockWatch;
  readonly log: Logger;
}): RecordingGuard {
  let known: string | null = null;
  const compared = keptAWhile(async () => {
    const problem = await parts.logDiffers();
    if (problem !== null && known === null)
      parts.log.error('The log is not the one that this ledger follows; nothing is recorded.', {
        reason: problem,
      });
    if (problem === null && known !== null)
      parts.log.info('The log is the one that this ledger follows again.');
    known = problem;
    return problem;
  });
  return {
    async refusal(scripted) {
      if ((await compared()) !== null) return refuse('LOG_DIFFERS');
      if (scripted) return null;
      const clock = await parts.clock.look();
      return clock && refuse('CLOCK_UNTRUSTED', null, { reason: clock.kind });
    },
    async checkLog() {
      const reason = await compared();
      return reason === null ? { ok: true } : { ok: false, reason };
    },
  };
}
