import { z } from 'zod';

const bound = z.iso.date().nullable();
const basis = z.enum(['STATED', 'COMPUTED', 'INFERRED', 'PRESUMED', 'SYSTEM']);

/** A column that holds JSON as text. */
const jsonText = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'not JSON' });
    return z.NEVER;
  }
});

const sourcesSchema = z.array(
  z.object({ sourceId: z.string(), from: z.int().nullable(), to: z.int().nullable(), kind: basis }),
);

/** Logs of earlier versions have no such column. */
const overridesSchema = z.array(z.object({ rule: z.string(), reason: z.string().nullable() }));

const rowSchema = z.object({
  id: z.uuid(),
  stream: z.string(),
  type: z.string(),
  occurred: z.iso.date(),
  occurredEarliest: bound,
  occurredLatest: bound,
  occurredEdtf: z.string(),
  occurredBasis: basis,
  /** Logs of earlier versions have no such column. */
  occurredPrecision: z.string().nullable().default(null),
  effective: z.iso.date(),
  effectiveEarliest: bound,
  effectiveLatest: bound,
  effectiveEdtf: z.string(),
  effectiveBasis: basis,
  sources: jsonText.pipe(sourcesSchema),
  overrides: jsonText.pipe(overridesSchema).default([]),
  data: jsonText.pipe(z.record(z.string(), z.json())),
});

/** An event as an exported log has it, and its line. */
export interface LoggedEvent extends z.infer<typeof rowSchema> {
  readonly line: number;
}

/** A line that is not an event of an exported log. */
export class NotALogError extends Error {
  constructor(readonly line: number) {
    super(`line ${line} is not an event of an exported log`);
    this.name = 'NotALogError';
  }
}

/** Reads a log as `export events --format jsonl` writes it. @throws {NotALogError} */
export function readLoggedEvents(text: string): readonly LoggedEvent[] {
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((written, index): readonly LoggedEvent[] => {
      if (written.trim() === '') return [];
      const line = index + 1;
      const read = jsonText.pipe(rowSchema).safeParse(written);
      if (!read.success) throw new NotALogError(line);
      return [{ ...read.data, line }];
    });
}
