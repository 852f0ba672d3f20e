import { parseDuration, type Day } from '@entente/domain';
import { readEntry, type DateEntry } from '../../days/date-entry.js';
import { readDay } from '../../days/read-day.js';
import { fieldsAsked, type CommandFrame, type FieldFrame, type Fields } from '../frames/frame.js';
import { linesOf } from '../source/canonical.js';
import { entryOf, itemsOf, membersOf, type Draft, type FormValue, type FormValues } from './draft.js';
import { readDuration } from './read-duration.js';

/** What is missing or cannot be read in a form, before the ledger is asked. */
export interface Problem {
  readonly path: string;
  readonly problem:
    | 'REQUIRED'
    | 'UNREADABLE'
    | 'ASK'
    | 'MARGIN'
    | 'TWO'
    | 'WRONG_DATE'
    | 'TO_COME'
    | 'NOT_A_DAY'
    | 'NOT_A_NUMBER'
    | 'TWO_NUMBERS'
    | 'NOT_A_DURATION'
    | 'NOT_JSON'
    | 'NO_SOURCE'
    | 'NOT_LINES'
    | 'NO_REASON'
    | 'NOTHING_CHANGED';
}

/** What a form comes to: the input of its command, and what keeps it from being sent. */
export interface Filled {
  readonly input: { readonly [name: string]: unknown };
  readonly problems: readonly Problem[];
}

interface Context {
  readonly today: Day;
  /** The language of a text of which nobody says one. */
  readonly language: string;
}

/** The input of a draft’s command, as the API takes it. */
export function inputOf(frame: CommandFrame, draft: Draft, context: Context): Filled {
  const reader = new Reader(context);
  const members = reader.object(frame.fields, draft.values, '');
  const dates = {
    ...(frame.occurred !== 'NONE' && {
      occurredOn: reader.date(draft.values['occurredOn'], 'occurredOn', frame.occurred === 'GIVEN'),
    }),
    ...(frame.effective && { effectiveOn: reader.date(draft.values['effectiveOn'], 'effectiveOn', false) }),
  };
  const common = commonOf(draft, frame.evidence === 'REQUIRED');
  const input = Object.fromEntries(
    Object.entries({ commandId: draft.commandId, ...members, ...dates, ...common.input }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  return { input, problems: [...reader.problems, ...common.problems] };
}

/** What the forms of all commands have: the source with its lines, and the rules that are set aside. */
export function commonOf(draft: Draft, needsSource: boolean): Filled {
  const evidence = evidenceOf(draft);
  const overrides = Object.entries(draft.overrides).map(([rule, reason]) => ({
    rule,
    reason: reason.trim(),
  }));
  // One without its reason is not sent: the rule stands against the fact until there is one.
  const explained = overrides.filter(({ reason }) => reason !== '');
  return {
    input: {
      ...(evidence.length > 0 && { evidence }),
      ...(explained.length > 0 && { overrides: explained }),
    },
    problems: [
      ...(needsSource && evidence.length === 0 ? [{ path: 'evidence', problem: 'NO_SOURCE' } as const] : []),
      ...sourceProblems(draft),
      ...overrides
        .filter(({ reason }) => reason === '')
        .map(({ rule }) => ({ path: `overrides.${rule}`, problem: 'NO_REASON' }) as const),
    ],
  };
}

/** What cannot be read of a source and its lines: it is said, and never left out of what is sent. */
function sourceProblems({ source, linesTyped }: Draft): readonly Problem[] {
  const { publishedOn = '' } = source?.deposit ?? {};
  return [
    ...(publishedOn.trim() !== '' && readDay(publishedOn) === null
      ? [{ path: 'deposit.publishedOn', problem: 'NOT_A_DAY' } as const]
      : []),
    ...(source && linesTyped !== undefined
      ? [{ path: 'evidence.lines', problem: 'NOT_LINES' } as const]
      : []),
  ];
}

/** The evidence of a draft: its source, once for each range of lines, with their words. */
function evidenceOf({ source, lines }: Draft): readonly object[] {
  if (!source) return [];
  const { sourceId, text } = source;
  if (lines.length === 0) return [{ sourceId }];
  const all = text === undefined ? [] : linesOf(text);
  return lines.map(({ from, to }) => {
    const quote = all
      .slice(from - 1, to)
      .join('\n')
      .trim();
    return { sourceId, lines: { from, to }, ...(quote !== '' && { quote }) };
  });
}

class Reader {
  readonly problems: Problem[] = [];

  constructor(private readonly context: Context) {}

  say(path: string, problem: Problem['problem']): void {
    this.problems.push({ path, problem });
  }

  object(fields: Fields, values: FormValues | undefined, path: string): Record<string, unknown> {
    const read = Object.entries(fieldsAsked(fields, (name) => values?.[name])).map(([name, field]) => [
      name,
      this.member(field, values?.[name], path === '' ? name : `${path}.${name}`),
    ]);
    return Object.fromEntries(read.filter(([, value]) => value !== undefined)) as Record<string, unknown>;
  }

  date(value: FormValue | undefined, path: string, required: boolean): unknown {
    const read = readEntry(entryOf(value), this.context.today);
    switch (read.kind) {
      case 'DATE':
        if (read.toCome && path === 'occurredOn') this.say(path, 'TO_COME');
        return read.mode === 'UNKNOWN' && !required && !saysMore(entryOf(value)) ? undefined : read.input;
      case 'EMPTY':
        if (required || saysMore(entryOf(value))) this.say(path, 'REQUIRED');
        return undefined;
      case 'WRONG':
        this.say(path, 'WRONG_DATE');
        return undefined;
      default:
        this.say(path, read.kind);
        return undefined;
    }
  }

  private member(field: FieldFrame, value: FormValue | undefined, path: string): unknown {
    const required = field.optional !== true;
    switch (field.kind) {
      case 'object':
        return this.nested(field, membersOf(value), path, required);
      case 'list':
        return this.list(field, itemsOf(value), path, required);
      case 'date':
        return this.date(value, path, required);
      default:
        return this.plain(field, typeof value === 'string' ? value.trim() : '', path, required);
    }
  }

  private nested(
    field: FieldFrame,
    values: FormValues | undefined,
    path: string,
    required: boolean,
  ): unknown {
    if (!required && isEmpty(field, values)) return undefined;
    return this.object(field.fields ?? {}, values, path);
  }

  private list(field: FieldFrame, values: readonly FormValue[], path: string, required: boolean): unknown {
    const { item = { kind: 'word' } satisfies FieldFrame, atLeast = 0 } = field;
    const given = values
      .map((value, index) => ({ value, index }))
      .filter(({ value }) => !isEmpty(item, value));
    if (given.length === 0 && (required || atLeast > 0)) {
      if (!required) return undefined;
      this.say(
        item.kind === 'object' ? `${path}.0.${Object.keys(item.fields ?? {})[0] ?? ''}` : `${path}.0`,
        'REQUIRED',
      );
      return undefined;
    }
    if (given.length === 0) return undefined;
    return given.map(({ value, index }) =>
      this.member({ ...item, optional: undefined } as FieldFrame, value, `${path}.${index}`),
    );
  }

  private plain(field: FieldFrame, text: string, path: string, required: boolean): unknown {
    if (text === '') {
      if (field.kind === 'language' && required) return this.context.language;
      if (required) this.say(path, 'REQUIRED');
      return undefined;
    }
    const read = readPlain(field, text);
    if (read === null)
      this.say(path, hasTwoReadings(field, text) ? 'TWO_NUMBERS' : (NOT[field.kind] ?? 'UNREADABLE'));
    return read ?? undefined;
  }
}

const NOT: { readonly [kind: string]: Problem['problem'] } = {
  day: 'NOT_A_DAY',
  count: 'NOT_A_NUMBER',
  decimal: 'NOT_A_NUMBER',
  duration: 'NOT_A_DURATION',
  json: 'NOT_JSON',
};

/** A number as people write it in either language, without what parts its thousands; null where it says none, or two. */
function readDecimal(text: string): string | null {
  const typed = withoutSpaces(text);
  if (TWO_READINGS.test(typed)) return null;
  const grouped = /^-?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/u.test(typed);
  const plain = grouped ? typed.replaceAll(',', '') : typed.replace(/,(?=\d{1,6}$)/u, '.');
  return /^-?\d+(?:\.\d+)?$/u.test(plain) ? plain : null;
}

/** 26,750 is 26750 in English and 26.75 in French. */
const TWO_READINGS = /^-?[1-9]\d{0,2},\d{3}$/u;

function hasTwoReadings({ kind }: FieldFrame, text: string): boolean {
  return kind === 'decimal' && TWO_READINGS.test(withoutSpaces(text));
}

function withoutSpaces(text: string): string {
  return text.replaceAll(/[\s\u00a0\u202f]/gu, '');
}

/** A value of a plain field as the API takes it; null where it cannot be read. */
function readPlain({ kind }: FieldFrame, text: string): unknown {
  switch (kind) {
    case 'day':
      return readDay(text);
    case 'count':
      return /^\d{1,9}$/u.test(text) ? Number(text) : null;
    case 'decimal':
      return readDecimal(text);
    case 'duration':
      return readDuration(text) ?? (parseDuration(text) ? text : null);
    case 'flag':
      return text === 'yes';
    case 'json':
    case 'value':
      try {
        return JSON.parse(text) as unknown;
      } catch {
        return null;
      }
    default:
      return text;
  }
}

/** Whether something was filled in beside the day itself: it would be lost with an empty day. */
function saysMore({ earliest, latest, point, note }: DateEntry): boolean {
  return [earliest, latest, point, note].some((part) => part !== undefined && part.trim() !== '');
}

/** True where nothing was filled in; a language alone is nothing. */
function isEmpty(field: FieldFrame, value: FormValue | undefined): boolean {
  switch (field.kind) {
    case 'date':
      return entryOf(value).typed.trim() === '' && !saysMore(entryOf(value));
    case 'list':
      return itemsOf(value).every((one) => isEmpty(field.item ?? field, one));
    case 'object': {
      const members = membersOf(value);
      return Object.entries(field.fields ?? {}).every(
        ([name, below]) => below.kind === 'language' || isEmpty(below, members?.[name]),
      );
    }
    default:
      return typeof value !== 'string' || value.trim() === '';
  }
}
