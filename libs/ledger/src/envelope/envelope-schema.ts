import { BASES } from '@entente/domain';
import { z } from 'zod';
import { uncertainDate } from '../catalogue/stored-form.js';

const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/);
const word = z.string().min(1);
const line = z.int().min(1).nullable();

/** The members of an envelope, all of them and no other; `data` is what the catalogue knows. */
const ENVELOPE = z.strictObject({
  v: z.literal(1, 'unknown envelope version'),
  ledger: uuid,
  id: uuid,
  stream: word,
  rev: z.int().min(0),
  type: word,
  schema: z.int().min(1),
  occurred: uncertainDate,
  effective: uncertainDate,
  recorded: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  actor: word,
  cause: z.strictObject({
    command: uuid,
    name: word,
    digest: hash,
    correlation: z.string().nullable(),
    causation: z.string().nullable(),
  }),
  prev: hash.nullable(),
  after: z.string().nullable(),
  provenance: z.array(z.strictObject({ source: word, from: line, to: line, kind: z.enum(BASES) })),
  overrides: z.array(z.strictObject({ rule: word, by: word })),
  advice: z.array(word),
  data: z.record(z.string(), z.unknown()),
  personal: z.record(
    z.string().startsWith('/'),
    z.strictObject({
      kid: uuid,
      salt: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
      ct: base64url,
      commit: hash,
    }),
  ),
});

/** What keeps a value from being an envelope, with the member at fault; null when it is one. */
export function envelopeProblem(value: unknown): string | null {
  const read = ENVELOPE.safeParse(value);
  if (read.success) return null;
  const [issue] = read.error.issues;
  const at = issue?.path.join('.') ?? '';
  return `${at === '' ? '' : `${at}: `}${issue?.message ?? ''}`;
}
