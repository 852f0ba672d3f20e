import { invalid } from '../errors/refused-error.js';

const MOST_TYPES = 100;

/** Refuses a list of event types that is too long or holds an unknown type. */
export function checkTypes(types: readonly string[] | null | undefined): void {
  if (types && types.length > MOST_TYPES)
    throw invalid('types', { problem: 'LIST_TOO_LONG', most: MOST_TYPES });
  if (types?.some((type) => type.length > 200)) throw invalid('types', { problem: 'NO_SUCH_TYPE' });
}
