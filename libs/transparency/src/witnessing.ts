import type { Logger } from '@entente/platform';
import { askWitnesses, isWitnessed, type Asked, type Witness, type WitnessParts } from './witnesses.js';

/** Gets cosignatures for checkpoints, beside the signing of them. */
export interface Witnessing {
  /** Asks the witnesses about the last checkpoint, unless a round is under way; it never fails. */
  ask(signal: AbortSignal): Promise<void>;
  /** What the last round came to: how many cosigned, and whether one saw another history. */
  state(): { readonly conflict: boolean; readonly witnesses: string; readonly refused: string | null };
  /** What is to be said of witnesses that have not cosigned for long; null where there are none. */
  overdue(): string | null;
  /** Whether enough witnesses cosigned the last checkpoint. */
  witnessed(): Promise<boolean>;
}

const OVERDUE_AFTER_MS = 3_600_000;

/** Asks the witnesses of a log; what changes between two rounds is logged once. */
export function createWitnessing(parts: WitnessParts & { readonly log: Logger }): Witnessing {
  const { log, witnesses, book } = parts;
  const sizes = new Map<string, number>();
  /** Since when each that does not cosign does not. */
  const away = new Map<Witness, number>();
  let last: ReadonlyMap<Witness, Asked> = new Map();
  let asking: Promise<void> | null = null;

  const round = async (signal: AbortSignal): Promise<void> => {
    try {
      const asked = await askWitnesses(parts, sizes, signal);
      for (const [witness, now] of asked) {
        report(witness, last.get(witness), now);
        if (now.kind !== 'AWAY') away.delete(witness);
        else if (!away.has(witness)) away.set(witness, parts.now().getTime());
      }
      last = asked;
    } catch (error) {
      if (!signal.aborted) log.warn('The witnesses were not asked.', { reason: String(error) });
    }
  };

  const report = ({ key }: Witness, before: Asked | undefined, now: Asked): void => {
    if (before?.kind === now.kind) return;
    const witness = key.name;
    if (now.kind === 'CONFLICT')
      log.error('A witness saw another history than this log’s.', { witness, reason: now.reason });
    else if (now.kind === 'AWAY') log.warn('A witness did not cosign.', { witness, reason: now.reason });
    else if (before) log.info('A witness cosigns again.', { witness });
  };

  return {
    ask: (signal) =>
      (asking ??= round(signal).finally(() => {
        asking = null;
      })),
    state() {
      const conflicts = [...last].filter(([, { kind }]) => kind === 'CONFLICT');
      const cosigned = [...last.values()].filter(({ kind }) => kind === 'COSIGNED').length;
      return {
        conflict: conflicts.length > 0,
        witnesses: `${cosigned} of ${witnesses.all.length}`,
        refused: conflicts.map(([{ key }]) => key.name).join(', ') || null,
      };
    },
    overdue() {
      const now = parts.now().getTime();
      const names = [...away]
        .filter(([, since]) => now - since >= OVERDUE_AFTER_MS)
        .map(([{ key }]) => key.name);
      return names.length === 0
        ? null
        : `for more than an hour no cosignature was got from ${names.join(', ')}; the log says why`;
    },
    async witnessed() {
      const checkpoint = await book.latest();
      return checkpoint !== null && isWitnessed(checkpoint.note, witnesses);
    },
  };
}
