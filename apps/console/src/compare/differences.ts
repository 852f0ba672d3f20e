import { addDays, saysTheSame, type Day } from '@entente/domain';
import type { Dates } from '../as-of/dates.js';

/** A change as the ledger answers it: what was said of one thing by A, of the day of A by what B knows, and by B. */
export interface Changed {
  readonly subject: string;
  readonly key: string | null;
  readonly before: unknown;
  readonly between: unknown;
  readonly after: unknown;
}

/** One member of what changed: a row of the table. */
export interface Difference<C extends Changed> {
  readonly change: C;
  readonly member: string;
  readonly before: unknown;
  readonly between: unknown;
  readonly after: unknown;
  readonly causes: readonly ('KNOWLEDGE' | 'WORLD')[];
}

/** The members that differ, each with its own causes; `all`: those too that stayed the same. */
export function differencesOf<C extends Changed>(
  changes: readonly C[],
  all: boolean,
): readonly Difference<C>[] {
  return changes.flatMap((change) => {
    const [before, between, after] = [change.before, change.between, change.after].map(membersOf);
    const members = [...new Set([before, between, after].flatMap((one) => Object.keys(one ?? {})))];
    return members
      .map((member): Difference<C> => {
        const [a, then, b] = [before?.[member] ?? null, between?.[member] ?? null, after?.[member] ?? null];
        return {
          change,
          member,
          before: a,
          between: then,
          after: b,
          causes: [
            ...(saysTheSame(a, then) ? [] : (['KNOWLEDGE'] as const)),
            ...(saysTheSame(then, b) ? [] : (['WORLD'] as const)),
          ],
        };
      })
      .filter(({ causes }) => all || causes.length > 0);
  });
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
}

/** The verdict of a comparison. */
export type Verdict = 'world' | 'knowledge' | 'both' | 'nothing';

export function verdictOf(changed: { worldChanged: boolean; knowledgeChanged: boolean }): Verdict {
  if (changed.worldChanged) return changed.knowledgeChanged ? 'both' : 'world';
  return changed.knowledgeChanged ? 'knowledge' : 'nothing';
}

/** Both sides of a comparison. */
export interface Sides {
  readonly a: Dates;
  readonly b: Dates;
}

/** What the ready-made comparisons are made of. */
export interface Past {
  readonly today: Day;
  /** When the ledger learned, oldest first. */
  readonly moments: readonly { readonly position: string }[];
  /** The days of the signatures, as they are known. */
  readonly joined: readonly {
    readonly point: Day;
    readonly earliest: Day | null;
    readonly latest: Day | null;
  }[];
  /** Where the last rectification stands in the log. */
  readonly rectifiedAt: string | null;
}

export type Preset = 'yesterday' | 'signature' | 'learned' | 'rectification';

/** The comparisons that make sense for an agreement. */
export function presetsOf({
  today,
  moments,
  joined,
  rectifiedAt,
}: Past): readonly (readonly [Preset, Sides])[] {
  const first = joined.toSorted((one, other) => (one.point < other.point ? -1 : 1))[0];
  const learned = moments.at(-2);
  const believed =
    rectifiedAt === null ? undefined : moments.findLast(({ position }) => position < rectifiedAt);
  return [
    ['yesterday', { a: { on: addDays(today, -1) }, b: {} }],
    ...(first
      ? ([
          [
            'signature',
            { a: { on: addDays(first.earliest ?? first.point, -1) }, b: { on: first.latest ?? first.point } },
          ],
        ] as const)
      : []),
    ...(learned ? ([['learned', { a: { at: learned.position }, b: {} }]] as const) : []),
    ...(believed ? ([['rectification', { a: { at: believed.position }, b: {} }]] as const) : []),
  ];
}
