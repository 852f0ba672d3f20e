import type { Db } from './as-of.js';

/** The most ids that go together: whoever asks for more keeps nobody waiting. */
const MOST_TOGETHER = 100;

/** A question about some subjects, and what is asked of all of them alike. */
export type Question<Asked, Row> = (db: Db, ids: readonly string[], asked: Asked) => Promise<readonly Row[]>;

/**
 * Sends one statement at a time for whatever is asked alike, as `nameOf` writes it; what is asked meanwhile goes together in the
 * next one: a statement costs the server and the connection more than the rows of a few ids do.
 *
 * @param idOf the id that a row answers
 */
export function inTurns<Asked, Row>(
  send: Question<Asked, Row>,
  {
    idOf,
    nameOf,
    most = () => MOST_TOGETHER,
  }: {
    readonly idOf: (row: Row) => string;
    readonly nameOf: (asked: Asked) => string;
    readonly most?: (asked: Asked) => number;
  },
): Question<Asked, Row> {
  const ofVersions = new WeakMap<Db, Turn<Row>[]>();
  return async (db, ids, asked) => {
    const turns = ofVersions.get(db) ?? [];
    ofVersions.set(db, turns);
    const name = nameOf(asked);
    const turn = turns.find((one) => one.name === name);
    if ((turn?.next?.ids.size ?? 0) + ids.length > most(asked)) return send(db, ids, asked);
    if (!turn) {
      const rows = send(db, ids, asked);
      const begun: Turn<Row> = { name, next: null };
      turns.push(begun);
      void goOn(begun, rows, {
        send: (together) => send(db, together, asked),
        // At once: whoever comes later must not wait for a turn that is over.
        over: () => turns.splice(turns.indexOf(begun), 1),
      });
      return rows;
    }
    turn.next ??= { ids: new Set(), ...Promise.withResolvers<readonly Row[]>() };
    const { next } = turn;
    for (const id of ids) next.ids.add(id);
    const mine = new Set(ids);
    return (await next.promise).filter((row) => mine.has(idOf(row)));
  };
}

/** What is asked alike while a statement is under way, and what goes together after it. Few: a map of them would only churn. */
interface Turn<Row> {
  readonly name: string;
  next: ({ readonly ids: Set<string> } & PromiseWithResolvers<readonly Row[]>) | null;
}

/** Sends what has come together, as long as something has. */
async function goOn<Row>(
  turn: Turn<Row>,
  first: Promise<unknown>,
  {
    send,
    over,
  }: { readonly send: (ids: readonly string[]) => Promise<readonly Row[]>; readonly over: () => unknown },
): Promise<void> {
  let underWay = first;
  for (;;) {
    await underWay.then(nothing, nothing);
    const { next } = turn;
    if (!next) {
      over();
      return;
    }
    turn.next = null;
    const rows = send([...next.ids]);
    next.resolve(rows);
    underWay = rows;
  }
}

function nothing(): void {}
