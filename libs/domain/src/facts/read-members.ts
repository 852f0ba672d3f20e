import { isDecimal, toMillionths } from '../money/decimal.js';
import { isCurrency } from '../money/money.js';
import { readDate } from '../rules/act.js';
import { refuse, type Claim, type Confidential, type Json, type Refusal } from '../rules/decision.js';
import { isReservedScheme } from '../rules/edges.js';
import { isDay, parseDuration } from '../time/day.js';
import type { DateInput } from '../time/uncertain-date.js';
import type { Member, Members } from './member.js';

/** What an input's members say: the data to store, what is sealed of them, and what stands against a date in them. */
export interface ReadMembers {
  readonly refused: false;
  readonly data: { readonly [name: string]: unknown };
  readonly confidential: readonly Confidential[];
  /** The documents that are kept beside the log. */
  readonly documents: readonly string[];
  /** A refusal of the dates stage: a date without a basis. */
  readonly late: Refusal | null;
}

/**
 * Reads an input's members into the data of its fact. `own` is the member that names the subject, which is `newId` unless
 * given. A value that is not of its member's kind is refused.
 */
export function readMembers(
  members: Members,
  input: object,
  own: string | null,
  newId: string,
): ReadMembers | Refusal {
  const reader = new Reader();
  const given = own !== null && !(own in input) ? { ...input, [own]: newId } : input;
  const data = reader.object(members, given, '', '/data', 0);
  const { documents, late } = reader;
  return reader.refusal ?? { refused: false, data, confidential: reader.sealed(data), documents, late };
}

class Reader {
  refusal: Refusal | null = null;
  late: Refusal | null = null;
  readonly documents: string[] = [];
  private readonly confidential: (Confidential & { readonly under: string | null })[] = [];

  object(
    members: Members,
    input: object,
    path: string,
    pointer: string,
    index: number,
  ): Record<string, unknown> {
    const data: Record<string, unknown> = {};
    for (const [name, member] of Object.entries(members)) {
      if (member.inInput === 'ABSENT') continue;
      const value = (input as { readonly [name: string]: unknown })[name];
      const at = path === '' ? name : `${path}.${name}`;
      const nothing =
        (member.kind === 'list' && member.emptyIsAbsent && (value as readonly unknown[])?.length === 0) ||
        (member.kind === 'flag' && member.onlyYes && value === false);
      if (value === undefined || nothing) {
        if (member.fallback !== undefined)
          data[name] = typeof member.fallback === 'function' ? member.fallback(index) : member.fallback;
        continue;
      }
      if (member.kind === 'document') {
        this.documents.push(value as string);
      } else if (member.sealed) {
        const { under } = member.sealed;
        this.confidential.push({ pointer: `${pointer}/${name}`, value: value as Json, under });
      } else {
        const read = this.value(member, value, at, `${pointer}/${name}`, index);
        if (member.inData !== 'ABSENT') data[name] = read;
      }
    }
    return data;
  }

  sealed(data: { readonly [name: string]: unknown }): readonly Confidential[] {
    return this.confidential.map(({ pointer, value, under }) =>
      under === null ? { pointer, value } : { pointer, value, personId: String(data[under]) },
    );
  }

  private value(member: Member, value: unknown, path: string, pointer: string, index: number): unknown {
    switch (member.kind) {
      case 'oneOf':
        if (!member.words.includes(value as string))
          this.refuse(refuse('VALIDATION_FAILED', path, { problem: 'NOT_ONE_OF', words: member.words }));
        return value;
      case 'hash':
        if (!/^[0-9a-f]{64}$/.test(String(value)))
          this.refuse(refuse('VALIDATION_FAILED', path, { problem: 'NOT_A_HASH' }));
        return value;
      case 'duration':
        if (!parseDuration(String(value)))
          this.refuse(refuse('VALIDATION_FAILED', path, { problem: 'NOT_A_DURATION' }));
        return value;
      case 'day':
        if (!isDay(String(value))) this.refuse(refuse('VALIDATION_FAILED', path, { problem: 'NOT_A_DAY' }));
        return value;
      case 'count':
        if (Number(value) < member.least)
          this.refuse(
            refuse('VALIDATION_FAILED', path, { problem: 'NUMBER_TOO_SMALL', least: member.least }),
          );
        return value;
      case 'decimal':
        if (!isDecimal(value)) this.refuse(refuse('VALIDATION_FAILED', path, { problem: 'NOT_A_DECIMAL' }));
        else if (member.aboveZero && toMillionths(value) <= 0n)
          this.refuse(refuse('VALIDATION_FAILED', path, { problem: 'NOT_ABOVE_ZERO' }));
        return value;
      case 'currency':
        if (!isCurrency(value)) this.refuse(refuse('VALIDATION_FAILED', path, { problem: 'NOT_A_CURRENCY' }));
        return value;
      case 'date':
        return this.date(value as DateInput, path, pointer);
      case 'object':
        if (member.claimed && isReservedScheme(String((value as Claim).scheme)))
          this.refuse(refuse('VALIDATION_FAILED', `${path}.scheme`, { problem: 'SCHEME_RESERVED' }));
        return this.object(member.members, value as object, path, pointer, index);
      case 'list':
        return this.list(member, value as readonly unknown[], path, pointer);
      case 'id':
      case 'partId':
      case 'idOf':
      case 'either':
      case 'eventId':
      case 'word':
      case 'name':
      case 'freeText':
      case 'document':
      case 'language':
      case 'uuid':
      case 'edtf':
      case 'flag':
      case 'stream':
      case 'json':
      case 'value':
        return value;
      default:
        return member satisfies never;
    }
  }

  private date(input: DateInput, path: string, pointer: string): unknown {
    const read = readDate(input, path, pointer);
    if (read.refused) {
      this.refuse(read);
      return null;
    }
    this.late ??= read.late;
    this.confidential.push(...read.confidential.map((one) => ({ ...one, under: null })));
    return read.date;
  }

  private list(
    member: Extract<Member, { readonly kind: 'list' }>,
    items: readonly unknown[],
    path: string,
    pointer: string,
  ): readonly unknown[] {
    const least = member.refusedAs ? 1 : member.atLeast;
    if (items.length < least)
      this.refuse(
        member.refusedAs
          ? refuse(member.refusedAs, path)
          : refuse(
              'VALIDATION_FAILED',
              path,
              member.tooShort ? { problem: member.tooShort } : { problem: 'LIST_TOO_SHORT', least },
            ),
      );
    return items.map((item, index) =>
      this.value(member.item, item, `${path}.${index}`, `${pointer}/${index}`, index),
    );
  }

  private refuse(refusal: Refusal): void {
    this.refusal ??= refusal;
  }
}
