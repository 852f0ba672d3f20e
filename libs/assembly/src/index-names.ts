import { streamNamed } from '@entente/domain';
import { NAMES_OF_PERSONS, type Ledger, type Vault } from '@entente/ledger';
import type { Logger } from '@entente/platform';

/** Indexing under way. */
export interface NameIndexing {
  /** Resolves when there is no more to do, whether or not it went well. */
  readonly done: Promise<void>;
  stop(): void;
}

/**
 * Makes persons be found by their names who are not yet: those of a ledger that is older than the index, or whose vault came
 * back without it. Whoever is recorded from here on is indexed by the recording.
 */
export function indexNames(parts: {
  readonly vault: Pick<Vault, 'personsWithoutName' | 'indexNames'>;
  readonly ledger: Pick<Ledger, 'reader' | 'open'>;
  readonly log: Logger;
}): NameIndexing {
  let stopped = false;
  const run = async (): Promise<void> => {
    const persons = await parts.vault.personsWithoutName();
    const failures: unknown[] = [];
    for (const personId of persons) {
      if (stopped) return;
      try {
        const names = await namesOf(personId, parts.ledger);
        await parts.vault.indexNames(names.map((name) => ({ personId, name })));
      } catch (error) {
        // A stream that is damaged is no reason to leave out those after it.
        failures.push(error);
      }
    }
    if (failures.length > 0) failed(failures.length, failures[0]);
  };
  const failed = (persons: number | null, error: unknown): void => {
    if (!stopped)
      parts.log.error('Some persons cannot be found by their names yet; the next start tries again.', {
        ...(persons !== null && { persons }),
        error,
      });
  };
  const done = run().catch((error: unknown) => failed(null, error));
  return {
    done,
    stop: () => {
      stopped = true;
    },
  };
}

/** Every name that a person was given, as far as it can be opened. */
async function namesOf(
  personId: string,
  { reader, open }: Pick<Ledger, 'reader' | 'open'>,
): Promise<readonly string[]> {
  const events = await reader.read(streamNamed('person', personId));
  const opened = await Promise.all(events.map(({ envelope }) => open(envelope, NAMES_OF_PERSONS)));
  return opened
    .flatMap((fields) => [...fields.values()])
    .flatMap((field) => (field.state === 'OPENED' && typeof field.value === 'string' ? [field.value] : []));
}
