import { isDay, isDecimal, readEdtf, type Problem } from '@entente/domain';
import { isPosition } from '@entente/ledger';
import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped, type ValueNode } from 'graphql';
import { ProblemError } from '../errors/refused-error.js';

interface TextScalar {
  readonly name: string;
  readonly description: string;
  readonly specifiedByURL?: string;
  /** True for a text that is one. */
  readonly accepts: (text: string) => boolean;
  /** What is wrong with one that is not. */
  readonly problem: Problem;
  /** What a resolver gives, as text. */
  readonly write?: (value: unknown) => string;
}

/** A scalar that is a text of a certain form, and refuses every other. */
function textScalar({
  name,
  description,
  specifiedByURL,
  accepts,
  problem,
  write,
}: TextScalar): GraphQLScalarType {
  const read = (value: unknown, node?: ValueNode): string => {
    if (typeof value === 'string' && accepts(value)) return value;
    const cause = new ProblemError(problem, value ?? literalOf(node));
    throw new GraphQLError(cause.message, { nodes: node ?? null, originalError: cause });
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    ...(specifiedByURL !== undefined && { specifiedByURL }),
    parseValue: (value) => read(value),
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : null, node),
    serialize: (value) => (write ? write(value) : String(value)),
  });
}

/** What was written in the document where it is a number. */
function literalOf(node: ValueNode | undefined): string | null {
  return node?.kind === Kind.INT || node?.kind === Kind.FLOAT ? node.value : null;
}

/** A civil day. */
export const DateScalar = textScalar({
  name: 'Date',
  description: "A civil day, YYYY-MM-DD, in the ledger's time zone.",
  accepts: isDay,
  problem: { problem: 'NOT_A_DAY' },
});

/** An instant. */
export const DateTimeScalar = textScalar({
  name: 'DateTime',
  description: 'An instant, RFC 3339 with an offset: 2025-04-16T12:00:00Z.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  accepts: isInstant,
  problem: { problem: 'NOT_AN_INSTANT' },
  write: (value) => (value instanceof Date ? value.toISOString() : String(value)),
});

/** An uncertain or approximate day. */
export const EdtfScalar = textScalar({
  name: 'Edtf',
  description:
    'An uncertain or approximate day, EDTF levels 0 to 2 (ISO 8601-2): 2019-06-04, 2022-02, [..2025-01-28], 2019?.',
  specifiedByURL: 'https://www.loc.gov/standards/datetime/',
  accepts: (text) => readEdtf(text) !== null,
  problem: { problem: 'NOT_EDTF' },
});

/** An exact decimal number. */
export const DecimalScalar = textScalar({
  name: 'Decimal',
  description:
    'An exact decimal number as text: 26750000, 0.75. No exponent; at most 15 digits before and 6 after the point. Never a number of JSON.',
  accepts: isDecimal,
  problem: { problem: 'NOT_A_DECIMAL' },
});

/** A place in the log. */
export const PositionScalar = textScalar({
  name: 'Position',
  description: "An opaque place in this ledger's log. Positions of one ledger sort as text.",
  accepts: isPosition,
  problem: { problem: 'NOT_A_POSITION' },
});

/** A language. */
export const LanguageTagScalar = textScalar({
  name: 'LanguageTag',
  description: 'A language, BCP 47: fr, en, fr-CA.',
  specifiedByURL: 'https://www.rfc-editor.org/info/bcp47',
  accepts: isLanguageTag,
  problem: { problem: 'NOT_A_LANGUAGE' },
});

/** Any JSON; only in answers. */
export const JsonScalar = new GraphQLScalarType({
  name: 'JSON',
  description: "An event's data as JSON.",
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
  serialize: (value) => value,
});

function isInstant(text: string): boolean {
  const match =
    /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(?:[Zz]|[+-](\d{2}):(\d{2}))$/.exec(text);
  if (!match || !isDay(match[1] ?? '')) return false;
  const [hour, minute, second, offsetHour, offsetMinute] = match.slice(2).map((part) => Number(part ?? 0));
  return (
    (hour ?? 24) < 24 &&
    (minute ?? 60) < 60 &&
    (second ?? 60) < 60 &&
    (offsetHour ?? 24) < 24 &&
    (offsetMinute ?? 60) < 60
  );
}

function isLanguageTag(text: string): boolean {
  if (text.length < 2 || text.length > 35) return false;
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}
