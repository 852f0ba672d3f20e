import {
  checkpointIn,
  openNote,
  readNote,
  signatureLine,
  type GoodSignature,
  type VerifierKey,
} from '@entente/proof';
import type { CheckpointBook, PublishedCheckpoint } from './checkpoint-book.js';
import type { CosignatureBook } from './cosignature-book.js';
import type { LogTree } from './log-tree.js';
import { readAnswer, reasonOf } from './read-answer.js';

/** Who cosigns the checkpoints of the log, and where it is asked (C2SP tlog-witness). */
export interface Witness {
  /** Without `/add-checkpoint`, and without a slash at the end. */
  readonly url: string;
  readonly key: VerifierKey;
}

/** The witnesses of a log. */
export interface Witnesses {
  readonly all: readonly Witness[];
  /** How many of them make a checkpoint a witnessed one. */
  readonly quorum: number;
}

/** What asking a witness came to. */
export type Asked =
  | { readonly kind: 'COSIGNED' }
  /** It did not answer, or not as a witness does; it is asked again at the next checkpoint. */
  | { readonly kind: 'AWAY'; readonly reason: string }
  /** It saw another history than this log’s. */
  | { readonly kind: 'CONFLICT'; readonly reason: string };

/** What is asked of the witnesses, and where their answers are kept. */
export interface WitnessParts {
  readonly witnesses: Witnesses;
  readonly book: Pick<CheckpointBook, 'latest'>;
  readonly cosignatures: CosignatureBook;
  readonly tree: Pick<LogTree, 'tree'>;
  readonly now: () => Date;
}

const PATIENCE_MS = 5_000;
/** A log that does not grow is cosigned again, so that an auditor sees that nobody shows an old one. */
const RENEWED_AFTER_S = 6 * 3_600;

/** The cosignatures of a log's witnesses on a note, verified; a wrong one counts as none. */
export function cosignaturesOn(note: string, { all }: Pick<Witnesses, 'all'>): readonly GoodSignature[] {
  return all.flatMap(({ key }) => {
    const opened = openNote(note, [key]);
    return opened.problem === null ? opened.signatures : [];
  });
}

/** Whether enough witnesses cosigned a note; never where there are none. */
export function isWitnessed(note: string, witnesses: Witnesses): boolean {
  return witnesses.all.length > 0 && cosignaturesOn(note, witnesses).length >= witnesses.quorum;
}

/**
 * Asks the witnesses whose cosignature on the last checkpoint is missing or old, all at once and a few seconds at most, and
 * keeps what they answer once it is verified.
 *
 * @param sizes how many leaves each witness is known to have cosigned, by its public key; kept up to date
 */
export async function askWitnesses(
  { witnesses, book, cosignatures, tree, now }: WitnessParts,
  sizes: Map<string, number>,
  signal: AbortSignal,
): Promise<ReadonlyMap<Witness, Asked>> {
  const checkpoint = await book.latest();
  if (checkpoint === null || checkpoint.size > tree.tree.size) return new Map();
  const seen = cosignaturesOn(checkpoint.note, witnesses);
  const fresh = now().getTime() / 1_000 - RENEWED_AFTER_S;
  const asked = witnesses.all.map(async (witness): Promise<readonly [Witness, Asked]> => {
    const there = seen.some(({ key, time }) => key === witness.key && (time ?? 0) > fresh);
    return [witness, there ? { kind: 'COSIGNED' } : await askOne(witness, checkpoint)];
  });
  return new Map(await Promise.all(asked));

  async function askOne(witness: Witness, { note, number, size }: PublishedCheckpoint): Promise<Asked> {
    try {
      const first = await post(witness, sizeKnown(witness), note);
      const known = first.status === 409 ? sizeIn(first.text) : null;
      const answer = known === null || known > size ? first : await post(witness, known, note);
      if (known !== null) sizes.set(witness.url, known);
      if (answer.status === 200) {
        await keep(witness, number, note, answer.text);
        sizes.set(witness.url, size);
        return { kind: 'COSIGNED' };
      }
      return refusal(answer, known, size);
    } catch (error) {
      if (signal.aborted) throw error;
      return { kind: 'AWAY', reason: reasonOf(error) };
    }
  }

  /** What a witness cosigned last as far as this process knows; it says so itself where that is wrong. */
  function sizeKnown({ url }: Witness): number {
    const size = sizes.get(url) ?? 0;
    return size > (checkpoint?.size ?? 0) ? 0 : size;
  }

  async function post({ url }: Witness, old: number, note: string): Promise<Answer> {
    const size = checkpointIn(note)?.size ?? 0;
    const proof = tree.tree.consistencyProof(old, size);
    const lines = [`old ${old}`, ...proof.map((hash) => Buffer.from(hash).toString('base64'))];
    const response = await fetch(`${url}/add-checkpoint`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: `${lines.join('\n')}\n\n${note}`,
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    });
    return { status: response.status, text: (await readAnswer(response)).toString('utf8') };
  }

  async function keep({ key }: Witness, number: number, note: string, answer: string): Promise<void> {
    const text = readNote(note)?.text ?? '';
    const opened = openNote(`${text}\n${answer}`, [key]);
    const time = opened.problem === null ? (opened.signatures[0]?.time ?? null) : null;
    const line = readNote(`${text}\n${answer}`)?.lines.find(
      ({ id, name }) => id === key.id && name === key.name,
    );
    if (time === null || !line) throw new Error('its answer is not a cosignature by its key');
    await cosignatures.add({
      checkpoint: number,
      witness: key.name,
      time,
      line: signatureLine(line.name, line.id, line.signature),
    });
  }
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

function refusal({ status, text }: Answer, known: number | null, size: number): Asked {
  if (status === 409 && known !== null && known > size)
    return { kind: 'CONFLICT', reason: `it cosigned ${known} events, and this log has ${size}` };
  if (status === 409)
    return { kind: 'CONFLICT', reason: `it cosigned ${known ?? 'some'} events that are not this log’s` };
  if (status === 422)
    return { kind: 'CONFLICT', reason: 'what it cosigned is not the beginning of this log' };
  // A stranger's text: only its beginning, and on one line.
  const said = text
    .replaceAll(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .slice(0, 100);
  return { kind: 'AWAY', reason: `it answered ${status}${said && `: ${said}`}` };
}

function sizeIn(text: string): number | null {
  return /^(0|[1-9]\d{0,14})\n$/.test(text) ? Number(text) : null;
}
