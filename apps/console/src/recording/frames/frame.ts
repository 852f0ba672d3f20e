import type { Language } from '../../words/language.js';

/** The kinds of members that a form has a field for; they are those of the declarations. */
export type FieldKind =
  | 'id'
  | 'partId'
  | 'idOf'
  | 'eventId'
  | 'word'
  | 'oneOf'
  | 'name'
  | 'freeText'
  | 'document'
  | 'language'
  | 'hash'
  | 'uuid'
  | 'duration'
  | 'count'
  | 'decimal'
  | 'currency'
  | 'flag'
  | 'day'
  | 'edtf'
  | 'date'
  | 'stream'
  | 'json'
  | 'value'
  | 'either'
  | 'object'
  | 'list';

/** A field of a form, as the declaration of its member has it. */
export interface FieldFrame {
  readonly kind: FieldKind;
  readonly optional?: true;
  readonly sealed?: true;
  /** The kind of stream that an id is of. */
  readonly of?: string;
  /** The field beside an id that says the kind of stream it is of. */
  readonly by?: string;
  readonly words?: readonly string[];
  readonly fields?: Fields;
  readonly item?: FieldFrame;
  readonly atLeast?: number;
}

export interface Fields {
  readonly [name: string]: FieldFrame;
}

/** The fields that are asked for: where one chooses among the others by their names, not those that were not chosen. */
export function fieldsAsked(fields: Fields, valueOf: (name: string) => unknown): Fields {
  const [name, words = []] =
    Object.entries(fields)
      .map(([one, field]) => [one, field.words] as const)
      .find(([, names]) => names?.every((word) => word in fields)) ?? [];
  if (name === undefined) return fields;
  const chosen = valueOf(name);
  return Object.fromEntries(Object.entries(fields).filter(([one]) => one === chosen || !words.includes(one)));
}

/** The form of a command. */
export interface CommandFrame {
  readonly type: string;
  /** The kind of stream it is recorded in; null where the command names the stream. */
  readonly stream: string | null;
  readonly recorder: string;
  readonly depositaryAlone?: true;
  readonly called: Readonly<Record<Language, string>>;
  readonly says: Readonly<Record<Language, string>>;
  readonly occurred: 'GIVEN' | 'OPTIONAL' | 'NONE';
  readonly effective?: true;
  readonly place: 'BEGINS' | 'MAY_BEGIN' | 'FOLLOWS';
  readonly evidence: 'REQUIRED' | 'OPTIONAL';
  readonly overrides?: false;
  /** The field that names what it is about. */
  readonly subject: string | null;
  /** What no correction may change. */
  readonly fixed?: readonly string[] | 'ALL';
  readonly fields: Fields;
}
