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
