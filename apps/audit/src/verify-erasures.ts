import { goneKeysIn, type GoneKey } from './gone-keys.js';
import type { Event } from './entries.js';
import { finding, type Finding } from './findings.js';
import type { Folder } from './folder.js';
import { verifyBundle, type Auditor, type Verdict } from './verify-bundle.js';

/** What a log says of erasures, beside what the vault's operator says of keys. */
export interface VerifiedErasures extends Pick<Verdict, 'findings' | 'checkpoint'> {
  /** Of each erasure that the log records: whose, where, on what ground. */
  readonly erased: readonly string[];
  /** Of each that is asked for and not done. */
  readonly pending: readonly string[];
  /** How many keys were destroyed, and how many are lost. */
  readonly keys: { readonly destroyed: number; readonly lost: number };
}

/** An erasure as the log records it. */
interface Recorded {
  readonly index: number;
  readonly personId: string;
  readonly key: string | null;
  readonly says: string;
}

/** The file of a bundle in which the operator says which keys the vault has no more. */
const FILE = 'erasures.ndjson';

/**
 * Verifies a bundle, and what it says of keys: each that was destroyed belongs to a person whose erasure the log records, each
 * erasure that the log records has its key destroyed, and no other key is gone.
 */
export function verifyErasures(folder: Folder, auditor: Auditor): VerifiedErasures {
  const text = folder.read(FILE, LARGEST_LIST)?.toString('utf8');
  const gone = text === undefined ? null : goneKeysIn(text);
  const keys = new Map((gone ?? []).map((one) => [one.kid, one]));
  const firstSealed = new Map<string, number>();
  const recorded: Recorded[] = [];
  const asked = new Map<string, string>();
  const onEvent = (event: Event, index: number): void => {
    for (const kid of sealingKeys(event))
      if (keys.has(kid) && !firstSealed.has(kid)) firstSealed.set(kid, index);
    const { personId, key, legalBasis } = textsIn(event.data);
    if (event.type === 'ErasureRequested') asked.set(personId, `${personId} at ${index} (${legalBasis})`);
    if (event.type !== 'PersonDataErased') return;
    asked.delete(personId);
    recorded.push({ index, personId, key: key || null, says: `${personId} at ${index} (${legalBasis})` });
  };
  const { findings, checkpoint } = verifyBundle(folder, { ...auditor, onEvent });
  const list =
    text === undefined ? [finding('FILE_MISSING', FILE)] : gone ? [] : [finding('UNREADABLE', FILE)];
  const persons = new Set(recorded.map(({ personId }) => personId));
  return {
    findings: [
      ...findings,
      ...list,
      ...(gone ?? []).flatMap((one) => judged(one, persons, firstSealed.get(one.kid) ?? null)),
      ...(gone ? recorded.flatMap((one) => undone(one, keys)) : []),
    ],
    checkpoint,
    erased: recorded.map(({ says }) => says),
    pending: [...asked.values()],
    keys: {
      destroyed: [...keys.values()].filter(({ state }) => state === 'ERASED').length,
      lost: [...keys.values()].filter(({ state }) => state === 'LOST').length,
    },
  };
}

/** A list of a million keys. */
const LARGEST_LIST = 268_435_456;

function judged(
  { kid, state, person }: GoneKey,
  persons: ReadonlySet<string>,
  index: number | null,
): readonly Finding[] {
  if (state === 'LOST') return [finding('KEY_LOST', kid, index)];
  return person !== null && persons.has(person) ? [] : [finding('ERASURE_NOT_RECORDED', kid, index)];
}

function undone({ key, personId, index }: Recorded, keys: ReadonlyMap<string, GoneKey>): readonly Finding[] {
  if (key === null || keys.get(key)?.state === 'ERASED') return [];
  return [finding('ERASURE_UNDONE', `${personId}, key ${key}`, index)];
}

function sealingKeys({ personal }: Event): readonly string[] {
  if (typeof personal !== 'object' || personal === null) return [];
  return Object.values(personal).flatMap((sealed: unknown) => {
    const { kid } = (sealed ?? {}) as { readonly kid?: unknown };
    return typeof kid === 'string' ? [kid] : [];
  });
}

function textsIn(data: unknown): {
  readonly personId: string;
  readonly key: string;
  readonly legalBasis: string;
} {
  const { personId, key, legalBasis } = (data ?? {}) as Readonly<Record<string, unknown>>;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return { personId: text(personId), key: text(key), legalBasis: text(legalBasis) };
}
