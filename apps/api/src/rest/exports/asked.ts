import { z } from 'zod';
import { invalid } from '../../graphql/errors/refused-error.js';
import type { AskedList } from './tables.js';

const asked = z.object({
  lang: z.enum(['fr', 'en']).default('fr'),
  validOn: z.string().optional(),
  knownAt: z.string().optional(),
  position: z.string().optional(),
  filter: z.string().optional(),
});
const filterSchema = z.record(z.string(), z.unknown());

/**
 * What an address asks for of a list, as the variables of its query.
 * @throws {RefusedError} VALIDATION_FAILED, with status 400
 */
export function readAsked(
  query: unknown,
  list: AskedList,
): { readonly language: 'fr' | 'en'; readonly variables: Readonly<Record<string, unknown>> } {
  const parsed = asked.safeParse(query);
  if (!parsed.success) throw wrong('lang', ['fr', 'en']);
  const { lang: language, filter, ...dates } = parsed.data;
  const dated = (['validOn', 'knownAt', 'position'] as const).find((name) => dates[name] !== undefined);
  if (!list.asOf && dated !== undefined) throw wrong(dated, ['lang', 'filter']);
  const variables = list.variablesOf(filter === undefined ? {} : readFilter(filter, list.filteredBy));
  return { language, variables: { ...variables, ...(list.asOf && { asOf: dates }) } };
}

function readFilter(text: string, names: readonly string[] | null): Readonly<Record<string, unknown>> {
  const filter = filterSchema.safeParse(parse(text));
  if (!filter.success)
    throw Object.assign(invalid('filter', { problem: 'NOT_A_JSON_OBJECT' }), { statusCode: 400 });
  if (names && Object.keys(filter.data).some((name) => !names.includes(name))) throw wrong('filter', names);
  return filter.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function wrong(field: string, words: readonly string[]): Error {
  return Object.assign(invalid(field, { problem: 'NOT_ONE_OF', words }), { statusCode: 400 });
}
