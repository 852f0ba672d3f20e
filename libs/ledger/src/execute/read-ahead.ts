import { claimsOf, identifierKey, questionsOf, type EdgeKind } from '@entente/domain';
import type { Claimant, Claims, CommandIndex } from '../claims/claims.js';
import { linkedWith, type Edges } from '../claims/edges.js';
import type { StreamReader } from '../read/stream-reader.js';
import { recordedBy, type Attempt } from './attempt.js';
import type { Lookups } from './look-across.js';

/** What a rehearsal asks of the ledger. */
export interface AskedOfLedger {
  readonly reader: Pick<StreamReader, 'read'>;
  readonly lookups: Lookups;
  readonly claims: Pick<Claims, 'holdersOf'> & Edges;
  readonly commandIndex: Pick<CommandIndex, 'find'>;
}

/** The same questions, some of which were asked before anybody waits for their answers. */
export interface ReadAhead extends AskedOfLedger {
  /**
   * Asks at once what judging commands, none of which is recorded, would ask. Resolves when all is answered, with what lets go
   * of the answers; an answer that failed fails whoever asks for it.
   */
  prepare(attempts: readonly Attempt[]): Promise<() => void>;
}

/** The most subjects of which the edges are remembered. */
const MOST_EDGES = 50_000;

/**
 * Asks a ledger ahead. Answers are of the ledger as it stood when it was asked, which is what a rehearsal is of; what was not
 * asked ahead is asked when it is needed.
 */
export function createReadAhead(asked: AskedOfLedger): ReadAhead {
  const answers = new Map<string, { readonly answer: Promise<unknown>; users: number }>();
  const edges = rememberedEdges(asked.claims);

  const answered: Ask = <T>(question: string, ask: () => Promise<T>): Promise<T> =>
    (answers.get(question)?.answer as Promise<T> | undefined) ?? ask();

  /** The look-ups, each by way of `ask`. */
  const lookingUp = (ask: Ask): Lookups => {
    const by =
      <A, R>(question: keyof Lookups, lookUp: (about: A) => Promise<R>) =>
      (about: A): Promise<R> =>
        ask(`${question} ${JSON.stringify(about)}`, () => lookUp(about));
    const { similarNames, meetingsOn, partiesIn } = asked.lookups;
    return {
      similarNames: by('similarNames', similarNames),
      meetingsOn: by('meetingsOn', meetingsOn),
      partiesIn: by('partiesIn', partiesIn),
    };
  };

  const questions: AskedOfLedger = {
    reader: { read: (stream) => answered(`stream ${stream}`, () => asked.reader.read(stream)) },
    commandIndex: {
      find: (commandId) => answered(`command ${commandId}`, () => asked.commandIndex.find(commandId)),
    },
    claims: {
      ...edges,
      holdersOf: async (claims) => {
        const found = await Promise.all(
          claims.map((claim) =>
            answered(`claim ${identifierKey(claim)}`, () => asked.claims.holdersOf([claim])),
          ),
        );
        return found.map(([holder]): Claimant | null => holder ?? null);
      },
    },
    lookups: lookingUp(answered),
  };

  const prepareOne = async (attempt: Attempt, keep: Ask): Promise<void> => {
    const { command, commandId, stream } = attempt;
    const past = await keep(`stream ${stream}`, () => asked.reader.read(stream));
    if (recordedBy(commandId, past).length > 0) return;
    const { similarNames, meetingsOn, partiesIn, linkedWith: linked } = questionsOf(command);
    const lookups = lookingUp(keep);
    await Promise.all([
      keep(`command ${commandId}`, () => asked.commandIndex.find(commandId)),
      ...claimsOf(command, []).taken.map((claim) =>
        keep(`claim ${identifierKey(claim)}`, () => asked.claims.holdersOf([claim])),
      ),
      similarNames && lookups.similarNames(similarNames),
      meetingsOn && lookups.meetingsOn(meetingsOn),
      partiesIn && lookups.partiesIn(partiesIn),
      linked && linkedWith(edges, 'same', linked),
    ]);
  };

  return {
    ...questions,
    async prepare(attempts) {
      const used: string[] = [];
      const keep: Ask = <T>(question: string, ask: () => Promise<T>): Promise<T> => {
        const known = answers.get(question);
        const one = known ?? { answer: ask(), users: 0 };
        one.users += 1;
        answers.set(question, one);
        used.push(question);
        return one.answer as Promise<T>;
      };
      await Promise.allSettled(attempts.map((attempt) => prepareOne(attempt, keep)));
      return () => {
        for (const question of used) {
          const one = answers.get(question);
          if (one && (one.users -= 1) === 0) answers.delete(question);
        }
      };
    },
  };
}

/** Asks a question, unless its answer is there. */
type Ask = <T>(question: string, ask: () => Promise<T>) => Promise<T>;

/** Edges that are asked for once: many rows of a file name few organisations. */
function rememberedEdges({ edgesAt, dropAbandonedEdges }: Edges): Edges {
  const known = new Map<string, ReturnType<Edges['edgesAt']>>();
  const at = (kind: EdgeKind, id: string): ReturnType<Edges['edgesAt']> => {
    const key = `${kind} ${id}`;
    const found = known.get(key) ?? edgesAt(kind, [id]);
    if (known.size >= MOST_EDGES) known.clear();
    known.set(key, found);
    found.catch(() => known.delete(key));
    return found;
  };
  return {
    edgesAt: async (kind, ids) => (await Promise.all(ids.map((id) => at(kind, id)))).flat(),
    dropAbandonedEdges,
  };
}
