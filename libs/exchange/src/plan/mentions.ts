import { foldName, identifierKey, type Claim } from '@entente/domain';
import type { Profile } from '../profile/profile.js';
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

/** The identifiers that a row gives the organisation of a column. */
export function identifiersIn(row: ImportRow, spec: FoundColumn['spec'] | undefined): readonly Claim[] {
  return Object.entries(spec?.organization?.identifiers ?? {}).flatMap(([scheme, column]) => {
    const value = textOf(row.cells.get(column));
    return value === null ? [] : [{ scheme, value }];
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
  for (const { name: column, spec } of columns) {
    const cell = row.cells.get(column);
    if (!spec.organization || !cell) continue;
    const names = cell.value.kind === 'LIST' ? cell.value.parts : [textOf(cell)];
    const identifiers = identifiersIn(row, spec);
    for (const name of names)
      if (name !== null)
        yield {
          name,
          identifiers,
          line: row.line,
          lastLine: row.lastLine,
          header: cell.header,
          spec: spec.organization,
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
