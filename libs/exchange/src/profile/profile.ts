import { z } from 'zod';

/**
 * How the files of one register become commands. A profile is facts about columns; it is written in YAML or JSON, kept in
 * the ledger's data folder with the choices that people made, and read by {@link readProfile}. `docs/import.md` explains it.
 */

/** How the dates of a column are written. Each way is tried in the order given. */
export const DATE_FORMS = [
  'ISO',
  'DMY',
  'MDY',
  'SLASHED',
  'NAMED',
  'SERIAL',
  'YEAR_MONTH',
  'YEAR',
  'RANGE',
] as const;
export type DateForm = (typeof DATE_FORMS)[number];

const text = z.string().min(1).max(2_000);
const words = z.record(z.string(), z.unknown());

const columnSchema = z.strictObject({
  /** What people call it; what the first of `headers` says where there is none. */
  label: z.strictObject({ fr: text, en: text }).optional(),
  /** What the header says, in files of other years or languages too. */
  headers: z.array(text).min(1),
  optional: z.boolean().default(false),
  /** What in it means that there is nothing; a blank cell always does. */
  absent: z.array(text).default([]),
  /** What in it means something else than its value: `9999-12-31: OPEN_ENDED`. */
  sentinels: z.record(z.string(), text).default({}),
  dates: z.array(z.enum(DATE_FORMS)).min(1).optional(),
  /** How far a date marked with a question mark may be off. */
  marginDays: z.number().int().min(1).max(36_500).optional(),
  /** Spellings that are read as others, in dates: `Febrary: February`. */
  spelled: z.record(z.string(), text).default({}),
  /** What each value stands for: a word, or members of the command. */
  words: words.optional(),
  /** As `words`, by a regular expression; `$1` in a text is what its first group found. */
  patterns: z.array(z.strictObject({ matches: text, gives: z.unknown() })).optional(),
  /** The cell is a list, parted by this. */
  separator: text.optional(),
  /** The cells name organisations: what is recorded of each, and the columns that hold its identifiers, by their registers. */
  organization: z
    .strictObject({ kind: text.optional(), lang: text, identifiers: z.record(text, text).default({}) })
    .optional(),
  /** The column has nothing to record. */
  ignored: z.boolean().default(false),
});

const actSchema = z.strictObject({
  /** Its name among the acts of a row; commandIds are made of it, so that it never changes. */
  step: z.string().regex(/^[a-z0-9-]{1,50}$/),
  command: z.string(),
  /** Once for each part of this list column. */
  each: text.optional(),
  /** Only where these columns have a value. */
  given: z.array(text).default([]),
  /** Only where these columns have none. */
  absent: z.array(text).default([]),
  input: words,
  /** The command that records a changed cell as a new fact, and its input. */
  changed: z.strictObject({ command: z.string(), input: words }).optional(),
});

const profileSchema = z.strictObject({
  profile: z.string().regex(/^[a-z0-9-]{1,50}$/),
  version: z.number().int().min(1),
  title: text,
  source: z.strictObject({ kind: text, issuer: text.optional(), lang: text.optional() }),
  /** A text with `{column}` in it: what a row is known by from file to file. */
  key: text,
  /** What somebody has to say once, of every file: texts by name, with the question. */
  settings: z.record(z.string(), z.strictObject({ fr: text, en: text })).default({}),
  columns: z.record(z.string(), columnSchema),
  acts: z.array(actSchema).min(1),
  /** The answers that people gave, by question. */
  choices: z.record(z.string(), z.string()).default({}),
});

/** How a column is read. */
export type ColumnSpec = z.infer<typeof columnSchema>;
/** What a row records, in order. */
export type ActSpec = z.infer<typeof actSchema>;
/** A profile as it is used. */
export type Profile = z.infer<typeof profileSchema>;
/** A profile as it is written. */
export type WrittenProfile = z.input<typeof profileSchema>;

/** A profile that does not have the form of one: where, and what is said of it. */
export class ProfileError extends Error {
  constructor(readonly said: string) {
    super(said);
    this.name = 'ProfileError';
  }
}

/** Reads a profile. @throws {ProfileError} */
export function readProfile(written: unknown): Profile {
  const read = profileSchema.safeParse(written);
  if (!read.success)
    throw new ProfileError(
      read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
    );
  const profile = read.data;
  const known = new Set(Object.keys(profile.columns));
  const unknown = columnsNamed(profile).filter((name) => !known.has(name));
  for (const [name, { separator, organization }] of Object.entries(profile.columns))
    if (separator !== undefined && Object.keys(organization?.identifiers ?? {}).length > 0)
      throw new ProfileError(`${name} is a list: of which of its parts an identifier is cannot be said`);
  if (unknown.length > 0) throw new ProfileError(`no column is called ${[...new Set(unknown)].join(', ')}`);
  return profile;
}

function columnsNamed({ key, acts, settings, columns }: Profile): readonly string[] {
  const ofAct = acts.flatMap(({ each, given, absent, input, changed }) => [
    ...(each === undefined ? [] : [each]),
    ...given,
    ...absent,
    ...columnsIn(input),
    ...columnsIn(changed?.input ?? {}),
  ]);
  const identifying = Object.values(columns).flatMap(({ organization }) =>
    Object.values(organization?.identifiers ?? {}),
  );
  return [...columnsInText(key), ...identifying, ...ofAct].filter(
    (name) => name !== ITEM && !Object.hasOwn(settings, name),
  );
}

/** What stands for the part of a list that an act is repeated for. */
export const ITEM = 'item';
const NAMING = ['$date', '$column', '$organization', '$means'];

/** The columns and settings that an input is made of. */
export function columnsIn(input: unknown): readonly string[] {
  if (Array.isArray(input)) return input.flatMap(columnsIn);
  if (typeof input !== 'object' || input === null) return [];
  return Object.entries(input).flatMap(([name, value]) => {
    if (NAMING.includes(name)) return [String(value)];
    if (name === '$text' || name === '$id') return columnsInText(String(value));
    return columnsIn(value);
  });
}

/** The names between braces. */
export function columnsInText(template: string): readonly string[] {
  return [...template.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
}
