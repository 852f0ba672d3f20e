import { foldName, identifierKey, type Claim } from '@entente/domain';
import { fault, type Fault } from '../phrases.js';
import type { Profile } from '../profile/profile.js';
import { partsOf } from '../values/cell.js';
import type { FoundColumn } from './columns.js';
import { textOf, type ImportRow } from './rows.js';
import { settingsOf } from './settings.js';

/** An organisation as a file names it first. */
export interface Mention {
  readonly name: string;
  /** Those that any row gives it. */
  readonly identifiers: readonly Claim[];
  /** Its other names in the file, under the same identifier. */
  readonly otherNames: readonly string[];
  readonly line: number;
  readonly lastLine: number;
  readonly header: string;
  readonly spec: { readonly kind?: string | undefined; readonly lang: string };
}

/** The organisations that a file names. */
export interface Mentions {
  readonly all: readonly Mention[];
  /** The one that a cell names: by the identifiers of its row, or by its name where they are blank. */
  readonly of: (name: string, identifiers: readonly Claim[]) => Mention | null;
  /** Those with identifiers that one name is given to: where there are several, the name alone says not which. */
  readonly identifiedBy: (name: string) => readonly Mention[];
}

/** The identifiers that a row gives an organisation of a column: of a list, each name has the one in the same place. */
export function identifiersIn(
  row: ImportRow,
  { name: column, spec }: Pick<FoundColumn, 'name' | 'spec'>,
  name: string,
): readonly Claim[] {
  const names = namesIn(row, column);
  return Object.entries(spec.organization?.identifiers ?? {}).flatMap(([scheme, other]) => {
    const written = textOf(row.cells.get(other));
    if (written === null) return [];
    const values =
      names.length > 1 && spec.separator !== undefined ? partsOf(written, spec.separator) : [written];
    const value = values.length === names.length ? values[names.indexOf(name)] : undefined;
    return value === undefined ? [] : [{ scheme, value }];
  });
}

/** The organisations that a cell names. */
export function namesIn({ cells }: ImportRow, column: string): readonly string[] {
  const cell = cells.get(column);
  if (cell?.value.kind === 'LIST') return cell.value.parts;
  const name = textOf(cell);
  return name === null ? [] : [name];
}

/** Cells with identifiers of a list that has more or fewer names: whose they are cannot be said. */
export function identifiersAmiss(row: ImportRow, columns: readonly FoundColumn[]): readonly Fault[] {
  return columns.flatMap(({ name, header, spec }) => {
    const names = namesIn(row, name);
    if (names.length < 2) return [];
    return Object.values(spec.organization?.identifiers ?? {}).flatMap((other) => {
      const cell = row.cells.get(other);
      const written = textOf(cell);
      if (!cell || written === null || partsOf(written, spec.separator ?? '').length === names.length)
        return [];
      return [
        fault(
          'IDENTIFIERS_OF_LIST',
          { line: row.line, column: cell.header, value: written },
          { names: names.length, column: header },
        ),
      ];
    });
  });
}

/** Gathers the organisations of rows, one row after the other: those with an identifier by it, the others by their names. */
export interface MentionsGathered {
  add(row: ImportRow): void;
  /** What the rows name, once all were added. */
  all(): Mentions;
}

/** Gathers nothing yet. */
export function gatherMentions(profile: Profile, columns: readonly FoundColumn[]): MentionsGathered {
  const byIdentifier = new Map<string, Gathered>();
  const byName = new Map<string, Gathered[]>();
  const identified: Gathered[] = [];
  const unidentified = new Map<string, Gathered>();
  let first: ImportRow | null = null;

  const withIdentifiers = (mention: Mentioned): void => {
    const keys = mention.identifiers.map(identifierKey);
    const there = keys.map((key) => byIdentifier.get(key)).find((one) => one !== undefined);
    const gathered = there ?? { ...mention, identifiers: [], otherNames: [] };
    if (!there) identified.push(gathered);
    for (const [index, key] of keys.entries())
      if (!byIdentifier.has(key)) {
        byIdentifier.set(key, gathered);
        gathered.identifiers.push(mention.identifiers[index] as Claim);
      }
    const named = byName.get(foldName(mention.name)) ?? [];
    if (!named.includes(gathered)) {
      byName.set(foldName(mention.name), [...named, gathered]);
      if (there) gathered.otherNames.push(mention.name);
    }
  };

  const add = (mentions: Iterable<Mentioned>): void => {
    for (const mention of mentions) {
      const key = foldName(mention.name);
      if (key === '') continue;
      if (mention.identifiers.length > 0) withIdentifiers(mention);
      else if (!unidentified.has(key)) unidentified.set(key, { ...mention, identifiers: [], otherNames: [] });
    }
  };

  const identifiedBy = (name: string): readonly Gathered[] => byName.get(foldName(name)) ?? [];
  return {
    add(row) {
      first ??= row;
      add(mentionedIn(row, columns));
    },
    all() {
      if (first) add(mentionedInSettings(profile, first));
      const alone = new Map([...unidentified].filter(([, { name }]) => identifiedBy(name).length !== 1));
      return {
        all: [...identified, ...alone.values()],
        identifiedBy,
        of: (name, identifiers) => {
          const found = identifiers.map((one) => byIdentifier.get(identifierKey(one))).find(Boolean);
          const [only, ...others] = identifiedBy(name);
          return found ?? (only && others.length === 0 ? only : (alone.get(foldName(name)) ?? null));
        },
      };
    },
  };
}

type Gathered = Omit<Mention, 'identifiers' | 'otherNames'> & {
  readonly identifiers: Claim[];
  readonly otherNames: string[];
};

type Mentioned = Omit<Mention, 'otherNames'>;

function* mentionedIn(row: ImportRow, columns: readonly FoundColumn[]): Generator<Mentioned> {
  for (const column of columns) {
    const { organization } = column.spec;
    if (!organization) continue;
    for (const name of namesIn(row, column.name))
      yield {
        name,
        identifiers: identifiersIn(row, column, name),
        line: row.line,
        lastLine: row.lastLine,
        header: column.header,
        spec: organization,
      };
  }
}

function* mentionedInSettings(profile: Profile, { line }: ImportRow): Generator<Mentioned> {
  for (const [header, name] of Object.entries(settingsOf(profile)))
    yield {
      name,
      identifiers: [],
      line,
      lastLine: line,
      header,
      spec: { lang: profile.source.lang ?? 'en' },
    };
}
