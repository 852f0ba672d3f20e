import { useMemo } from 'react';
import { indexOfNames, type Known } from '../source/names-in-text.js';
import { useOrganizations } from '../../choosing/things.js';

/** The names of all organisations, by what they are compared by. */
export function useNames(): ReadonlyMap<string, Known> {
  const organizations = useOrganizations();
  return useMemo(() => indexOfNames(organizations), [organizations]);
}
