import { foldName, type Command } from '@entente/domain';
import { sha256 } from '@entente/proof';
import type { Profile } from '../profile/profile.js';
import type { FoundColumn } from './columns.js';
import { slugOf } from './build.js';
import { question, questionId, type Question } from './questions.js';
import { textOf, type ImportRow } from './rows.js';
import { settingsOf } from './settings.js';

/** An organisation that the ledger knows, by one of its names. */
export interface KnownOrganization {
  readonly organizationId: string;
  readonly name: string;
}

/** An organisation that a file names. */
export interface NamedOrganization {
  /** As it is written first. */
  readonly name: string;
  readonly line: number;
  readonly lastLine: number;
  readonly header: string;
  readonly organizationId: string;
  /** What is to be recorded of it; null where the ledger knows it by this name. */
  readonly command: Command | null;
  /** Somebody said that it is another one than those that resemble it. */
  readonly decided: boolean;
}

/** The organisations of a file, by what their names are compared by. */
export interface Organizations {
  readonly named: readonly NamedOrganization[];
  readonly questions: readonly Question[];
  /** The id for a name of the file. */
  readonly idOf: (name: string) => string | null;
}

/** Looks up organisations by a name of theirs, letter by letter. */
export type OrganizationsNamed = (names: readonly string[]) => Promise<readonly KnownOrganization[]>;

interface Mention {
  readonly name: string;
  readonly line: number;
  readonly lastLine: number;
  readonly header: string;
  readonly spec: { readonly kind?: string | undefined; readonly lang: string };
}

/** The organisations that the rows name: those that the ledger knows, those that somebody decided on, and new ones. */
export async function organizationsOf(
  profile: Profile,
  rows: readonly ImportRow[],
  columns: readonly FoundColumn[],
  lookUp: OrganizationsNamed,
): Promise<Organizations> {
  const mentions = mentionsIn(profile, rows, columns);
  const known = new Map<string, Set<string>>();
  for (const { organizationId, name } of await lookUp([...mentions.values()].map(({ name }) => name))) {
    const key = foldName(name);
    known.set(key, (known.get(key) ?? new Set()).add(organizationId));
  }
  const questions: Question[] = [];
  const named = [...mentions].map(([key, mention]) => {
    const ids = [...(known.get(key) ?? [])];
    const answer = profile.choices[questionId('organization', mention.name)];
    if (ids.length > 1 && answer === undefined)
      questions.push(
        suspected(
          mention,
          ids.map((organizationId) => ({ organizationId, name: mention.name })),
        ),
      );
    return organizationOf(mention, ids, answer, profile);
  });
  const ids = new Map(named.map((one) => [foldName(one.name), one.organizationId]));
  return { named, questions, idOf: (name) => ids.get(foldName(name)) ?? null };
}

/** The question whether a name is that of one of some organisations. */
export function suspected(
  { name, line }: Pick<NamedOrganization, 'name' | 'line'>,
  candidates: readonly KnownOrganization[],
): Question {
  const answers = [...candidates.flatMap(({ organizationId: id }) => [`same:${id}`, `alias:${id}`]), 'new'];
  return question('organization', name, answers, {
    value: name,
    line,
    candidates: candidates.map((one) => `${one.name} (${one.organizationId})`).join(', '),
  });
}

function mentionsIn(
  profile: Profile,
  rows: readonly ImportRow[],
  columns: readonly FoundColumn[],
): ReadonlyMap<string, Mention> {
  const found = new Map<string, Mention>();
  const add = (mention: Mention): void => {
    const key = foldName(mention.name);
    if (key !== '' && !found.has(key)) found.set(key, mention);
  };
  for (const row of rows)
    for (const { name: column, spec } of columns) {
      const cell = row.cells.get(column);
      if (!spec.organization || !cell) continue;
      const names = cell.value.kind === 'LIST' ? cell.value.parts : [textOf(cell)];
      for (const name of names)
        if (name !== null)
          add({ name, line: row.line, lastLine: row.lastLine, header: cell.header, spec: spec.organization });
    }
  const [first] = rows;
  for (const [name, answer] of Object.entries(settingsOf(profile)))
    if (first)
      add({
        name: answer,
        line: first.line,
        lastLine: first.line,
        header: name,
        spec: { lang: profile.source.lang ?? 'en' },
      });
  return found;
}

function organizationOf(
  { spec, ...mention }: Mention,
  ids: readonly string[],
  answer: string | undefined,
  profile: Profile,
): NamedOrganization {
  const { name } = mention;
  const [, choice, chosen] = /^(same|alias):(.+)$/.exec(answer ?? '') ?? [];
  if (choice === 'alias' && chosen !== undefined && !ids.includes(chosen)) {
    const alias = { text: name, lang: spec.lang, use: 'VARIANT' };
    const command: Command = { name: 'addOrganizationAlias', input: { organizationId: chosen, alias } };
    return { ...mention, organizationId: chosen, command, decided: true };
  }
  const there = chosen ?? (answer === 'new' ? undefined : ids[0]);
  if (there !== undefined) return { ...mention, organizationId: there, command: null, decided: true };
  const organizationId = idFor(profile.profile, name);
  if (ids.includes(organizationId)) return { ...mention, organizationId, command: null, decided: true };
  const command: Command = {
    name: 'registerOrganization',
    input: {
      organizationId,
      names: [{ text: name, lang: spec.lang }],
      ...(spec.kind !== undefined && { kind: spec.kind }),
    },
  };
  return { ...mention, organizationId, command, decided: answer === 'new' };
}

/** The id of a new organisation: readable, and the same for the same name whichever file has it. */
function idFor(profile: string, name: string): string {
  const slug = slugOf(name)
    .slice(0, 60)
    .replace(/[._-]+$/, '');
  return [profile, slug, sha256(Buffer.from(foldName(name))).slice(0, 6)]
    .filter((part) => part !== '')
    .join('-');
}
