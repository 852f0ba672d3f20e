import type { CorruptEventError } from '@entente/ledger';
import type { HealthCheck, Logger } from '@entente/platform';
import { knownDamage, rememberDamage, type Damage } from '@entente/read-model';
import type { Pool } from 'pg';

/** What is known to be damaged, over restarts (docs/adr/0016-damage-stays-known.md). */
export interface DamageBook {
  /** Notes an event that was read and is not what was written. */
  report(found: CorruptEventError): void;
  check(place: Damage['place']): HealthCheck;
}

const WHAT_TO_DO: Readonly<Record<Damage['place'], string>> = {
  LOG: 'put a backup of the log back, then: npm run -s entente -- verify',
  READ_MODEL: 'npm run -s entente -- projections rebuild',
};

/** The damage that is written down in a database, and what could not be written down yet. */
export function openDamageBook(pool: Pool, log: Logger): DamageBook {
  const unwritten = new Set<CorruptEventError>();
  return {
    report(found) {
      unwritten.add(found);
      rememberDamage(pool, found).then(
        () => unwritten.delete(found),
        (error: unknown) =>
          log.warn('Damage that was found could not be written down; it is known until the next start.', {
            reason: error instanceof Error ? error.message : String(error),
          }),
      );
    },
    check: (place) => async () => {
      const known = await knownDamage(pool, place);
      const here = place === 'LOG' ? [...unwritten] : [];
      const first = known?.first ?? here[0];
      if (!first) return { ok: true };
      const { stream, revision, problem } = first;
      const findings = (known?.count ?? 0) + here.length;
      return { ok: false, stream, revision, findings, reason: `${problem.en}; ${WHAT_TO_DO[place]}` };
    },
  };
}
