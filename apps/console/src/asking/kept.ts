import { hashKey, type QueryKey } from '@tanstack/react-query';
import { RefusedError, type Refusal } from './refusal.js';

/** The variables that only say for which days a question is. */
const DATES = ['asOf'];

/**
 * Gives the answer before while a new one is under way, where the two questions differ by their dates alone. The answer about
 * one agreement never stands under the address of another.
 */
export function keptOverDates(key: QueryKey, dates: readonly string[] = DATES) {
  const now = withoutDates(key, dates);
  return <Data>(data: Data | undefined, before?: { readonly queryKey: QueryKey }): Data | undefined =>
    before && withoutDates(before.queryKey, dates) === now ? data : undefined;
}

function withoutDates([kind, text, variables]: QueryKey, dates: readonly string[]): string {
  const left = Object.entries(variables as object).filter(([name]) => !dates.includes(name));
  return hashKey([kind, text, Object.fromEntries(left)]);
}

/** Where one of these is the refusal, an earlier answer is no longer shown: it may be wrong, or not for whoever asks now. */
const HIDING = new Set(['STREAM_CORRUPT', 'FORBIDDEN', 'SEALED_UNREADABLE']);

/** Why a question was refused as a whole. */
export function refusalsOfError(error: Error | null): readonly Refusal[] | null {
  return error instanceof RefusedError ? error.refusals : null;
}

/** True where an earlier answer is not shown below the refusal. */
export function hides(error: Error | null): boolean {
  return refusalsOfError(error)?.some(({ code }) => HIDING.has(code)) ?? false;
}
