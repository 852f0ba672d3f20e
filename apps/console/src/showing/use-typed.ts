import { useState } from 'react';

/** What is typed into a field of a filter: it begins with what stands in the address, and again whenever that changes. The field stays the same one, so that it keeps the focus. */
export function useTyped(given: string): readonly [string, (typed: string) => void] {
  const [{ of, typed }, set] = useState({ of: given, typed: given });
  return [of === given ? typed : given, (next) => set({ of: given, typed: next })];
}
