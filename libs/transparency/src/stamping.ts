import type { Logger } from '@entente/platform';
import { readNote } from '@entente/proof';
import { askTimeStamp } from '@entente/time-stamp';
import type { CheckpointBook } from './checkpoint-book.js';
import { readAnswer, reasonOf } from './read-answer.js';
import type { TimeStampBook } from './time-stamp-book.js';

/** Gets time stamps for checkpoints, beside the signing of them. */
export interface Stamping {
  /** Has the last checkpoint stamped where the last stamp is a day old; it never fails. */
  stamp(signal: AbortSignal): Promise<void>;
  /** What is to be said where no stamp was got for long; null where one was, or is not overdue for long. */
  overdue(): string | null;
}

/** The authority that is asked, and where its answers are kept. */
export interface StampingParts {
  readonly url: string;
  readonly book: Pick<CheckpointBook, 'latest'>;
  readonly timeStamps: Pick<TimeStampBook, 'lastStamped' | 'add'>;
  readonly now: () => Date;
  readonly log: Logger;
}

const PATIENCE_MS = 10_000;
/** One stamp bounds every event before it: one a day says of each event on which day it was there, at the latest. */
const EVERY_MS = 24 * 3_600_000;
const OVERDUE_AFTER_MS = 3_600_000;

/** Asks an authority (RFC 3161 over HTTP); that it does not answer is logged once. */
export function createStamping(parts: StampingParts): Stamping {
  const { log, book, timeStamps, now } = parts;
  let failed = false;
  /** Since when one should be there that is not; null where it is. */
  let due: number | null = null;
  let stamping: Promise<void> | null = null;

  const once = async (signal: AbortSignal): Promise<void> => {
    try {
      const last = await timeStamps.lastStamped();
      const checkpoint = await book.latest();
      due = checkpoint === null ? null : last ? last.getTime() + EVERY_MS : (due ?? now().getTime());
      if (checkpoint === null || due === null || now().getTime() < due) return;
      const text = readNote(checkpoint.note)?.text ?? '';
      await timeStamps.add(checkpoint.number, await ask(parts.url, Buffer.from(text), signal));
      failed = false;
      due = null;
      log.info('A checkpoint has a time stamp.', { size: checkpoint.size });
    } catch (error) {
      if (signal.aborted) return;
      if (!failed) log.warn('No time stamp was got; it is asked for again.', { reason: reasonOf(error) });
      failed = true;
    }
  };

  return {
    stamp: (signal) =>
      (stamping ??= once(signal).finally(() => {
        stamping = null;
      })),
    overdue() {
      if (!failed || due === null || now().getTime() - due < OVERDUE_AFTER_MS) return null;
      const since = new Date(due).toISOString();
      return `no time stamp was got, which is due since ${since}: the authority of ENTENTE_TIMESTAMP_URL does not answer, or not with a stamp; the log says why`;
    },
  };
}

async function ask(url: string, data: Buffer, signal: AbortSignal): Promise<Buffer> {
  const question = askTimeStamp(data);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query' },
    body: Uint8Array.from(question.body),
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
  });
  const answer = await readAnswer(response);
  if (!response.ok) throw new Error(`the authority answered ${response.status}`);
  if (!question.isAnsweredBy(answer)) throw new Error('the answer is not a stamp of what was asked');
  return answer;
}
