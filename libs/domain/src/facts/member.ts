import type { Decimal } from '../money/decimal.js';
import type { Money } from '../money/money.js';
import type { Json, JsonObject, Text } from '../rules/decision.js';
import type { EdgeKind } from '../rules/edges.js';
import type { StreamKind } from '../streams.js';
import type { Day } from '../time/day.js';
import { BASES, type DateInput, type UncertainDate } from '../time/uncertain-date.js';

/**
 * The members of a fact, each declared once with its kind. What a member is follows from its kind: the type of the input
 * and of the stored data, the stored schema, what is folded as an id, what is sealed, what has to exist elsewhere, the
 * field of the GraphQL input.
 */

/** Whether an input has a member. `OPTIONAL` may be left out; `ABSENT`: callers cannot give it. */
type InInput = 'GIVEN' | 'OPTIONAL' | 'ABSENT';
/** Whether stored data have a member. `ABSENT`: it is sealed and never stands in clear. */
type InData = 'ALWAYS' | 'OPTIONAL' | 'ABSENT';

/** What every member says of itself. */
interface Common {
  /** The description of the GraphQL field. */
  readonly says: string;
  readonly inInput: InInput;
  readonly inData: InData;
  /** Not offered by the API: only the ledger's own commands give it. */
  readonly hidden?: true;
  /** Sealed: under the key of the person whose id this member of the data holds, else under a key of its own. */
  readonly sealed?: { readonly under: string | null };
  /** What the decision was judged on: a correction of the record leaves it as it is. */
  readonly judged?: true;
  /** A blank text counts as not given, rather than being refused. */
  readonly blankIsAbsent?: true;
  /** What is stored where nothing is given; a function gets the index of the list's item that the member is in. */
  readonly fallback?: Json | ((index: number) => Json);
  /** The code that answers a blank text or an empty list, where there is one of its own. */
  readonly refusedAs?: 'TITLE_REQUIRED' | 'NAME_REQUIRED' | 'REASON_REQUIRED';
}

/** A member of whatever kind, as the derivations walk it. */
export type Member = Common &
  (
    | {
        readonly kind: 'id';
        readonly of: StreamKind;
        /** The subject of the stream and what this names are linked by the fact, or linked no more. */
        readonly edge?: { readonly kind: EdgeKind; readonly change: 'MADE' | 'ENDED' };
      }
    | {
        readonly kind: 'partId';
        /** It names a subject together with others: it is short and has no dot, which stands between them. */
        readonly plain: boolean;
      }
    | {
        readonly kind: 'idOf';
        /** The member beside it that holds the kind of stream. */
        readonly by: string;
      }
    | { readonly kind: 'eventId' }
    | {
        readonly kind: 'either';
        /** What it may be; none of them is sealed or holds an id. */
        readonly of: readonly Member[];
      }
    | { readonly kind: 'word' }
    | { readonly kind: 'oneOf'; readonly words: readonly string[]; readonly enumeration: string | null }
    | { readonly kind: 'name' }
    | { readonly kind: 'freeText' }
    | {
        readonly kind: 'document';
        /** The member beside it that holds the SHA-256 of the text. */
        readonly hash: string;
      }
    | { readonly kind: 'language' }
    | { readonly kind: 'hash' }
    | { readonly kind: 'uuid' }
    | { readonly kind: 'duration' }
    | { readonly kind: 'count'; readonly least: number }
    | {
        readonly kind: 'decimal';
        /** Only what is above zero is accepted. */
        readonly aboveZero: boolean;
      }
    | { readonly kind: 'currency' }
    | {
        readonly kind: 'flag';
        /** Only yes is stored; no counts as not given. */
        readonly onlyYes: boolean;
      }
    | { readonly kind: 'day' }
    | { readonly kind: 'edtf' }
    | { readonly kind: 'date' }
    | { readonly kind: 'stream' }
    | { readonly kind: 'json' }
    | { readonly kind: 'value' }
    | {
        readonly kind: 'object';
        readonly name: string;
        readonly describes: string;
        readonly members: Members;
        readonly claimed: boolean;
        /** An object without a member counts as not given. */
        readonly emptyIsAbsent: boolean;
      }
    | {
        readonly kind: 'list';
        readonly item: Member;
        readonly atLeast: number;
        /** An empty list counts as not given. */
        readonly emptyIsAbsent: boolean;
        /** The problem that answers a list which is too short; LIST_TOO_SHORT unless it has words of its own. */
        readonly tooShort: 'ORGANIZATION_NEEDED' | 'EVENT_NEEDED' | 'TEXT_NEEDED' | null;
      }
  );

export interface Members {
  readonly [name: string]: Member;
}

declare const INPUT: unique symbol;
declare const DATA: unique symbol;

/** A member together with the types of what it takes and of what is stored. */
export type Typed<Input, Data, I extends InInput = 'GIVEN', D extends InData = 'ALWAYS'> = Member & {
  readonly inInput: I;
  readonly inData: D;
  readonly [INPUT]?: Input;
  readonly [DATA]?: Data;
};

type AnyTyped = Typed<unknown, unknown, InInput, InData>;
type InputOfMember<M> = M extends { readonly [INPUT]?: infer Input } ? Exclude<Input, undefined> : never;
type DataOfMember<M> = M extends { readonly [DATA]?: infer Data } ? Exclude<Data, undefined> : never;

/** The input that some members make: what a caller gives. */
export type InputOfMembers<M> = {
  readonly [K in keyof M as M[K] extends { readonly inInput: 'GIVEN' } ? K : never]: InputOfMember<M[K]>;
} & {
  readonly [K in keyof M as M[K] extends { readonly inInput: 'OPTIONAL' } ? K : never]?: InputOfMember<M[K]>;
};

/** The data that some members make: what is stored in clear. */
export type DataOfMembers<M> = {
  readonly [K in keyof M as M[K] extends { readonly inData: 'ALWAYS' } ? K : never]: DataOfMember<M[K]>;
} & {
  readonly [K in keyof M as M[K] extends { readonly inData: 'OPTIONAL' } ? K : never]?: DataOfMember<M[K]>;
};

const GIVEN = { inInput: 'GIVEN', inData: 'ALWAYS' } as const;

/** The id of something that has a stream. It has to exist. */
export const id = (of: StreamKind, says: string): Typed<string, string> => ({
  kind: 'id',
  of,
  says,
  ...GIVEN,
});
/** An id that the fact links with the subject of its stream; among all streams no circle of such links may close. */
export const linked = (kind: EdgeKind, member: Typed<string, string>): Typed<string, string> =>
  ({ ...member, edge: { kind, change: 'MADE' } }) as Typed<string, string>;
/** An id that the fact links with the subject of its stream no more. */
export const unlinked = (kind: EdgeKind, member: Typed<string, string>): Typed<string, string> =>
  ({ ...member, edge: { kind, change: 'ENDED' } }) as Typed<string, string>;
/** The id of a part of a subject, known in its stream alone: a review. */
export const partId = (says: string, { plain = false } = {}): Typed<string, string> => ({
  kind: 'partId',
  plain,
  says,
  ...GIVEN,
});
/** The id of something that has a stream, of the kind that the member `by` beside it holds. It has to exist. */
export const idOf = (by: string, says: string): Typed<string, string> => ({
  kind: 'idOf',
  by,
  says,
  ...GIVEN,
});
/** One of several members, as it is stored; callers give each under a name of its own. */
export const either = <const M extends readonly AnyTyped[]>(
  of: M,
  says: string,
): Typed<DataOfMember<M[number]>, DataOfMember<M[number]>> => ({
  kind: 'either',
  of: of as readonly Member[],
  says,
  ...GIVEN,
});
/** The id of an event. */
export const eventId = (says: string): Typed<string, string> => ({ kind: 'eventId', says, ...GIVEN });
/** A word or a code of at most 200 characters: a kind, a scheme, a place. */
export const word = (says: string): Typed<string, string> => ({ kind: 'word', says, ...GIVEN });
/** One of a few words. `enumeration`: the GraphQL enumeration that has the same words; a plain string without. */
export const oneOf = <const W extends string>(
  words: readonly W[],
  says: string,
  enumeration: string | null = null,
): Typed<W, W> => ({ kind: 'oneOf', words, enumeration, says, ...GIVEN });
/** A name or a title of at most 2,000 characters. */
export const name = (says: string): Typed<string, string> => ({ kind: 'name', says, ...GIVEN });
/** Free text of at most 10,000 characters: a note, a quotation, a reason. */
export const freeText = (says: string): Typed<string, string> => ({ kind: 'freeText', says, ...GIVEN });
/**
 * A whole document of at most 500,000 characters, in its canonical form: NFC, line feeds alone, nothing trimmed. No event holds
 * it: it is kept beside the log, sealed, and `hash` names the member that holds its SHA-256.
 */
export const document = (hash: string, says: string): Typed<string, string, 'GIVEN', 'ABSENT'> => ({
  kind: 'document',
  hash,
  says,
  inInput: 'GIVEN',
  inData: 'ABSENT',
  sealed: { under: null },
});
/** A language (BCP 47). */
export const language = (says: string): Typed<string, string> => ({ kind: 'language', says, ...GIVEN });
/** The SHA-256 of a document, 64 lower-case hexadecimal digits. */
export const hash = (says: string): Typed<string, string> => ({ kind: 'hash', says, ...GIVEN });
/** A UUID that is not an event's: the ledger's own id. */
export const uuid = (says: string): Typed<string, string> => ({ kind: 'uuid', says, ...GIVEN });
/** A length of time as ISO 8601 writes it: P5Y. */
export const duration = (says: string): Typed<string, string> => ({ kind: 'duration', says, ...GIVEN });
/** A whole number, not below zero. */
export const count = (says: string): Typed<number, number> => ({ kind: 'count', least: 0, says, ...GIVEN });
/** A whole number from 1. */
export const ordinal = (says: string): Typed<number, number> => ({ kind: 'count', least: 1, says, ...GIVEN });
/** An exact decimal number, as text. */
export const decimal = (says: string): Typed<Decimal, Decimal> => ({
  kind: 'decimal',
  aboveZero: false,
  says,
  ...GIVEN,
});
/** An exact decimal number above zero, as text. */
const decimalAboveZero = (says: string): Typed<Decimal, Decimal> => ({
  kind: 'decimal',
  aboveZero: true,
  says,
  ...GIVEN,
});
/** A currency: three capitals (ISO 4217). */
const currency = (says: string): Typed<string, string> => ({ kind: 'currency', says, ...GIVEN });
/** Yes or no. */
export const flag = (says: string): Typed<boolean, boolean> => ({
  kind: 'flag',
  onlyYes: false,
  says,
  ...GIVEN,
});
/** Yes, or nothing. */
export const mark = (says: string): Typed<boolean, true> => ({ kind: 'flag', onlyYes: true, says, ...GIVEN });
/** A civil day. */
export const day = (says: string): Typed<Day, Day> => ({ kind: 'day', says, ...GIVEN });
/** An uncertain date; what is stored is the whole date, its note sealed. */
export const date = (says: string): Typed<DateInput, UncertainDate> => ({ kind: 'date', says, ...GIVEN });

/** The name of a stream that a fact of any stream is recorded in: a kind and an id. */
export const stream = (says: string): Typed<string, string> => ({ kind: 'stream', says, ...GIVEN });
/** An object whose members other declarations decide: what a correction sets. */
export const json = (says: string): Typed<JsonObject, JsonObject> => ({ kind: 'json', says, ...GIVEN });

/** A value whose form the declaration of another member decides: what a source says instead. The note of a date in it is sealed. */
export const value = (says: string): Typed<Json, Json> => ({ kind: 'value', says, ...GIVEN });

/** An object with members of its own. `name` and `describes` are those of its GraphQL input. */
export const object = <const M extends { readonly [name: string]: AnyTyped }>(
  name: string,
  describes: string,
  members: M,
): ((says: string) => Typed<InputOfMembers<M>, DataOfMembers<M>>) => {
  return (says) => ({
    kind: 'object',
    name,
    describes,
    members,
    claimed: false,
    emptyIsAbsent: false,
    says,
    ...GIVEN,
  });
};

/** An object that only one subject may have at a time, among all streams: an identifier. */
export const claimed = <I, D>(member: Typed<I, D>): Typed<I, D> =>
  ({ ...member, claimed: true }) as Typed<I, D>;

/** An object that counts as not given where nothing is given in it. */
export const unlessEmpty = <I, D>(member: Typed<I, D>): Typed<I, D> =>
  ({ ...member, emptyIsAbsent: true }) as Typed<I, D>;

/** A list of at most 200 items. */
export const list = <M extends AnyTyped>(
  item: M,
  options: {
    readonly atLeast?: number;
    readonly emptyIsAbsent?: true;
    readonly tooShort?: 'ORGANIZATION_NEEDED' | 'EVENT_NEEDED' | 'TEXT_NEEDED';
  } = {},
): Typed<readonly InputOfMember<M>[], readonly DataOfMember<M>[]> => ({
  kind: 'list',
  item: item as Member,
  atLeast: options.atLeast ?? 0,
  emptyIsAbsent: options.emptyIsAbsent ?? false,
  tooShort: options.tooShort ?? null,
  says: item.says,
  ...GIVEN,
});

type Optional<T> = T extends 'ABSENT' ? 'ABSENT' : 'OPTIONAL';

/** A member that may be left out, and is then not stored. */
export const optional = <I, D, In extends InInput, Out extends InData>(
  member: Typed<I, D, In, Out>,
): Typed<I, D, Optional<In>, Optional<Out>> =>
  ({
    ...member,
    inInput: member.inInput === 'ABSENT' ? 'ABSENT' : 'OPTIONAL',
    inData: member.inData === 'ABSENT' ? 'ABSENT' : 'OPTIONAL',
  }) as Typed<I, D, Optional<In>, Optional<Out>>;

/** A member that may be left out; this is stored then. */
export const withDefault = <I, D>(
  member: Typed<I, D>,
  fallback: Json | ((index: number) => Json),
): Typed<I, D, 'OPTIONAL', 'ALWAYS'> =>
  ({ ...member, inInput: 'OPTIONAL', fallback }) as Typed<I, D, 'OPTIONAL', 'ALWAYS'>;

/** What the ledger makes or reckons unless it is given: the id of what a command makes, the day on which a new term ends. */
export const made = <I, D>(member: Typed<I, D>): Typed<I, D, 'OPTIONAL', 'ALWAYS'> =>
  ({ ...member, inInput: 'OPTIONAL' }) as Typed<I, D, 'OPTIONAL', 'ALWAYS'>;

/** A member that the ledger reckons and no caller gives. */
export const computed = <I, D, Out extends InData>(
  member: Typed<I, D, InInput, Out>,
): Typed<I, D, 'ABSENT', Out> => ({ ...member, inInput: 'ABSENT' }) as Typed<I, D, 'ABSENT', Out>;

/** A member that the ledger reckons from other streams when it decides, and that no correction touches. */
export const judged = <I, D, Out extends InData>(
  member: Typed<I, D, InInput, Out>,
): Typed<I, D, 'ABSENT', Out> => ({ ...computed(member), judged: true });

/** A member that a caller gives and that is not stored: it only says what is wanted. */
export const askedOnly = <I, D, In extends InInput>(
  member: Typed<I, D, In, InData>,
): Typed<I, D, In, 'ABSENT'> => ({ ...member, inData: 'ABSENT' }) as unknown as Typed<I, D, In, 'ABSENT'>;

/** A member that never stands in clear. `under`: the member that names the person whose key seals it. */
export const sealed = <I, D, In extends InInput>(
  member: Typed<I, D, In, InData>,
  under: string | null = null,
): Typed<I, D, In, 'ABSENT'> =>
  ({ ...member, inData: 'ABSENT', sealed: { under } }) as unknown as Typed<I, D, In, 'ABSENT'>;

/** A sealed text that counts as not given where it is blank. */
export const note = <I, D, In extends InInput>(
  member: Typed<I, D, In, InData>,
): Typed<I, D, Optional<In>, 'ABSENT'> =>
  ({ ...optional(sealed(member)), blankIsAbsent: true }) as unknown as Typed<I, D, Optional<In>, 'ABSENT'>;

/** A member whose blank text or empty list is refused with a code of its own. */
export const refusedAs = <M extends AnyTyped>(
  refusedAs: 'TITLE_REQUIRED' | 'NAME_REQUIRED' | 'REASON_REQUIRED',
  member: M,
): M => ({
  ...member,
  refusedAs,
});

/** A member that the API does not offer; only the ledger's own commands give it. */
export const hidden = <M extends AnyTyped>(member: M): M => ({ ...member, hidden: true });

/** A text in one language. */
export const text: (says: string) => Typed<Text, Text> = object('TextInput', 'A text in one language.', {
  text: name('The text.'),
  lang: language('Its language.'),
});

const moneyOf = (value: typeof decimal) =>
  object('MoneyInput', 'An amount in a currency.', {
    value: value('The amount, an exact decimal.'),
    currency: currency('The currency: three capitals (ISO 4217).'),
  });

/** An amount in a currency. */
export const money: (says: string) => Typed<Money, Money> = moneyOf(decimal);
/** An amount above zero in a currency. */
export const moneyAboveZero: (says: string) => Typed<Money, Money> = moneyOf(decimalAboveZero);

/** A text by language. */
export const texts = (
  says: string,
  options: Parameters<typeof list>[1] = {},
): Typed<readonly Text[], readonly Text[]> => list(text(says), options);

/** An uncertain day as EDTF writes it. */
const edtf = (says: string): Typed<string, string> => ({ kind: 'edtf', says, ...GIVEN });

/** The members of a date as a caller gives it. */
export const DATE_MEMBERS = {
  edtf: edtf('The date as EDTF writes it.'),
  point: optional(day('The day used where one is needed: by default the latest, else the earliest.')),
  earliest: optional(day('The earliest day it can be.')),
  latest: optional(day('The latest day it can be.')),
  basis: optional(oneOf(BASES, 'How it is known; needed for a date with bounds.', 'Basis')),
  note: note(freeText('A note on the date; kept confidential.')),
};

/** What every command may carry beside the members of its fact. */
export const COMMON_MEMBERS = {
  occurredOn: optional(date('When it happened.')),
  effectiveOn: optional(date('When it takes effect; by default, when it happened.')),
  evidence: optional(
    list(
      object('EvidenceInput', 'A deposited source that says so, and where.', {
        sourceId: id('source', 'The source.'),
        lines: optional(
          object('LineRangeInput', 'Lines of a source, from the first to the last.', {
            from: ordinal('The first line, from 1.'),
            to: ordinal('The last line.'),
          })('Where in the source.'),
        ),
        quote: note(freeText('The words of the source; kept confidential.')),
        kind: optional(oneOf(BASES, 'How the source supports it; STATED by default.', 'Basis')),
        note: note(freeText('A note on the citation; kept confidential.')),
      })('The sources that say so.'),
    ),
  ),
  overrides: optional(
    list(
      object('OverrideInput', 'A rule (POLICY) to set aside, and why.', {
        rule: word('The code of the refusal to override.'),
        reason: sealed(freeText('Why; recorded and kept confidential.')),
      })('Rules (POLICY) to set aside.'),
    ),
  ),
};
