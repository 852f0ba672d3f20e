import {
  foldName,
  isDay,
  writeEdtf,
  type Bilingual,
  type Claim,
  type DateInput,
  type Day,
} from '@entente/domain';
import type { Profile } from '../profile/profile.js';
import type { FoundColumn } from './columns.js';
import { identifiersIn, namesIn } from './mentions.js';
import { question, questionId, type Question } from './questions.js';
import { readAgain, type ImportRow } from './rows.js';
import type { SeenRow } from './seen.js';

/** A cell that names another organisation than it did when its row was recorded. */
export interface PartyChange {
  readonly column: FoundColumn;
  readonly was: string;
  readonly now: string;
  readonly line: number;
  /** The identifiers that the row gave the organisation before, and those that it gives now. */
  readonly identifiers: readonly Claim[];
  readonly nowIdentifiers: readonly Claim[];
  /** When the file was published that named the organisation before; null where nobody said. */
  readonly since: Day | null;
}

/** What names in the organisations of a row have changed, and how its cells are compared with those before. */
export interface PartiesCompared {
  readonly changes: readonly PartyChange[];
  /** The names of each column in the order in which they are recorded, of before and of now, each beside what it was. */
  readonly names: ReadonlyMap<string, readonly ComparedName[]>;
}

/** A name in a cell: as it was, as it is; null where there was or is none. */
interface ComparedName {
  readonly was: string | null;
  readonly now: string | null;
}

/** Compares the organisations that a row names with those that it named: of a list, what is gone is taken to be what is new, in order. */
export function compareParties(
  row: ImportRow,
  before: SeenRow,
  columns: readonly FoundColumn[],
  profile: Profile,
): PartiesCompared {
  const changed = columns.filter(
    ({ name, spec }) =>
      spec.organization && (before.cells[name] ?? '') !== row.cells.get(name)?.written.trim(),
  );
  if (changed.length === 0) return { changes: [], names: new Map() };
  const then = readAgain(row, before.cells, columns, profile);
  const compared = changed.map((column) => {
    const [was, now] = [namesIn(then, column.name), namesIn(row, column.name)];
    const has = (names: readonly string[], name: string) =>
      names.some((one) => foldName(one) === foldName(name));
    const added = now.filter((name) => !has(was, name));
    const kept = was.map((name): ComparedName => ({
      was: name,
      now: has(now, name) ? name : (added.shift() ?? null),
    }));
    return { column, names: [...kept, ...added.map((name): ComparedName => ({ was: null, now: name }))] };
  });
  return {
    names: new Map(compared.map(({ column, names }) => [column.name, names])),
    changes: compared.flatMap(({ column, names }) =>
      names.flatMap(({ was, now }) =>
        was === null || now === null || was === now
          ? []
          : [
              {
                column,
                was,
                now,
                line: row.line,
                identifiers: identifiersIn(then, column, was),
                nowIdentifiers: identifiersIn(row, column, now),
                since: publishedBefore(before, profile),
              },
            ],
      ),
    ),
  };
}

/** The id of what is asked, and answered, of a change. */
export function partyQuestionId({ column, was, now }: Pick<PartyChange, 'column' | 'was' | 'now'>): string {
  return questionId('party', `${column.name}:${was} → ${now}`);
}

/** What a changed name can be said to be: of the same organisation, or of another one. */
const WAYS = {
  rename: { fr: 'son nouveau nom (rename)', en: 'its new name (rename)' },
  alias: { fr: 'un autre de ses noms (alias)', en: 'another of its names (alias)' },
  successor: {
    fr: 'une autre organisation, qui lui a succédé (successor)',
    en: 'another organisation that took its place (successor)',
  },
  correction: {
    fr: 'une autre, ce qui était consigné étant une erreur (correction)',
    en: 'another one, and what was recorded was wrong (correction)',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** What a changed name is: of the same organisation by what the ledger knows, as somebody said, or not known yet. */
export type DecidedParty = keyof typeof WAYS | 'SAME' | 'OPEN';

/** A changed name, with what was decided. */
export interface ChangedParty {
  readonly decided: DecidedParty;
  /** The organisation that was named before. */
  readonly was: string;
  readonly since: Day | null;
  readonly question: Question;
}

/** What a changed name is. A name that another organisation has is no new name of this one. */
export function decideParty(
  change: PartyChange,
  { choices }: Profile,
  { was, others }: { readonly was: string; readonly others: readonly string[] },
): ChangedParty {
  const all = Object.keys(WAYS) as (keyof typeof WAYS)[];
  const ways = others.length === 0 ? all : all.filter((way) => way === 'successor' || way === 'correction');
  const answer = ways.find((way) => way === choices[partyQuestionId(change)]);
  const { column, line, now, since } = change;
  const said = (language: keyof Bilingual) =>
    new Intl.ListFormat(language, { type: 'disjunction' }).format(ways.map((way) => WAYS[way][language]));
  return {
    decided: others.includes(was) ? 'SAME' : (answer ?? 'OPEN'),
    was,
    since,
    question: question('party', `${column.name}:${change.was} → ${now}`, ways, {
      column: column.header,
      line,
      was: change.was,
      now,
      value: `${change.was} → ${now}`,
      ways: { fr: said('fr'), en: said('en') },
    }),
  };
}

/** Whether a change happened on a day between two files. */
export function isDated(decided: DecidedParty): boolean {
  return decided === 'rename' || decided === 'successor';
}

/** Some day between the two files, as far as it is known when they were published. */
export function betweenFiles(since: Day | null, publishedOn: Day): DateInput {
  const earliest = since !== null && since < publishedOn ? since : null;
  return { edtf: writeEdtf(earliest, publishedOn), basis: 'PRESUMED' };
}

function publishedBefore({ steps }: SeenRow, { choices }: Profile): Day | null {
  const days = Object.values(steps).flatMap((hash) => choices[questionId('publication', hash)] ?? []);
  return days.filter(isDay).toSorted().at(-1) ?? null;
}
