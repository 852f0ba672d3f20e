import { factOfType } from '@entente/domain';
import { invalid } from '../errors/refused-error.js';

const MOST_TYPES = 100;

/** Refuses a list of event types that is too long or holds an unknown type: nothing would ever be found for it. */
export function checkTypes(types: readonly string[] | null | undefined): void {
  if (types && types.length > MOST_TYPES)
    throw invalid('types', { problem: 'LIST_TOO_LONG', most: MOST_TYPES });
  for (const [index, type] of (types ?? []).entries())
    if (factOfType(type) === null) throw invalid(`types.${index}`, { problem: 'NO_SUCH_TYPE' }, type);
}
