import type { Json, Problem } from '@entente/domain';
import type { z } from 'zod';

type Data = { readonly [key: string]: Json };

/**
 * One stored event type: its name is written down here and never changes, whatever the code is called. Versions count from
 * 1; `upcast[n]` makes data of version n + 1 into data of version n + 2, on read only.
 */
export interface StoredEventType {
  readonly type: string;
  readonly versions: readonly [z.ZodType, ...z.ZodType[]];
  readonly upcasts: readonly ((data: Data) => Data)[];
  /** Pointers below `/data` that are sealed and never stand in clear; `*` stands for an index. */
  readonly confidential: readonly string[];
}

/** Data that is not what its schema says. */
export class SchemaError extends Error {
  constructor(
    readonly type: string,
    readonly schema: number,
    said: string,
    /** What is wrong, for whoever gave the data. */
    readonly problem: Problem = { problem: 'NOT_RECORDABLE', said },
    /** The member at fault, as a path; null when it is none in particular. */
    readonly field: string | null = null,
  ) {
    super(`${type} version ${schema}: ${said}`);
    this.name = 'SchemaError';
  }
}

/** A type that the code writes and the catalogue lacks: a programming error, never the caller's. */
export class UnknownTypeError extends Error {
  constructor(type: string) {
    super(`${type} is not in the catalogue of stored events`);
    this.name = 'UnknownTypeError';
  }
}

/** The catalogue of stored events. */
export interface Catalogue {
  readonly types: readonly StoredEventType[];
  /** The version that is written today. @throws {UnknownTypeError} */
  currentVersion(type: string): number;
  /** Checks data in clear against a version's schema. @throws {SchemaError} @throws {UnknownTypeError} */
  validate(type: string, version: number, data: unknown): void;
  /** Validates stored data and brings it to the current version. @throws {SchemaError} */
  read(type: string, version: number, data: unknown): Data;
  /** Whether a pointer of an event of this type is one that is sealed. */
  isConfidential(type: string, pointer: string): boolean;
}

/** Free text that any event may carry outside its data. */
export const COMMON_CONFIDENTIAL = [
  '/occurred/note',
  '/effective/note',
  '/provenance/*/quote',
  '/provenance/*/note',
  '/overrides/*/reason',
];

/** Makes a catalogue; a type whose upcasters do not match its versions is refused at once. */
export function createCatalogue(types: readonly StoredEventType[]): Catalogue {
  const byType = new Map(types.map((entry) => [entry.type, entry]));
  if (byType.size !== types.length) throw new Error('a stored event type stands twice in the catalogue');
  for (const entry of types)
    if (entry.upcasts.length !== entry.versions.length - 1)
      throw new Error(
        `${entry.type} has ${entry.versions.length} versions and ${entry.upcasts.length} upcasters`,
      );

  const find = (type: string): StoredEventType => {
    const entry = byType.get(type);
    if (!entry) throw new UnknownTypeError(type);
    return entry;
  };
  const validate = (type: string, version: number, data: unknown): void => {
    const schema = find(type).versions[version - 1];
    if (!schema) throw new SchemaError(type, version, 'is not a version of the catalogue');
    const result = schema.safeParse(data);
    if (!result.success)
      throw new SchemaError(
        type,
        version,
        result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`.trim()).join('; '),
        problemOf(result.error.issues[0]),
        result.error.issues[0]?.path.join('.') || null,
      );
  };
  return {
    types,
    currentVersion: (type) => find(type).versions.length,
    validate,
    read(type, version, data) {
      if (!byType.has(type)) throw new SchemaError(type, version, 'is not in the catalogue');
      validate(type, version, data);
      const entry = find(type);
      return entry.upcasts.slice(version - 1).reduce((value, upcast) => upcast(value), data as Data);
    },
    isConfidential: (type, pointer) =>
      [...COMMON_CONFIDENTIAL, ...find(type).confidential].some((pattern) =>
        matches(pattern.split('/'), pointer.split('/')),
      ),
  };
}

/** What zod found, as the ledger tells it. */
function problemOf(issue: z.core.$ZodIssue | undefined): Problem {
  switch (issue?.code) {
    case 'too_big': {
      const most = Number(issue.maximum);
      if (issue.origin === 'string') return { problem: 'TEXT_TOO_LONG', most };
      return { problem: issue.origin === 'array' ? 'LIST_TOO_LONG' : 'NUMBER_TOO_LARGE', most };
    }
    case 'too_small': {
      const least = Number(issue.minimum);
      if (issue.origin === 'string') return { problem: 'TEXT_TOO_SHORT', least };
      return { problem: issue.origin === 'array' ? 'LIST_TOO_SHORT' : 'NUMBER_TOO_SMALL', least };
    }
    case 'invalid_value':
      return { problem: 'NOT_ONE_OF', words: issue.values.map(String) };
    default:
      return { problem: 'OTHER_FORM' };
  }
}

function matches(pattern: readonly string[], pointer: readonly string[]): boolean {
  return (
    pattern.length === pointer.length &&
    pattern.every((part, index) =>
      part === '*' ? /^\d+$/.test(pointer[index] ?? '') : part === pointer[index],
    )
  );
}
