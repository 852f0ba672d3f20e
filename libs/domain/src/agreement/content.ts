import { refuse, type Refusal } from '../rules/decision.js';

/** Refuses objectives of which two have one code; `field` is where they stand. */
export function codeRepeated(
  objectives: readonly { readonly code: string }[] | undefined,
  field: string,
): Refusal | null {
  const codes = (objectives ?? []).map(({ code }) => code);
  const repeated = codes.findIndex((code, index) => codes.indexOf(code) !== index);
  return repeated < 0
    ? null
    : refuse('VALIDATION_FAILED', `${field}.${repeated}.code`, { problem: 'CODE_REPEATED' });
}

/** True for two stored values that say the same; the order of an object's members says nothing. */
export function saysTheSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, part]) => [name, sorted(part)]);
}
